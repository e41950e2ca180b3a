/** Playing. */
import { counted } from './counted.ts';

export const transport = {
  start: 'To the start',
  back: 'One event back',
  play: 'Play',
  pause: 'Pause',
  forward: 'One event on',
  end: 'To the end',
  speed: 'Speed',
  auto: 'auto',
  events: (count: number, time: string) => `${counted(count, 'event')}, ${time}`,
  hash: 'Hash of the trace',
  bound: (bound: string) => `stopped at its bound ${bound}`,
  now: 'Virtual time',
} as const;
