/** The door of simulated Redis, as Upstash offers it: over HTTP. */
import type { ServiceKind, WireRequest } from '../service.ts';
import { REDIS_CONSTANTS } from './constants.ts';
import { commandsOf, createRedis } from './server.ts';

export { COMMAND_NAMES } from './service.ts';

/** Options that say what a SET is for. */
const SHOWN_OPTIONS = new Set(['NX', 'XX']);

function nameOf([name = '', ...words]: readonly string[]): string {
  const upper = name.toUpperCase();
  const options = upper === 'SET' ? words.slice(2).map((word) => word.toUpperCase()).filter((word) => SHOWN_OPTIONS.has(word)) : [];
  return [upper, ...options].join(' ');
}

function operation(request: WireRequest): string {
  const names = (commandsOf(request) ?? []).map(nameOf).join('+');
  return new URL(request.url).pathname === '/multi-exec' ? `MULTI ${names}` : names;
}

export const redis = {
  id: 'redis',
  role: 'redis',
  label: 'Redis',
  origins: ['https://redis.upstash.example'],
  constants: REDIS_CONSTANTS,
  operation,
  create: createRedis,
} as const satisfies ServiceKind<typeof REDIS_CONSTANTS>;
