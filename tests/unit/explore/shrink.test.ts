/** The shrinker, on failures that need no run: what comes out still fails, and nothing of it can be left out. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Case } from '../../../src/sim/explore/case.ts';
import { generator, survey } from '../../../src/sim/explore/generate/index.ts';
import { isSmaller, shrink, type Shrunk } from '../../../src/sim/explore/shrink/index.ts';
import { planOf, subject } from '../../support/explore.ts';
import { fc } from '../../support/property.ts';

const options = { defaultsOf: () => ({}), calmValueOf: () => 0, settingsFor: subject.settingsFor };
const shrinkBy = async (failing: Case, fails: (explored: Case) => boolean, mostRuns?: number): Promise<Shrunk> =>
  await shrink(failing, { ...options, fails: async (c) => fails(c), ...(mostRuns === undefined ? {} : { mostRuns }) });

let generate: (number: number) => Case;
beforeAll(async () => {
  generate = generator(await survey(subject, planOf({ users: 3 }).aim), 3);
});

function failingCases(fails: (explored: Case) => boolean, count: number): readonly Case[] {
  return Array.from({ length: 600 }, (_, i) => generate(i))
    .filter(fails)
    .slice(0, count);
}

/** Two messages with a second or more, and less than two, between them, under a clock that is off. */
function closeUnderSkew({ messages, faults }: Case): boolean {
  const close = messages.some(({ atMs }, i) => {
    const gap = (messages[i + 1]?.atMs ?? Infinity) - atMs;
    return gap >= 1_000 && gap < 2_000;
  });
  return close && faults.some(({ fault }) => fault === 'clock-offset');
}

describe('shrinking', () => {
  it('ends at the fewest messages and faults and the roundest times', async () => {
    const [failing] = failingCases(closeUnderSkew, 1);
    if (failing === undefined) throw new Error('no generated case fails');
    const { smallest, cut } = await shrinkBy(failing, closeUnderSkew);
    expect(cut).toBe(false);
    expect(smallest.messages.map(({ atMs, text }) => [atMs, text])).toEqual([
      [0, '1'],
      [1_000, '2'],
    ]);
    expect(smallest.faults).toEqual([{ fault: 'clock-offset' }]);
    expect(smallest.constants).toEqual({});
    expect(smallest).toMatchObject({ profile: 'documented', seed: 1 });
  });

  it('gives a case that still fails and is no larger, whatever fails', async () => {
    const predicates = [
      closeUnderSkew,
      ({ messages }: Case) => messages.length >= 3 && messages.some(({ text }) => text.length > 5),
      ({ seed }: Case) => seed % 7 === 3,
      ({ messages }: Case) => new Set(messages.map(({ user }) => user)).size > 1,
      ({ constants }: Case) => Object.keys(constants).length > 2,
    ];
    for (const fails of predicates) {
      for (const failing of failingCases(fails, 4)) {
        const { smallest } = await shrinkBy(failing, fails);
        expect(fails(smallest)).toBe(true);
        expect(isSmaller(failing, smallest)).toBe(false);
      }
    }
  });

  it('takes the settings of users away with their messages', async () => {
    const two = ({ messages }: Case): boolean => new Set(messages.map(({ user }) => user)).size > 1;
    const [failing] = failingCases(two, 1);
    if (failing === undefined) throw new Error('no generated case has two users');
    const { smallest } = await shrinkBy(failing, ({ messages }) => messages.length > 0);
    expect(smallest.settings).toEqual(subject.settingsFor([smallest.messages[0]?.user ?? '']));
  });

  it('leaves few messages where a burst does as well, and moves what was counted with them', async () => {
    // The sixth push of six: the first of one will do.
    const lastPush = ({ messages, faults }: Case): boolean =>
      faults.some(({ fault, nth = 1 }) => fault === 'crash' && nth === messages.length);
    const failing: Case = {
      ...generate(0),
      messages: [0, 300, 600, 900, 1_200, 1_500].map((atMs, i) => ({ atMs, text: `${i}`, user: '3282789748459241' })),
      faults: [{ fault: 'crash', nth: 6 }],
    };
    const { smallest } = await shrinkBy(failing, lastPush);
    expect(smallest.messages).toHaveLength(1);
    expect(smallest.faults).toEqual([{ fault: 'crash' }]);
  });

  it('leaves a fault its end, where nothing else ends it', async () => {
    const failing: Case = {
      ...generate(0),
      faults: [
        { fault: 'openai-latency', latencyMs: 40_000, toMs: 61_234 },
        { fault: 'call-fails', count: 2, toMs: 5_000 },
      ],
    };
    const { smallest } = await shrinkBy(failing, ({ faults }) => faults[1]?.['count'] === 2);
    expect(smallest.faults.map(({ toMs }) => typeof toMs)).toEqual(['number', 'undefined']);
  });

  it('stops at its bound, and says so', async () => {
    const [failing] = failingCases(closeUnderSkew, 1);
    if (failing === undefined) throw new Error('no generated case fails');
    const { runs, cut } = await shrinkBy(failing, closeUnderSkew, 5);
    expect({ runs, cut }).toEqual({ runs: 5, cut: true });
  });

  it('gives the same case each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 400 }), async (number) => {
        const failing = generate(number);
        const fails = ({ messages }: Case): boolean => messages.length >= Math.min(2, failing.messages.length);
        expect(await shrinkBy(failing, fails)).toEqual(await shrinkBy(failing, fails));
      }),
      { numRuns: 10 },
    );
  });
});
