/** What keeps a second processor from a user’s list. */
import { HOUR_MS } from './bounds.ts';

export const LOCK = [
  {
    kind: 'number',
    name: 'lockMs',
    default: 30_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'When the processor’s lock expires by itself; 0 for no lock.',
  },
  {
    kind: 'choice',
    name: 'lockOwner',
    default: 'text',
    choices: ['text', 'digits'],
    sentence: 'Whether the lock’s value is a text (the clock and a random string), or a number as in log 6.',
  },
  {
    kind: 'choice',
    name: 'lockRelease',
    default: 'anyone',
    choices: ['anyone', 'owner-in-client', 'owner-in-script'],
    sentence:
      'Whether the lock is deleted whoever holds it, or only by its owner: compared in the client before the deletion, or with it in one script.',
  },
  {
    kind: 'number',
    name: 'sessionFlagMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence:
      'When a flag expires that says “this user is being answered”: read and then set, taken away after success and errors, but not before a re-queue; 0 for no flag.',
  },
] as const;
