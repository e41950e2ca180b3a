/** What a check says of a trace. Checks are in `src/sim/checks`, one file each; their names are here. */
export const CHECK_IDS = [
  'messages-kept',
  'answered',
  'answered-once',
  'custody',
  'one-processor',
  'order-kept',
  'no-strangers',
  'no-silent-drop',
  'history-complete',
  'history-once',
  'waits-bounded',
  'requeues-bounded',
  'cost-bounded',
  'repeat-is-verbatim',
  'refused-not-processed',
  'burst-whole',
  'matches-baseline',
] as const;

export type CheckId = (typeof CHECK_IDS)[number];

/** `safety`: must never happen. `liveness`: must happen in the end. `comparison`: beside the single tab. */
export type CheckKind = 'safety' | 'liveness' | 'comparison';

/** `inconclusive`: a bound ended the run before the check could be judged, or there was nothing to judge. */
export type Outcome = 'holds' | 'broken' | 'inconclusive';

export interface Verdict {
  readonly check: CheckId;
  readonly verdict: Outcome;
  /** One sentence with figures: what was found, or why it could not be judged. */
  readonly sentence: string;
  /** The events that prove it, the first to look at first; empty where nothing is wrong. */
  readonly eventIds: readonly number[];
  /** The messages that it concerns. */
  readonly messages: readonly string[];
  /** By message: the event at which it was lost, where the check knows that. */
  readonly lostAt?: Readonly<Record<string, number>>;
}
