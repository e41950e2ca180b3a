/** The document's table. */
export const aspects = {
  heading: 'Test simulator and production',
  about:
    'The document’s own table, row by row, beside what the simulation shows. A click opens the scenario that proves or refutes the row.',
  aspect: 'Aspect',
  tab: 'In the tab, it says',
  production: 'In production, it says',
  shown: 'What the simulation shows',
  proof: 'Scenarios',
} as const;
