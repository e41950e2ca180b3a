/** What is generated can be run, covers what it should, and depends on seed and number alone. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inputsOf, runCase } from '../../../src/sim/explore/case.ts';
import { generator, LEAST_GAP_MS, type Terrain, survey } from '../../../src/sim/explore/generate/index.ts';
import { mutate } from '../../../src/sim/explore/modes/mutate.ts';
import { faults } from '../../../src/sim/index.ts';
import { CLOCKS_APART_S } from '../../../src/sim/model/clocks-apart.ts';
import { planOf, subject } from '../../support/explore.ts';
import { fc } from '../../support/property.ts';

let terrain: Terrain;
beforeAll(async () => {
  terrain = await survey(subject, planOf({ users: 3 }).aim);
});

describe('a generated case', () => {
  it('is accepted as the inputs of a run, whatever the seed and the number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 1_000_000 }), (seed, number) => {
        const explored = generator(terrain, seed)(number);
        const inputs = inputsOf(subject, explored);
        expect(inputs.messages).toEqual(explored.messages);
        expect(inputs.faults.map(({ fault }) => fault)).toEqual(explored.faults.map(({ fault }) => fault));
      }),
      { numRuns: 400 },
    );
  });

  it('can be run, and ends by itself', async () => {
    const generate = generator(terrain, 11);
    for (let number = 0; number < 60; number += 1) {
      const { end } = await runCase(subject, generate(number));
      expect(end.reason).toBe('quiet');
    }
  });

  it('is the same for one seed and number, whichever were made before it', () => {
    const [one, other] = [generator(terrain, 5), generator(terrain, 5)];
    const forwards = Array.from({ length: 40 }, (_, i) => one(i));
    const backwards = Array.from({ length: 40 }, (_, i) => other(39 - i)).toReversed();
    expect(backwards).toEqual(forwards);
    expect(generator(terrain, 6)(0)).not.toEqual(forwards[0]);
  });

  it('has its messages in order, and no moment of a fault long after the last of them', () => {
    const generate = generator(terrain, 1);
    for (let number = 0; number < 300; number += 1) {
      const { messages, faults: struck } = generate(number);
      const times = messages.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const fault of struck) {
        for (const name of ['atMs', 'fromMs', 'toMs']) {
          expect(Number(fault[name] ?? 0)).toBeLessThanOrEqual((times.at(-1) ?? 0) + 120_000);
        }
      }
    }
  });
});

describe('a case that is changed a little', () => {
  it('has its messages in order as well, and no two of one user in one moment', () => {
    const generate = generator(terrain, 1);
    for (let number = 0; number < 600; number += 1) {
      const { messages } = mutate(generate(number), generate(number + 1), number);
      const times = messages.map(({ atMs }) => atMs);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      for (const [i, { user, atMs }] of messages.entries()) {
        const before = messages.slice(0, i).findLast((other) => other.user === user);
        expect(atMs - (before?.atMs ?? -LEAST_GAP_MS)).toBeGreaterThanOrEqual(LEAST_GAP_MS);
      }
    }
  });
});

describe('many generated cases', () => {
  it('have every fault of the catalogue, cases without any, one user and several, and Georgian texts', () => {
    const generate = generator(terrain, 1);
    const cases = Array.from({ length: 1_500 }, (_, i) => generate(i));
    const drawn = new Set(cases.flatMap((explored) => explored.faults.map(({ fault }) => fault)));
    expect([...drawn].toSorted()).toEqual(faults.map(({ id }) => id).toSorted());
    expect(cases.filter((explored) => explored.faults.length === 0).length).toBeGreaterThan(200);
    const users = cases.map(({ messages }) => new Set(messages.map(({ user }) => user)).size);
    expect([...new Set(users)].toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(cases.some(({ messages }) => messages.some(({ text }) => /[ა-ჰ]/.test(text)))).toBe(true);
  });

  it('have no clock that is further off than clocks may be, however many faults add up on it', async () => {
    const clocks = { ...terrain, faults: faults.filter(({ id }) => /^clock-(offset|step|jitter)$/.test(id)) };
    const generate = generator(clocks, 1);
    const offMs = Array.from({ length: 1_500 }, (_, i) => generate(i)).map(({ faults: struck }) =>
      struck
        .map(({ offsetMs, byMs, maxMs }) => Math.abs(Number(offsetMs ?? byMs ?? maxMs)))
        .reduce((sum, ms) => sum + ms, 0),
    );
    // Nine faults of the largest, if ever.
    expect(Math.max(...offMs)).toBeGreaterThan(15_000);
    expect(Math.max(...offMs)).toBeLessThanOrEqual(45_000);
    expect(45_000).toBeLessThan(1_000 * CLOCKS_APART_S);
  });

  it('lay gaps around the times at which the logic turns', () => {
    const generate = generator(terrain, 1);
    const gaps = Array.from({ length: 500 }, (_, i) => generate(i)).flatMap(({ messages }) =>
      messages.slice(1).map(({ atMs }, i) => atMs - (messages[i]?.atMs ?? 0)),
    );
    // The deduplication window of the documented profile, which no uniform gap of a few seconds would ever meet.
    expect(gaps.some((gap) => Math.abs(gap - 90_000) < 700)).toBe(true);
    expect(gaps.some((gap) => Math.abs(gap - 1_500) < 100)).toBe(true);
  });

  it('take place under conditions of every kind: placement, typing events, both profiles, constants of the services', () => {
    const generate = generator(terrain, 1);
    const cases = Array.from({ length: 1_500 }, (_, i) => generate(i));
    expect([...new Set(cases.map(({ profile }) => profile))].toSorted()).toEqual(['documented', 'published']);
    const drawn = new Set(cases.flatMap(({ constants }) => Object.keys(constants)));
    for (const name of ['platform.reuse', 'platform.grouping', 'platform.model', 'messenger.typingAfterMs']) {
      expect(drawn).toContain(name);
    }
    expect(drawn.size).toBeGreaterThan(12);
  });

  it('have somebody who types on for longer than any wait that is bounded', () => {
    const generate = generator(terrain, 1);
    const lengths = Array.from({ length: 300 }, (_, i) => generate(i).messages).map(
      (messages) => (messages.at(-1)?.atMs ?? 0) - (messages[0]?.atMs ?? 0),
    );
    const longest = Array.from({ length: 300 }, (_, i) => generate(i).messages.length);
    expect(Math.max(...longest)).toBe(30);
    expect(Math.max(...lengths)).toBeGreaterThan(30_000);
  });

  it('are aimed in part: work outlasts the lock, and a delivery comes again when it has lapsed', () => {
    const generate = generator(terrain, 1);
    const [held] = terrain.holdsMs.filter((ms) => ms === 30_000);
    expect(held).toBe(30_000);
    const aimed = Array.from({ length: 1_500 }, (_, i) => generate(i)).filter(({ faults: struck }) => {
      const slow = struck.find(({ fault }) => fault === 'openai-latency')?.['latencyMs'];
      const again = struck.find(({ fault }) => fault === 'qstash-delivers-again')?.['atMs'];
      return (
        Number(slow) > 30_000 && Number(again) > 30_000 + terrain.untilWorkMs && Number(again) < Number(slow) + 5_000
      );
    });
    expect(aimed.length).toBeGreaterThan(5);
  });
});

describe('cases that are aimed at retries', () => {
  it('refuse what QStash calls as often as it tries, and then go on typing', async () => {
    const hardened = await survey(subject, { policy: 'hardened', settings: {}, users: 1 });
    expect(hardened.tries).toEqual([4]);
    const generate = generator(hardened, 1);
    const aimed = Array.from({ length: 1_500 }, (_, i) => generate(i)).filter(({ faults: struck, messages }) => {
      const [{ fault, from, count, retryAfterS } = { fault: '' }] = struck;
      const isRefused = fault === 'call-fails' && from === 'qstash' && count === 4 && Number(retryAfterS) > 0;
      return struck.length === 1 && isRefused && Number(messages.at(-1)?.atMs) > 7_000;
    });
    expect(aimed.length).toBeGreaterThan(3);
  });
});

describe('cases for code that calls nobody', () => {
  it('are aimed as well as they can be: there is no work of its own to let fail', () => {
    const { roles, targets } = terrain;
    const idle: Terrain = { ...terrain, targets: targets.filter(({ from }) => !roles.includes(from)) };
    expect(idle.targets.length).toBeGreaterThan(0);
    const generate = generator(idle, 1);
    const fails = Array.from({ length: 1_500 }, (_, i) => generate(i)).flatMap(({ faults: struck }) =>
      struck.filter(({ fault }) => fault === 'call-fails'),
    );
    expect(fails.filter(({ retryAfterS }) => Number(retryAfterS) > 0).length).toBeGreaterThan(3);
    expect(fails.filter(({ from }) => roles.includes(String(from)))).toEqual([]);
  });
});

describe('cases of a mode without faults', () => {
  it('are not aimed', async () => {
    const calm = generator(await survey(subject, planOf({ calm: true }).aim), 1);
    expect(Array.from({ length: 200 }, (_, i) => calm(i)).flatMap(({ faults: struck }) => struck)).toEqual([]);
  });
});
