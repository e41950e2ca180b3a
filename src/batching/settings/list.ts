/** The list in Redis that messages wait in, and the clients that reach it. */
import { HOUR_MS, WEEK_MS } from './bounds.ts';

export const LIST = [
  {
    kind: 'number',
    name: 'listTtlMs',
    default: 0,
    min: 0,
    max: WEEK_MS,
    unit: 'ms',
    sentence: 'When the list expires, counted anew from each push; 0 for never.',
  },
  {
    kind: 'choice',
    name: 'listEntries',
    default: 'text',
    choices: ['text', 'revived'],
    sentence:
      'Whether the Redis client gives the entries of the list as the texts that they are, or parses JSON by itself, before the code does.',
  },
  {
    kind: 'choice',
    name: 'batchOrder',
    default: 'pushed',
    choices: ['pushed', 'typed'],
    sentence: 'Whether a batch’s messages stand in the order in which they came, or were typed (by Messenger’s time).',
  },
  {
    kind: 'choice',
    name: 'take',
    default: 'read-then-delete',
    choices: ['read-then-delete', 'atomic'],
    sentence:
      'Whether the list is read, and deleted after the reply; or read and deleted in one transaction, before the model is asked.',
  },
  {
    kind: 'choice',
    name: 'readFrom',
    default: 'any',
    choices: ['any', 'primary'],
    sentence: 'Whether any replica may serve the read of the list, or (through a script) the primary alone.',
  },
  {
    kind: 'choice',
    name: 'redisClients',
    default: 'apart',
    choices: ['apart', 'shared'],
    sentence:
      'Whether lock and list have a client object each, as modules do that make their own, or share one, whose reads then see its writes. The shared one gives values as texts.',
  },
  {
    kind: 'choice',
    name: 'redisClientAt',
    default: 'use',
    choices: ['use', 'load'],
    sentence: 'Whether the Redis client is made when it is used, or when the module is loaded.',
  },
  {
    kind: 'number',
    name: 'pingTimeoutMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence:
      'Batching is chosen only if Redis answers a ping within this time, else the normal flow; 0 for no health check.',
  },
  {
    kind: 'number',
    name: 'seenForMs',
    default: 0,
    min: 0,
    max: WEEK_MS,
    unit: 'ms',
    sentence: 'How long a message’s id is remembered, so that it is not taken again; 0 for not at all.',
  },
] as const;
