/**
 * The simulated Redis and a real server answer the same, command by command, and hold the same in the end.
 * `REDIS_SEQUENCES=5000 npx vitest run tests/conformance/redis` compares more sequences than the usual 500.
 * What is known to differ stands in `differences.ts`, and is kept out of the sequences or smoothed out here: the order
 * of sets and of KEYS, and what is left to live, which on the real server shrinks while the test runs.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RespReply } from '../../support/real-redis.ts';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Answers, Both, Words } from './both.ts';
import { sequence, STEP_MS, type Step } from './steps.ts';

const SEQUENCES = Number(process.env['REDIS_SEQUENCES'] ?? 500);
const KEYS = ['k', 'l', 'm', '7', '__proto__'];
const UNORDERED = new Set(['smembers', 'keys']);
const TIMES = new Set(['ttl', 'pttl']);
/** Milliseconds, or seconds where it is a TTL: those round. */
const TOLERANCE = 400;
/** What a sequence may take: it takes 10 ms, and deadlines are 200 ms apart. */
const LONGEST_MS = 150;

/** The command that an answer belongs to: the one that a script calls. */
function nameOf(words: Words): string {
  const [name = '', , , called = ''] = words;
  return (name === 'eval' ? called : name).toLowerCase();
}

function sorted(reply: RespReply): RespReply {
  return Array.isArray(reply)
    ? reply.map(sorted).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    : reply;
}

function rounded(reply: RespReply): RespReply {
  if (Array.isArray(reply)) return reply.map(rounded);
  const value = typeof reply === 'string' && /^\d+$/.test(reply) ? Number(reply) : reply;
  return typeof value === 'number' && value > 0 ? 'some time' : value;
}

function smooth(words: Words, reply: RespReply): RespReply {
  const name = nameOf(words);
  if (UNORDERED.has(name)) return sorted(reply);
  return TIMES.has(name) ? rounded(reply) : reply;
}

function same({ simulated, real }: Answers, words: Words): void {
  if (nameOf(words) === 'pttl' && typeof simulated === 'number' && typeof real === 'number' && real > 0) {
    expect(Math.abs(simulated - real), `${words.join(' ')}: ${simulated} and ${real} ms`).toBeLessThan(TOLERANCE);
  }
  expect(smooth(words, simulated), words.join(' ')).toEqual(smooth(words, real));
}

function sameTransaction({ simulated, real }: Answers, commands: readonly Words[]): void {
  const each = (reply: RespReply): RespReply =>
    Array.isArray(reply) ? reply.map((element, i) => smooth(commands[i] ?? [], element)) : reply;
  expect(each(simulated), `MULTI ${commands.map((words) => words.join(' ')).join('; ')}`).toEqual(each(real));
}

async function play(both: Both, step: Step): Promise<void> {
  if (step.kind === 'pass') await both.pass(STEP_MS);
  else if (step.kind === 'command') same(await both.command(step.words), step.words);
  else sameTransaction(await both.transaction(step.commands), step.commands);
}

const DUMPS: Readonly<Record<string, (key: string) => Words>> = {
  string: (key) => ['get', key],
  list: (key) => ['lrange', key, '0', '-1'],
  set: (key) => ['smembers', key],
  hash: (key) => ['hgetall', key],
  zset: (key) => ['zrange', key, '0', '-1', 'withscores'],
};

async function compareData(both: Both): Promise<void> {
  for (const key of KEYS) {
    const type = await both.command(['type', key]);
    expect(type.simulated, `type of ${key}`).toEqual(type.real);
    const dump = typeof type.real === 'string' ? DUMPS[type.real] : undefined;
    if (dump === undefined) continue;
    same(await both.command(dump(key)), dump(key));
    same(await both.command(['pttl', key]), ['pttl', key]);
  }
}

describe.skipIf(leftOut)(`simulated Redis and a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  it(
    `answer ${SEQUENCES} generated sequences alike and hold the same data after them`,
    { timeout: 600_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(sequence, async (steps) => {
          await both().begin();
          const startedAt = Date.now();
          try {
            for (const step of steps) await play(both(), step);
            await compareData(both());
          } catch (error) {
            // The machine was busy elsewhere while the real server's deadlines ran on: this sequence compares nothing.
            fc.pre(Date.now() - startedAt < LONGEST_MS);
            throw error;
          }
        }),
        { numRuns: SEQUENCES, seed: Number(process.env['REDIS_SEED'] ?? 1), endOnFailure: false },
      );
    },
  );
});
