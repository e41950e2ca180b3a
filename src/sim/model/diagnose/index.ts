/**
 * Reads the log of a real deployment: which of the known situations its lines show, what they mean, what to do, which
 * scenario reproduces them, and what the lines cannot tell. The log never leaves the machine it is pasted on.
 */
import type { LogLine } from '../app.ts';
import { factsOf, type Finding, type Situation } from './finding.ts';
import { flagHasSpaces, flagOff, userNotListed } from './flag.ts';
import {
  deduplicationWorks,
  emptyList,
  metTheLock,
  severalLocks,
  storedAndNotFetched,
  waitingAgainAndAgain,
  waitNobodyEnds,
} from './processing.ts';
import { MOST_LOG_CHARACTERS, type ReadLine, readLog } from './read-log.ts';
import { batchFailed, noToken, redisFailed, replyRefused } from './services.ts';
import { type RebuiltTiming, rebuildTiming } from './timing.ts';

export type { Finding } from './finding.ts';
export { MOST_LOG_CHARACTERS, type ReadLine } from './read-log.ts';
export {
  FLAG_NAME,
  type Place,
  PLACES,
  readSetUp,
  runOfSetUp,
  type SetUp,
  type SetUpReading,
  type Trap,
  withFlagRight,
} from './set-up.ts';
export type { RebuiltTiming } from './timing.ts';

export interface Diagnosis {
  /** Every line that is not empty. */
  readonly lines: readonly ReadLine[];
  /** How many of them are the logic's. */
  readonly known: number;
  /** The worst first: what is broken, then what is unclear, then what is good. */
  readonly findings: readonly Finding[];
  /** Undefined where the lines have no times. */
  readonly timing: RebuiltTiming | undefined;
  /** Whether the log was longer than what is read. */
  readonly cut: boolean;
}

/** In the order in which they are told where equally bad. */
const SITUATIONS: readonly Situation[] = [
  flagOff,
  flagHasSpaces,
  userNotListed,
  redisFailed,
  noToken,
  batchFailed,
  waitNobodyEnds,
  waitingAgainAndAgain,
  severalLocks,
  metTheLock,
  storedAndNotFetched,
  replyRefused,
  emptyList,
  deduplicationWorks,
];

const RANK = { broken: 0, unclear: 1, good: 2 } as const;

export function diagnose(pasted: string, logLines: readonly LogLine[]): Diagnosis {
  const lines = readLog(pasted, logLines);
  const log = factsOf(lines);
  const findings = SITUATIONS.flatMap((situation) => situation(log) ?? []);
  return {
    lines,
    known: lines.filter(({ known }) => known !== null).length,
    findings: findings.toSorted((a, b) => RANK[a.kind] - RANK[b.kind]),
    timing: rebuildTiming(log),
    cut: pasted.length > MOST_LOG_CHARACTERS,
  };
}
