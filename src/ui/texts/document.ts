/** What the document says, and what happens. */
import type { Claim } from '../../sim/model/scenario.ts';
import { count } from '../../sim/model/words.ts';

const verdicts: Readonly<Record<Claim['verdict'], string>> = {
  holds: 'Holds',
  'holds only if': 'Holds only if',
  'does not hold': 'Does not hold',
  'rests on no data': 'Rests on no data',
};

export const documentTexts = {
  heading: 'What the document says, and what happens',
  about:
    'Every claim of the reference document beside runs that show whether it is true. A verdict is worked out here and now from the runs that a claim names: all as claimed, it holds; none, it does not; some, it holds only under a condition. A run opens at the first event that shows it.',
  verdicts,
  /** Small words: they stand before what it is. */
  because: { holds: '', 'holds only if': 'Holds only if: ', 'does not hold': '', 'rests on no data': '' },
  pending: 'Being judged',
  all: 'All',
  byVerdict: 'Show by verdict',
  section: 'Section',
  everySection: 'Every section',
  sections: {
    flow: 'The flow',
    'issue-1': 'Issue 1',
    'issue-2': 'Issue 2',
    'issue-3': 'Issue 3',
    'issue-4': 'Issue 4',
    'issue-5': 'Issue 5',
    'issue-6': 'Issue 6',
    'issue-7': 'Issue 7',
    table: 'The table: test simulator and production',
    verify: 'Steps to verify',
    logs: 'What each log means',
    summary: 'Summary of the failure modes',
    recommendations: 'Recommendations',
    closing: 'The closing words',
    other: 'Elsewhere',
  },
  claims: (shown: number, all: number) => (shown === all ? count(all, 'claim') : `${shown} of ${count(all, 'claim')}`),
  none: 'No claim has this verdict in this section.',
  again: 'Judge again',
  judge: 'Judge the claims',
  form: 'Which claims',
  runs: 'Runs that decide',
  asClaimed: 'As claimed',
  otherwise: 'Not as claimed',
  notSo: ': not so',
  inThePage: 'In this page',
  noRun: 'Nothing in it can be run.',
  predicted: {
    check: (check: string, outcome: string, side: string) => `${side}: “${check}” ${outcome}`,
    outcome: { holds: 'holds', broken: 'breaks', inconclusive: 'is not judged' },
    replies: (side: string, times: number) => `${side}: ${count(times, 'reply')}`,
    firstReply: (side: string, at: string) => `${side}: the first reply at ${at}`,
    log: (text: string, times: number) => `“${text}” in the log ${times === 1 ? 'once' : `${times} times`}`,
    service: (operation: string, times: number) => `${operation}: ${times}`,
  },
  aspect: 'Aspect',
  tab: 'In the tab, it says',
  production: 'In production, it says',
  shown: 'What the simulation shows',
  verdict: 'Verdict',
} as const;
