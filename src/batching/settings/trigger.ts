/** The calls that QStash is asked for: under which ids, how often it tries, and whether its answer is looked at. */
import { HOUR_MS } from './bounds.ts';

export const TRIGGER = [
  {
    kind: 'choice',
    name: 'triggerId',
    default: 'conversation',
    choices: ['conversation', 'generation'],
    sentence:
      'Whether all triggers of a user share one deduplication id, or each generation of the list (from one clearing to the next) has its own.',
  },
  {
    kind: 'number',
    name: 'dedupBucketMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Length of the time bucket in the deduplication id; 0 for one id per user.',
  },
  {
    kind: 'choice',
    name: 'requeueId',
    default: 'same',
    choices: ['same', 'own'],
    sentence: 'Whether a re-queue is published under the conversation’s id, or under an id of its own.',
  },
  {
    kind: 'choice',
    name: 'flowControl',
    default: 'none',
    choices: ['none', 'user'],
    sentence:
      'Whether QStash delivers one trigger of a user after the other (its flow control, parallelism 1), where a lock would spend the second.',
  },
  {
    kind: 'number',
    name: 'publishRetries',
    default: 0,
    min: 0,
    max: 5,
    unit: 'count',
    sentence: 'How often QStash tries a failed delivery of the first publish again.',
  },
  {
    kind: 'number',
    name: 'requeueRetries',
    default: -1,
    min: -1,
    max: 5,
    unit: 'count',
    sentence: 'The same for a re-queue; -1 where it names none, so that QStash’s own default holds.',
  },
  {
    kind: 'boolean',
    name: 'watchDeduplication',
    default: false,
    sentence: 'Whether the answer to a re-queue is looked at: one that was dropped is logged and counted, no more.',
  },
] as const;
