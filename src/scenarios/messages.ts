/**
 * What the users of several scenarios type. The texts are the three that the reference document tells its
 * reader to send in quick succession; the times are SCENARIOS.md's burst "B".
 */
import type { TypedMessage } from '../sim/model/scenario.ts';

/** Three messages within half a second: a greeting, "what hats do you have?", "do you have a photo?". */
export const threeQuickMessages = [
  { atMs: 0, text: 'გამარჯობა' },
  { atMs: 250, text: 'რა ქუდები გაქვთ?' },
  { atMs: 500, text: 'ფოტო გაქვს?' },
] as const satisfies readonly TypedMessage[];
