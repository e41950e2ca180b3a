/** Tells the webhooks of users' messages apart: the first that carries a message, and the how manieth message it is. */
import type { Call } from '../network/effects.ts';

const MID = /"mid":"([^"]+)"/;
const ECHO = '"is_echo":true';

/** To be asked about each call in order: the position of the message, from 1, whose webhook is sent for the first time. */
export function firstWebhooks(): (call: Call) => number | undefined {
  const seen = new Set<string>();
  return ({ from, to, request: { body } }) => {
    if (from.role !== 'messenger' || to.role !== 'platform' || body.includes(ECHO)) return undefined;
    const mid = MID.exec(body)?.[1];
    if (mid === undefined || seen.has(mid)) return undefined;
    seen.add(mid);
    return seen.size;
  };
}
