/** Bursts: messages of one user whose gaps are shorter than the baseline's timer. */
import type { BurstView, MessageView } from './types.ts';

/** The single tab's timer, as the reference document has it. */
const BURST_GAP_MS = 2_000;

/** In the order of their first messages. The messages must be in the order typed. */
export function burstsOf(messages: readonly Pick<MessageView, 'mid' | 'user' | 'atMs'>[]): readonly BurstView[] {
  const bursts: { user: string; messages: string[]; fromMs: number; toMs: number }[] = [];
  const latest = new Map<string, (typeof bursts)[number]>();
  for (const { mid, user, atMs } of messages) {
    const burst = latest.get(user);
    if (burst !== undefined && atMs - burst.toMs < BURST_GAP_MS) {
      burst.messages.push(mid);
      burst.toMs = atMs;
      continue;
    }
    const next = { user, messages: [mid], fromMs: atMs, toMs: atMs };
    bursts.push(next);
    latest.set(user, next);
  }
  return bursts;
}
