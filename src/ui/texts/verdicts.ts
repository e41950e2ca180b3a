/** The verdicts. */
export const verdicts = {
  heading: 'Verdicts',
  asExpected: 'as expected',
  unexpected: (expected: string) => `expected: ${expected.toLowerCase()}`,
  proof: 'Proof',
  more: (count: number) => `Show ${count} more`,
  ofRun: 'This run differs from the scenario’s own, so nothing is expected of it.',
} as const;
