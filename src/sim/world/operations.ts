/** What those who can be called are asked for, in the words of which operations consist: for faults that name them. */
import { firestore } from '../services/firestore/index.ts';
import { messenger } from '../services/messenger/index.ts';
import { openai } from '../services/openai/index.ts';
import { qstash } from '../services/qstash/index.ts';
import { redis } from '../services/redis/index.ts';

const SERVICES: ReadonlyMap<string, readonly string[]> = new Map([
  ['qstash', qstash.words],
  ['openai', openai.words],
  ['firestore', firestore.words],
  ['messenger', messenger.words],
  ['redis', redis.words],
  ['redis-replica', redis.words],
]);

/** The platform is asked for a route, by its role. Of whom no service has the name, all of them are meant. */
export function operationWords(to: string, roles: readonly string[]): readonly string[] {
  if (to === 'platform') return roles;
  return SERVICES.get(to) ?? [...new Set([roles, ...SERVICES.values()].flat())];
}
