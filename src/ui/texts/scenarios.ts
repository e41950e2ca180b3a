/** The list of scenarios. */
import { counted } from './counted.ts';

export const list = {
  filter: 'Filter scenarios',
  filterBy: 'By name, title, kind, or a check that breaks: “clock”, “wire”, “answered-once”',
  showAll: 'Show all scenarios',
  skip: 'Skip the list',
  all: (count: number) => counted(count, 'scenario'),
  shown: (shown: number, all: number) => `${shown} of ${all}`,
  judging: (done: number, all: number) => `Running all of them: ${done} of ${all} done`,
  scenario: 'Scenario',
  nothing: 'No scenario fits.',
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
    own: 'Mine',
  },
} as const;
