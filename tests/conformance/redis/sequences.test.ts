/**
 * The simulated Redis and a real server answer the same, command by command, and hold the same in the end: fast-check's
 * model runs, through the client that production uses. `REDIS_SEQUENCES=50000 REDIS_SEED=7 npx vitest run
 * tests/conformance/redis/sequences.test.ts` compares more of them, and others.
 */
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import { expectSameData, sequences } from './commands.ts';

const SEQUENCES = Number(process.env['REDIS_SEQUENCES'] ?? 5_000);

describe.skipIf(leftOut)(`simulated Redis and a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  it(
    `answer ${SEQUENCES} generated sequences alike and hold the same data after them`,
    { timeout: 1_200_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(sequences, async (commands) => {
          await both().begin();
          await fc.asyncModelRun(() => ({ model: { passes: 0, asked: 0 }, real: both() }), commands);
          await expectSameData(both());
        }),
        { numRuns: SEQUENCES, seed: Number(process.env['REDIS_SEED'] ?? 1), endOnFailure: false },
      );
    },
  );
});
