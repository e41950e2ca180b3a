/** What every service holds at a moment. */
import { duration } from '../format.ts';

export const moment = {
  at: (time: string) => `At ${time}`,
  before: 'nothing has happened yet',
  after: (event: string) => `after: ${event}`,
  nothing: 'empty',
  shelves: {
    keys: 'Keys',
    queued: 'Queued',
    taken: 'Deduplication ids that are taken',
    dead: 'Dead letters',
    delivered: 'Done with',
    documents: 'Documents',
  },
  changes: { new: 'new', changed: 'changed', gone: 'gone' },
  expires: (time: string) => `expires in ${time}`,
  stays: 'no expiry',
  freeIn: (time: string) => `free in ${time}`,
  dueIn: (time: string) => `due in ${time}`,
  underWay: 'being delivered',
  ago: (ms: number, nowMs: number) =>
    ms > nowMs ? `in ${duration(Math.round(ms - nowMs))}` : `${duration(Math.round(nowMs - ms))} ago`,
  clocks: 'Clocks',
  instances: 'Instances',
  atWork: (requests: number, state: string) =>
    `${state}, at work on ${requests === 1 ? 'a request' : `${requests} requests`}`,
  itsClock: 'clock',
  unset: 'not set',
  environment: 'Environment',
  environmentAbout: 'Of the first deployment. What another one has otherwise is said beside its instances.',
  ahead: (time: string) => `${time} ahead`,
  behind: (time: string) => `${time} behind`,
  inStep: 'in step',
  noInstances: 'none has started',
} as const;
