/**
 * The rule of custody, and its parts one by one: each can be taken away to see what it is for. They count where
 * `custody` is on; what both ways of working know (ids, retries, waits, signatures) stands with its topic.
 */
import { HOUR_MS } from './bounds.ts';

export const CUSTODY = [
  {
    kind: 'boolean',
    name: 'custody',
    default: false,
    sentence:
      'Whether messages are passed on under the rule of custody: a 2xx is given only when nothing is left to do, or after another publish was accepted that will be retried on its own.',
  },
  {
    kind: 'boolean',
    name: 'inflightRecord',
    default: true,
    sentence: 'Custody: whether a batch that is taken is recorded, so that another processor can resume it.',
  },
  {
    kind: 'number',
    name: 'leaseMs',
    default: 75_000,
    min: 100,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Custody: how long a batch in flight is its processor’s alone; longer than the maximum duration.',
  },
  {
    kind: 'number',
    name: 'maxDurationMs',
    default: 60_000,
    min: 100,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Custody: after this time a processor gives up by itself and answers 500.',
  },
  {
    kind: 'number',
    name: 'redisTimeoutMs',
    default: 5_000,
    min: 100,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Custody: how long a call of Redis may take; the client itself would wait for ever.',
  },
  {
    kind: 'choice',
    name: 'whenBusy',
    default: 'requeue',
    choices: ['requeue', 'skip'],
    sentence:
      'Custody: whether a trigger that meets a batch in flight is published again for the end of its lease, or spent.',
  },
  {
    kind: 'boolean',
    name: 'handOver',
    default: true,
    sentence:
      'Custody: whether a processor that is done publishes a trigger for those whose own one came while it was at work.',
  },
  {
    kind: 'boolean',
    name: 'republishKnown',
    default: true,
    sentence: 'Custody: whether a message that came before, and is not done, is given a trigger again.',
  },
  {
    kind: 'boolean',
    name: 'wakeOverdue',
    default: true,
    sentence:
      'Custody: whether a message that joins a batch whose trigger should have come by now is given one of its own, since the retries of the other may be used up.',
  },
  {
    kind: 'number',
    name: 'overdueMs',
    default: 2_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence:
      'Custody: a trigger that is so late may not come any more; more than QStash’s whole seconds and slow legs make of it.',
  },
  {
    kind: 'boolean',
    name: 'lookAtClock',
    default: true,
    sentence: 'Custody: whether a processor looks at its watch before each step, and stops where its time is over.',
  },
  {
    kind: 'boolean',
    name: 'keepText',
    default: true,
    sentence: 'Custody: whether the reply’s text is kept before it is sent, so that a repeat says the same.',
  },
  {
    kind: 'boolean',
    name: 'sentMark',
    default: true,
    sentence: 'Custody: whether it is recorded that the reply was sent, before the history is saved.',
  },
  {
    kind: 'boolean',
    name: 'echoReceipts',
    default: false,
    sentence: 'Custody: whether a reply carries its batch’s id, and its echo records that it was sent.',
  },
  {
    kind: 'choice',
    name: 'historyAt',
    default: 'before-done',
    choices: ['before-done', 'after-done'],
    sentence: 'Custody: whether the history is saved before the batch leaves the record, or after.',
  },
  {
    kind: 'boolean',
    name: 'historyOnce',
    default: true,
    sentence: 'Custody: whether the history is saved once a batch, known by its id, however often that is tried.',
  },
  {
    kind: 'boolean',
    name: 'releaseOnError',
    default: true,
    sentence: 'Custody: whether a processor that fails gives up its lease, so that a retry need not wait for its end.',
  },
] as const;
