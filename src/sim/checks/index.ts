/**
 * The door of the checks: the catalogue, in the order of CHECK_IDS, and `judge`. To add one is a file, a line here, an
 * id, and a test in which it fails.
 */
import type { Side, Trace } from '../model/trace.ts';
import type { Verdict } from '../model/verdict.ts';
import { type RunView, viewRun } from '../model/view/index.ts';
import { answeredOnce } from './answered-once.ts';
import { answered } from './answered.ts';
import { burstWhole } from './burst-whole.ts';
import { type Check, cutBy } from './check.ts';
import { costBounded } from './cost-bounded.ts';
import { custody } from './custody.ts';
import { historyComplete } from './history-complete.ts';
import { historyOnce } from './history-once.ts';
import { matchesBaseline } from './matches-baseline.ts';
import { messagesKept } from './messages-kept.ts';
import { noSilentDrop } from './no-silent-drop.ts';
import { noStrangers } from './no-strangers.ts';
import { oneProcessor } from './one-processor.ts';
import { orderKept } from './order-kept.ts';
import { refusedNotProcessed } from './refused-not-processed.ts';
import { repeatIsVerbatim } from './repeat-is-verbatim.ts';
import { requeuesBounded } from './requeues-bounded.ts';
import { waitsBounded } from './waits-bounded.ts';

export type { Check } from './check.ts';

export const checks: readonly Check[] = [
  messagesKept,
  answered,
  answeredOnce,
  custody,
  oneProcessor,
  orderKept,
  noStrangers,
  noSilentDrop,
  historyComplete,
  historyOnce,
  waitsBounded,
  requeuesBounded,
  costBounded,
  repeatIsVerbatim,
  refusedNotProcessed,
  burstWhole,
  matchesBaseline,
];

/** All verdicts on production, or those on the single tab that say something about it. */
export function judge(trace: Trace, side: Side = 'pipeline'): Verdict[] {
  return judgeView(viewRun(trace, side));
}

/** The same for whoever has the index of the trace already. */
export function judgeView(view: RunView): Verdict[] {
  return checks
    .filter(({ judgesTab }) => view.side === 'pipeline' || judgesTab)
    .map((check) => asFarAsItWent(view, check.judge(view)));
}

/** What a bound cut off might still have broken it: until then nothing did, and that is no proof that it holds. */
function asFarAsItWent(view: RunView, verdict: Verdict): Verdict {
  if (view.end.reason !== 'bound' || verdict.verdict !== 'holds') return verdict;
  return { ...verdict, verdict: 'inconclusive', sentence: `${verdict.sentence} Then ${cutBy(view)} ended the run.` };
}
