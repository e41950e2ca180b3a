/** How each of those who can be called words an error: for faults that answer in their stead. */
import type { Call } from '../network/effects.ts';
import { firestore } from '../services/firestore/index.ts';
import { messenger } from '../services/messenger/index.ts';
import { openai } from '../services/openai/index.ts';
import { platformError } from '../services/platform/index.ts';
import { qstash } from '../services/qstash/index.ts';
import { redis } from '../services/redis/index.ts';
import type { WireAnswer } from '../services/service.ts';

export function errorOf({ to, request }: Call, status: number): WireAnswer {
  switch (to.role) {
    case 'redis':
    case 'redis-replica':
      return redis.errorOf(status, request);
    case 'qstash':
      return qstash.errorOf(status, request);
    case 'openai':
      return openai.errorOf(status, request);
    case 'firestore':
      return firestore.errorOf(status, request);
    case 'messenger':
      return messenger.errorOf(status, request);
    case 'platform':
    case 'instance':
    case 'phone':
    case 'tab':
      return platformError(status);
  }
}
