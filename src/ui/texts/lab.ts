/** Work that takes many runs: how far it is, and how it ended. */
import { count } from '../../sim/model/words.ts';

const PHASES = { exploring: 'runs', shrinking: 'findings made small', measuring: 'runs' } as const;

export const lab = {
  stop: 'Stop',
  progress: 'How far it is',
  starting: (hands: number) => `Starting ${count(hands, 'worker')}…`,
  done: (phase: keyof typeof PHASES, done: string, of: string) =>
    of === '' ? `${done} ${PHASES[phase]}` : `${done} of ${of} ${PHASES[phase]}`,
  rate: (rate: string) => `${rate} a second`,
  found: (found: number) => `${count(found, 'failure')} found`,
  left: (length: string) => `${length} left`,
  hands: (hands: number) => count(hands, 'worker'),
  stopped: 'Stopped. Half of it would answer nothing.',
  stays: 'What was there before stays.',
  lost: (times: number, why: string) =>
    times === 1
      ? `A worker died (${why}). Another one took its place, and did its work again.`
      : `${times} workers died (the last: ${why}). Others took their places, and did their work again.`,
} as const;
