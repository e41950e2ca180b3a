/**
 * What the users of several scenarios type. The texts of the burst are the three that the reference document tells its
 * reader to send in quick succession; its times are the ones at which every scenario with a burst has them.
 */
import type { TypedMessage } from '../sim/model/scenario.ts';

/** Three messages within half a second: a greeting, "what hats do you have?", "do you have a photo?". */
export const threeQuickMessages = [
  { atMs: 0, text: 'გამარჯობა' },
  { atMs: 250, text: 'რა ქუდები გაქვთ?' },
  { atMs: 500, text: 'ფოტო გაქვს?' },
] as const satisfies readonly TypedMessage[];

/** "I want a black one": what somebody adds while he waits. */
export const afterthought = (atMs: number): TypedMessage => ({ atMs, text: 'შავი მინდა' });

/** "Are you there?": what somebody writes who got no answer. */
export const areYouThere = (atMs: number): TypedMessage => ({ atMs, text: 'აქ ხართ?' });

/** Somebody who types without a pause: "message 1", "message 2", ... one every so often, from the start until then. */
export function typingOn(everyMs: number, untilMs: number): readonly TypedMessage[] {
  const count = Math.floor(untilMs / everyMs) + 1;
  return Array.from({ length: count }, (_, n) => ({ atMs: n * everyMs, text: `შეტყობინება ${n + 1}` }));
}
