/**
 * Verdicts that several variants share, by what the user sees. A check that is not among them is expected to hold;
 * a variant adds what is its own.
 */
import type { Variant } from '../sim/model/scenario.ts';

type Expected = Variant['expected'];

/** The messages are accepted; no reply ever comes, and the history does not know of them. */
export const silence = {
  'messages-kept': 'broken',
  answered: 'broken',
  custody: 'broken',
  'history-complete': 'broken',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const satisfies Expected;

/** The same, and the request that should have brought the reply was accepted by QStash and dropped. */
export const silenceAfterADrop = { ...silence, 'no-silent-drop': 'broken' } as const satisfies Expected;

/** No webhook was ever answered 200: whatever is judged on accepted messages has nothing to judge. */
export const neverAccepted = {
  'messages-kept': 'inconclusive',
  answered: 'inconclusive',
  custody: 'inconclusive',
  'history-complete': 'inconclusive',
  'waits-bounded': 'inconclusive',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const satisfies Expected;

/** As from the single tab: everything that was typed is answered, once and together. */
export const asFromTheTab = {
  answered: 'holds',
  'answered-once': 'holds',
  'burst-whole': 'holds',
  'matches-baseline': 'holds',
} as const satisfies Expected;

/** Batching is off: nobody is lost, but each message of the burst has a reply of its own. */
export const singleReplies = {
  'messages-kept': 'holds',
  answered: 'holds',
  'answered-once': 'holds',
  'history-complete': 'holds',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const satisfies Expected;
