/**
 * The scripts of policy `hardened` do the same in the simulated Redis and on a real server: every branch of each, with
 * what they answer and what they leave behind.
 */
import { describe, expect, it } from 'vitest';
import { CLAIM, DONE, EXPECT, PUSH, RELEASE, SETTLE, TAKE } from '../../../src/batching/custody/scripts.ts';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Words } from './both.ts';

const [PENDING, BATCH, INFLIGHT] = ['pending:u', 'batch:u', 'inflight:u'];
const START_MS = 1_764_244_800_000;
const TWO_DAYS_MS = '172800000';

function script(source: string, keys: readonly string[], args: readonly (string | number)[]): Words {
  return ['eval', source, String(keys.length), ...keys, ...args.map(String)];
}

const push = (mid: string, atMs: number, lateMs = 2_000): Words =>
  script(
    PUSH,
    [PENDING, BATCH, INFLIGHT, `seen:${mid}`],
    [
      mid,
      JSON.stringify({ messageId: mid, text: 'ქუდი "შავი"', timestamp: atMs }),
      TWO_DAYS_MS,
      3_000,
      lateMs,
      START_MS + atMs,
    ],
  );
const take = (owner: string, atMs: number, longestMs = 10_000, record = 1): Words =>
  script(TAKE, [PENDING, BATCH, INFLIGHT], [owner, 75_000, 1_500, longestMs, record, START_MS + atMs]);
const claim = (mid: string, text: string, atMs: number, keep = 1): Words =>
  script(CLAIM, [INFLIGHT], [mid, text, keep, 60_000, START_MS + atMs]);
const expecting = (inMs: number, atMs: number): Words => script(EXPECT, [PENDING, BATCH], [inMs, START_MS + atMs]);
const settle = (mid: string, state: string): Words => script(SETTLE, [INFLIGHT], [mid, state]);
const done = (mid: string, atMs: number): Words =>
  script(DONE, [INFLIGHT, PENDING, BATCH], [mid, 1_500, START_MS + atMs]);
const release = (mid: string, owner: string): Words => script(RELEASE, [INFLIGHT], [mid, owner]);

/** By what they are about; each begins on an empty server. */
const STORIES: Readonly<Record<string, readonly Words[]>> = {
  'a batch from its first message to its end': [
    push('m_1', 0),
    push('m_2', 400),
    take('p1', 1_000),
    take('p1', 3_000),
    claim('m_1', 're', 5_000),
    settle('m_1', 'sent'),
    settle('m_1', 'refused'),
    done('m_1', 6_000),
    take('p2', 7_000),
  ],
  'messages that came before: pending, in flight, done': [
    push('m_1', 0),
    push('m_1', 100),
    push('m_2', 200),
    push('m_2', 300),
    take('p1', 3_000),
    push('m_2', 3_100),
    done('m_1', 4_000),
    push('m_2', 4_100),
  ],
  'a batch whose trigger does not come: at first, and after one was accepted; never': [
    push('m_1', 0),
    push('m_2', 4_999),
    push('m_3', 5_000),
    push('m_3', 5_100),
    take('p1', 5_200),
    expecting(1_300, 5_300),
    push('m_4', 8_599),
    push('m_5', 8_600),
    push('m_6', 60_000, -1),
    take('p2', 61_500),
    expecting(1_000, 61_600),
    push('m_7', 62_000),
    take('p3', 65_000),
    push('m_8', 67_100),
    expecting(71_500, 67_200),
    push('m_9', 140_699),
    push('m_10', 140_700),
  ],
  'waits: for quiet, and no longer than the longest': [
    push('m_1', 0),
    push('m_2', 9_000),
    take('p1', 9_100),
    take('p1', 9_999),
    take('p1', 10_000),
    push('m_3', 20_000),
    take('p2', 20_500, 0),
  ],
  'a batch in flight: busy, resumed after its lease, ever more slowly, and by its owner at once': [
    push('m_1', 0),
    take('p1', 3_000),
    take('p1', 3_100),
    push('m_2', 3_200),
    take('p2', 4_000),
    take('p2', 78_100),
    take('p3', 153_099),
    take('p3', 153_100),
    take('p4', 228_100),
    take('p5', 378_099),
    take('p5', 378_100),
    done('m_1', 380_000),
    take('p6', 381_000),
  ],
  'a batch that is resumed by the trigger of those who wait: they are handed on': [
    push('m_1', 0),
    take('p1', 3_000),
    push('m_2', 3_200),
    take('p2', 78_100),
    take('p2', 78_100),
    done('m_1', 79_000),
    take('p3', 79_100),
    done('m_2', 80_000),
  ],
  'claims: yours, kept text, late, gone, sent, refused': [
    push('m_1', 0),
    take('p1', 3_000),
    claim('m_1', 'first', 4_000),
    claim('m_1', 'second', 4_100),
    claim('m_1', 'third', 4_200, 0),
    claim('m_1', 'another', 4_300),
    claim('m_1', 'late', 63_000),
    claim('m_9', 'gone', 4_500),
    settle('m_9', 'sent'),
    settle('m_1', 'refused'),
    claim('m_1', 're', 4_600),
    settle('m_1', 'sent'),
    claim('m_1', 're', 4_700),
    done('m_1', 5_000),
    claim('m_1', 're', 5_100),
  ],
  'a release, which only the owner can do': [
    push('m_1', 0),
    take('p1', 3_000),
    release('m_1', 'p2'),
    take('p2', 3_100),
    release('m_1', 'p1'),
    take('p2', 3_200),
    release('m_9', 'p2'),
  ],
  'a take without a record': [push('m_1', 0), take('p1', 3_000, 10_000, 0), done('m_1', 4_000), take('p2', 5_000)],
};

const STATE: readonly Words[] = [
  ['lrange', PENDING, '0', '-1'],
  // Field by field: in which order a server holds them is its own affair.
  ['hmget', BATCH, 'id', 'firstMs', 'lastMs', 'spent'],
  ['hmget', INFLIGHT, 'id', 'messages', 'state', 'owner', 'takenMs', 'leaseUntilMs', 'resumed', 'text'],
  ['hlen', BATCH],
  ['hlen', INFLIGHT],
  ['exists', 'seen:m_1', 'seen:m_2', 'seen:m_3'],
];

describe.skipIf(leftOut)(`the scripts of custody in the simulated Redis and on a real server${howToEnable}`, () => {
  const both = besideRealRedis();

  it.each(Object.entries(STORIES))('do the same: %s', async (_, steps) => {
    await both().begin();
    for (const [at, words] of steps.entries()) {
      for (const asked of [words, ...STATE]) {
        const { simulated, real } = await both().command(asked);
        expect({ at, asked: asked.slice(2), reply: simulated }).toEqual({ at, asked: asked.slice(2), reply: real });
      }
    }
  });

  it('tell the time by the server where none is given', async () => {
    await both().begin();
    const words = script(TAKE, [PENDING, BATCH, INFLIGHT], ['p1', 75_000, 1_500, 10_000, 1, '']);
    const pushed = script(
      PUSH,
      [PENDING, BATCH, INFLIGHT, 'seen:m_1'],
      ['m_1', '{"messageId":"m_1"}', TWO_DAYS_MS, 3_000, 2_000, ''],
    );
    for (const asked of [pushed, words]) {
      const { simulated, real } = await both().command(asked);
      const kind = (reply: unknown): unknown => (Array.isArray(reply) ? reply[0] : reply);
      expect(kind(simulated)).toBe(kind(real));
    }
  });
});
