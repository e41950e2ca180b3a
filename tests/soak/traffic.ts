/**
 * The traffic of the soak: so many users, each of whom writes a burst of one to four messages, waits some minutes, and
 * writes again, for as long as asked; and faults of every kind all the while. All of it drawn from the seed.
 */
import { randomStream } from '../../src/sim/kernel/random.ts';
import type { FaultInput, TypedMessage } from '../../src/sim/model/scenario.ts';

const FIRST_USER = 3_000_000_000_000_000;
const TEXTS = ['გამარჯობა', 'რა ქუდები გაქვთ?', 'ფოტო გაქვს?', 'ეს რამდენი ღირს?'];
const LONGEST_BURST = 4;
const GAP_MS = { min: 150, spread: 1_350 };
const PAUSE_MS = { min: 60_000, spread: 240_000 };

export function trafficOf(seed: number, users: number, forMs: number): readonly Required<TypedMessage>[] {
  const random = randomStream(seed, 'soak');
  const typed: Required<TypedMessage>[] = [];
  for (let i = 0; i < users; i += 1) {
    const user = String(FIRST_USER + i);
    let atMs = random.below(PAUSE_MS.spread);
    while (atMs < forMs) {
      const length = 1 + random.below(LONGEST_BURST);
      for (let n = 0; n < length && atMs < forMs; n += 1) {
        typed.push({ atMs, user, text: `${TEXTS[n] ?? ''} ${typed.length}` });
        atMs += GAP_MS.min + random.below(GAP_MS.spread);
      }
      atMs += PAUSE_MS.min + random.below(PAUSE_MS.spread);
    }
  }
  return typed.toSorted((a, b) => a.atMs - b.atMs);
}

const MINUTE_MS = 60_000;

/** Every few minutes something dies, freezes or comes twice; all the time a share of the calls goes wrong. */
export function faultsFor(forMs: number): readonly FaultInput[] {
  const minutes = Math.ceil(forMs / MINUTE_MS);
  const every = (step: number, from = 0): readonly number[] =>
    Array.from({ length: Math.max(0, Math.floor((minutes - from) / step)) }, (_, i) => (from + i * step) * MINUTE_MS);
  return [
    { fault: 'heavy-tail', share: 0.05 },
    { fault: 'call-fails', to: 'openai', status: 500, count: 0, share: 0.02 },
    { fault: 'call-fails', to: 'messenger', status: 500, count: 0, share: 0.01 },
    { fault: 'call-breaks', to: 'redis', what: 'answer', count: 0, share: 0.005 },
    { fault: 'call-breaks', to: 'qstash', what: 'request', count: 0, share: 0.005 },
    { fault: 'call-slow', to: 'firestore', answerMs: 3_000, count: 0, share: 0.01 },
    { fault: 'call-hangs', to: 'openai', what: 'answer', count: 0, share: 0.001 },
    { fault: 'call-twice', to: 'platform', count: 0, share: 0.01 },
    { fault: 'qstash-late', count: 200, byMs: 20_000, fromMs: 10 * MINUTE_MS },
    { fault: 'clock-drift', role: 'any', ppm: 50 },
    ...every(5, 3).map((atMs) => ({ fault: 'kill', role: 'processor', atMs })),
    ...every(10, 7).map((atMs) => ({ fault: 'freeze', role: 'any', atMs, forMs: 20_000 })),
  ];
}
