/** The list of scenarios. */
export const list = {
  filter: 'Filter scenarios',
  scenario: 'Scenario',
  nothing: 'No scenario by that name.',
  side: 'side',
  pass: 'pass',
  fail: 'fail',
  unexpected: 'not as expected',
  groups: {
    issues: 'The document’s issues',
    summary: 'Its flow, logs and summary',
    found: 'Found by simulation',
    wire: 'Found on the wire',
    history: 'From its history',
    recommended: 'Its recommendations',
  },
} as const;
