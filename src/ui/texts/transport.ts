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
  speedIs: (speed: number) => `Speed: ${speed}×`,
  speeds: 'Usual speeds',
  times: (speed: number) => `${speed}×`,
  auto: 'auto',
  autoAbout: 'As it suits the length of the run',
  events: (count: number, time: string) => `${counted(count, 'event')}, ${time}`,
  hash: 'Hash of the trace',
  bound: (bound: string) => `stopped at its bound ${bound}`,
  now: 'Virtual time',
} as const;
