/** Own scenarios, forks, and runs that take long. */
import { counted } from './counted.ts';

export const own = {
  tools: 'Own scenarios',
  live: 'Record one live',
  import: 'Import a file',
  exportAll: 'Export all',
  bar: 'This own scenario',
  name: 'Name',
  visiting: 'Came by a link: it is not kept yet.',
  keep: 'Keep it',
  save: 'Save changes',
  saveAsMine: 'Keep as mine',
  export: 'Save as a file',
  goOn: 'Go on live',
  delete: 'Delete',
  undo: 'Undo',
  deleted: (title: string) => `Deleted: ${title}`,
} as const;

export const fork = {
  start: 'Fork from here',
  startTitle: 'From this moment on the run may be changed; its past stays',
  region: 'Fork',
  at: (time: string) => `Forked at ${time}.`,
  same: (events: number) => `The past is unchanged: ${counted(events, 'event')}, hash`,
  differs: (time: string) =>
    `The past is another one, from ${time} on. Something that you changed began before the fork.`,
  differsFromLink: 'The past is another one than that of the link.',
  both: (before: string, now: string) => `Hash ${before} before, ${now} now.`,
  type: 'Message at the fork',
  placeholder: 'Type a message at this moment…',
  send: 'Send',
  throw: 'Throw a fault at the fork',
  live: 'Go on live from here',
  end: 'End the fork',
} as const;

export const progress = {
  running: (events: string, time: string) => `Running: ${events} events, ${time} of virtual time`,
  stop: 'Stop',
  stopped: (events: string) => `Stopped after ${events} events. The run on show is the one before.`,
  stoppedUnknown: 'Stopped. The run on show is the one before.',
} as const;
