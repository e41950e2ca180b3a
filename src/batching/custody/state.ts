/** A user's state in Redis, as calls of the scripts that change it. */
import type { Redis } from '@upstash/redis';
import { type BatchedMessage, inOrder, isBatchedMessage } from '../message.ts';
import type { Settings } from '../settings/index.ts';
import { withinMs } from './deadline.ts';
import { CLAIM, DONE, EXPECT, PUSH, RELEASE, SETTLE, TAKE } from './scripts.ts';

/** What became of a message that came in; where it waits, the id of its batch, and whether a trigger should have come for it. */
export type Placed =
  | { readonly kind: 'new' | 'still-pending'; readonly batchId: string; readonly isOverdue: boolean }
  | { readonly kind: 'in-flight' }
  | { readonly kind: 'done' };

export interface Batch {
  readonly id: string;
  readonly messages: readonly BatchedMessage[];
  /** `open`: nobody has sent a reply. `refused`: it was refused for good. */
  readonly state: 'open' | 'sent' | 'refused';
  /** The reply, where an earlier attempt has come so far. */
  readonly text: string | undefined;
}

export type Taken =
  | { readonly kind: 'empty' }
  | { readonly kind: 'busy' | 'wait'; readonly forMs: number }
  | { readonly kind: 'batch'; readonly batch: Batch };

/** `gone`: another has done the batch. `late`: too little time is left. */
export type Claim =
  | { readonly kind: 'yours'; readonly text: string }
  | { readonly kind: 'sent' | 'refused'; readonly text: string }
  | { readonly kind: 'gone' | 'late' };

export type Settled = 'sent' | 'refused';

export interface CustodyState {
  readonly push: (user: string, message: BatchedMessage) => Promise<Placed>;
  readonly take: (user: string, owner: string, quietMs: number) => Promise<Taken>;
  /** A trigger was accepted for those who wait, and comes then. */
  readonly expect: (user: string, inMs: number) => Promise<void>;
  readonly claim: (user: string, batchId: string, text: string) => Promise<Claim>;
  /** What became of the Send, as far as anybody has told. */
  readonly settle: (user: string, batchId: string, outcome: Settled) => Promise<Settled>;
  /** How long to wait for those that came meanwhile and whose trigger is spent; undefined where there are none. */
  readonly done: (user: string, batchId: string) => Promise<number | undefined>;
  readonly release: (user: string, batchId: string, owner: string) => Promise<void>;
}

interface Keys {
  readonly pending: string;
  readonly batch: string;
  readonly inflight: string;
}

function keysOf(user: string): Keys {
  return { pending: `pending:${user}`, batch: `batch:${user}`, inflight: `inflight:${user}` };
}

const NEVER_LATE_MS = Number.MAX_SAFE_INTEGER;
const NEVER = -1;

export function makeCustodyState(redis: Redis, settings: Settings): CustodyState {
  const push = script<string[]>(redis, PUSH, settings);
  const take = script<string[]>(redis, TAKE, settings);
  const claim = script<string[]>(redis, CLAIM, settings);
  const done = script<string[]>(redis, DONE, settings);
  const { seenForMs, quietMs, delayMs, longestWaitMs, leaseMs, maxDurationMs, redisTimeoutMs } = settings;
  const { lookAtClock, keepText } = settings;
  const now = (): string => (settings.ageBy === 'server' ? '' : String(Date.now()));
  const lateMs = settings.wakeOverdue ? settings.overdueMs : NEVER;
  const latestMs = lookAtClock ? maxDurationMs : NEVER_LATE_MS;
  return {
    push: async (user, message) => {
      const { pending, batch, inflight } = keysOf(user);
      const keys = [pending, batch, inflight, `seen:${message.messageId}`];
      const held = [message.messageId, JSON.stringify(message)];
      const args = [...held, ...[seenForMs, delayMs, lateMs].map(String), now()];
      return placedOf(await push(keys, args));
    },
    take: async (user, owner, quiet) => {
      const { pending, batch, inflight } = keysOf(user);
      const args = [owner, leaseMs, quiet, longestWaitMs, settings.inflightRecord ? 1 : 0].map(String);
      return takenOf(await take([pending, batch, inflight], [...args, now()]), settings);
    },
    expect: async (user, inMs) => {
      const { pending, batch } = keysOf(user);
      await withinMs(redisTimeoutMs, () => redis.eval(EXPECT, [pending, batch], [String(inMs), now()]));
    },
    claim: async (user, batchId, text) => {
      // Without a record there is nothing to look at.
      if (!settings.inflightRecord) return { kind: 'yours', text };
      const args = [batchId, text, keepText ? '1' : '0', String(latestMs), now()];
      return claimOf(await claim([keysOf(user).inflight], args));
    },
    settle: async (user, batchId, outcome) => {
      // Whole, not by its name: between the Send and its record there is to be one step, not two.
      const settle = () => redis.eval(SETTLE, [keysOf(user).inflight], [batchId, outcome]);
      return (await withinMs(redisTimeoutMs, settle)) === 'sent' ? 'sent' : 'refused';
    },
    done: async (user, batchId) => {
      const { pending, batch, inflight } = keysOf(user);
      const [kind, forMs] = await done([inflight, pending, batch], [batchId, String(quietMs), now()]);
      return kind === 'pending' ? Number(forMs) : undefined;
    },
    release: async (user, batchId, owner) => {
      await withinMs(redisTimeoutMs, () => redis.eval(RELEASE, [keysOf(user).inflight], [batchId, owner]));
    },
  };
}

/**
 * Each script may be sent again, so a call that takes too long may be given up, whatever has become of it, and is tried
 * once more: a delivery that fails is one of few. By name first, and whole where the server does not know it; but whoever
 * stood still meanwhile does not go on from an answer that comes then.
 */
function script<T>(redis: Redis, source: string, { redisTimeoutMs }: Settings) {
  const held = redis.createScript<T>(source);
  return async (keys: string[], args: string[]): Promise<T> => {
    const startedMs = performance.now();
    const isLate = (tries: number): boolean => performance.now() - startedMs >= tries * redisTimeoutMs;
    const call = (tries: number): Promise<T> =>
      withinMs(redisTimeoutMs, async () => {
        try {
          return await held.evalsha(keys, args);
        } catch (error) {
          if (!isUnknownScript(error) || isLate(tries)) throw error;
          return held.eval(keys, args);
        }
      });
    try {
      return await call(1);
    } catch (error) {
      if (isLate(2)) throw error;
      return call(2);
    }
  };
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.includes('NOSCRIPT');
}

function placedOf([kind, batchId = '', overdue]: readonly string[]): Placed {
  switch (kind) {
    case 'new':
    case 'still-pending':
      return { kind, batchId, isOverdue: overdue === 'overdue' };
    case 'in-flight':
    case 'done':
      return { kind };
    default:
      throw new Error(`The script gave ${String(kind)}`);
  }
}

function takenOf([kind, ...rest]: readonly string[], { batchOrder }: Settings): Taken {
  switch (kind) {
    case 'empty':
      return { kind };
    case 'busy':
    case 'wait':
      return { kind, forMs: Number(rest[0]) };
    case 'batch': {
      const [id = '', state = '', kept = '', text = '', entries = '[]'] = rest;
      if (state !== 'open' && state !== 'sent' && state !== 'refused') throw new Error(`The script gave ${state}`);
      const messages = inOrder(messagesOf(entries), batchOrder);
      return { kind, batch: { id, state, text: kept === '' ? undefined : text, messages } };
    }
    default:
      throw new Error(`The script gave ${String(kind)}`);
  }
}

function messagesOf(entries: string): readonly BatchedMessage[] {
  const parsed: unknown = JSON.parse(entries);
  return Array.isArray(parsed) ? parsed.filter(isBatchedMessage) : [];
}

function claimOf([kind, text = '']: readonly string[]): Claim {
  switch (kind) {
    case 'yours':
    case 'sent':
    case 'refused':
      return { kind, text };
    case 'gone':
    case 'late':
      return { kind };
    default:
      throw new Error(`The script gave ${String(kind)}`);
  }
}
