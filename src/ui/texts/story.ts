/** What a scenario is. */
export const story = {
  happens: 'What happens',
  claims: 'What the document says, and what is',
  says: 'It says',
  is: 'It is',
  wild: 'Seen in the wild',
  wildNone: 'No public report is noted for this one.',
  messages: 'What the user types',
  expected: 'What must be seen',
  expectedAll: 'Every check holds.',
  otherChecks: 'Every other check holds.',
  reference: 'Source',
  policy: 'Policy',
  policies: 'The policy of this run',
  comparison: 'Test simulator and production: the document’s table, row by row',
  inTab: 'In the tab',
  inProduction: 'In production',
} as const;
