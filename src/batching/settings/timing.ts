/** How long the pipeline waits, and by what it knows that a user is still typing. */
import { HOUR_MS } from './bounds.ts';

export const TIMING = [
  {
    kind: 'number',
    name: 'delayMs',
    default: 3_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'How long QStash waits before it calls the processor; its client rounds to whole seconds.',
  },
  {
    kind: 'number',
    name: 'quietMs',
    default: 1_500,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'A batch whose last message is younger than this waits for more.',
  },
  {
    kind: 'number',
    name: 'longestWaitMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'A batch whose first message is older than this waits no more, however young the last; 0 for no bound.',
  },
  {
    kind: 'choice',
    name: 'ageBy',
    default: 'instance',
    choices: ['instance', 'server'],
    sentence:
      'Whether a message’s age is told by the clocks of the instances that receive and process it, or by the clock of Redis alone.',
  },
  {
    kind: 'number',
    name: 'requeueDelayMs',
    default: 2_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'How long a waiting batch is put off; rounded to whole seconds as well.',
  },
  {
    kind: 'number',
    name: 'typingMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence:
      'A batch also waits while its user was seen typing within this time; kept in a variable of the module, so only where webhook and processor share an instance. 0 for not at all.',
  },
] as const;

export const TAB = [
  {
    kind: 'number',
    name: 'tabQuietMs',
    default: 2_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Baseline: how long the single tab waits after each message.',
  },
] as const;
