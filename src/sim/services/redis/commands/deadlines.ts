/** Commands about time to live: EXPIRE and its family, TTL and its family, PERSIST. Source: Redis 7.0, expire.c. */
import { int64, MAX_INT64, MIN_INT64, shortInteger } from '../numbers.ts';
import { invalidExpire, RedisError, type Reply } from '../reply.ts';
import type { Store } from '../store.ts';
import type { Commands } from './command.ts';

export type Unit = 's' | 'ms';
const MS_PER_S = 1000n;

/** Given time as milliseconds of the epoch; throws where 64 bits do not hold it. */
export function deadlineOf(text: string, unit: Unit, sinceMs: number, command: string): number {
  const short = shortInteger(text);
  if (short !== undefined) return (unit === 's' ? short * Number(MS_PER_S) : short) + sinceMs;
  let value = int64(text);
  if (unit === 's') {
    if (value > MAX_INT64 / MS_PER_S || value < MIN_INT64 / MS_PER_S) throw invalidExpire(command);
    value *= MS_PER_S;
  }
  if (value > MAX_INT64 - BigInt(sinceMs)) throw invalidExpire(command);
  return Number(value) + sinceMs;
}

interface Condition {
  readonly nx: boolean;
  readonly xx: boolean;
  readonly gt: boolean;
  readonly lt: boolean;
}

function conditionOf(options: readonly string[]): Condition {
  const words = new Set<string>();
  for (const option of options) {
    const word = option.toUpperCase();
    if (!['NX', 'XX', 'GT', 'LT'].includes(word)) throw new RedisError(`ERR Unsupported option ${option}`);
    words.add(word);
  }
  const [nx, xx, gt, lt] = [words.has('NX'), words.has('XX'), words.has('GT'), words.has('LT')];
  if (nx && (xx || gt || lt)) {
    throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible');
  }
  if (gt && lt) throw new RedisError('ERR GT and LT options at the same time are not compatible');
  return { nx, xx, gt, lt };
}

function holds({ nx, xx, gt, lt }: Condition, current: number | undefined, wanted: number): boolean {
  if (nx && current !== undefined) return false;
  if (xx && current === undefined) return false;
  if (gt && (current === undefined || wanted <= current)) return false;
  return !(lt && current !== undefined && wanted >= current);
}

function expire(name: string, unit: Unit, absolute: boolean) {
  return (store: Store, [key = '', time = '', ...options]: readonly string[]): Reply => {
    const condition = conditionOf(options);
    const wanted = deadlineOf(time, unit, absolute ? 0 : store.clockMs, name);
    if (!store.has(key) || !holds(condition, store.deadline(key), wanted)) return 0;
    if (wanted <= store.clockMs) store.remove(key);
    else store.expire(key, wanted);
    return 1;
  };
}

const NO_KEY = -2;
const NO_DEADLINE = -1;
const HALF_SECOND = 500;

function remaining(unit: Unit, absolute: boolean) {
  return (store: Store, [key = '']: readonly string[]): Reply => {
    if (!store.has(key)) return NO_KEY;
    const deadline = store.deadline(key);
    if (deadline === undefined) return NO_DEADLINE;
    const ms = absolute ? deadline : Math.max(deadline - store.clockMs, 0);
    return unit === 'ms' ? ms : Math.floor((ms + HALF_SECOND) / 1000);
  };
}

export const DEADLINE_COMMANDS: Commands = {
  expire: { arity: -3, run: expire('expire', 's', false) },
  pexpire: { arity: -3, run: expire('pexpire', 'ms', false) },
  expireat: { arity: -3, run: expire('expireat', 's', true) },
  pexpireat: { arity: -3, run: expire('pexpireat', 'ms', true) },
  ttl: { arity: 2, run: remaining('s', false) },
  pttl: { arity: 2, run: remaining('ms', false) },
  expiretime: { arity: 2, run: remaining('s', true) },
  pexpiretime: { arity: 2, run: remaining('ms', true) },
  persist: {
    arity: 2,
    run: (store, [key = '']) => {
      if (!store.has(key) || store.deadline(key) === undefined) return 0;
      store.expire(key, undefined);
      return 1;
    },
  },
};
