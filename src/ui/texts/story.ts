/** What a scenario is. */
export const story = {
  happens: 'What happens',
  happensUnchanged: 'What happens without your change',
  changed: 'You changed this run',
  changedAbout:
    'What is said below is true of the scenario as it stands. What your change does, the verdicts and the timelines say.',
  table: 'The document’s table, row by row',
  diagnose: 'Diagnose a log of yours',
  moreMessages: (count: number) => `and ${count} more`,
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
} as const;
