/** The curve: how likely a run was to fail, over other futures of the same past. */
import { describe, expect, it } from 'vitest';
import { bench as realBench } from '../../../src/cli/app.ts';
import type { Bench } from '../../../src/cli/bench.ts';
import { judge } from '../../../src/sim/checks/index.ts';
import { run } from '../../../src/sim/index.ts';
import { writeRunLink } from '../../../src/sim/model/link/index.ts';
import type { Values } from '../../../src/sim/model/scenario.ts';
import { findScenario, inputsOf, optionsFor } from '../../support/app.ts';
import { BASE, localPool, subject } from '../../support/explore.ts';
import { type } from './fake-bench.ts';

const bench: Bench = { ...realBench, openPool: localPool };

/** Two messages in a quarter of a second; over legs that differ, the second may be stored first. */
function link(constants: Values, times: readonly number[], seed: number): string {
  const messages = times.map((atMs) => ({ atMs, text: `at ${atMs}` }));
  return writeRunLink({ ...BASE, overrides: { seed, constants, faults: [], messages } });
}

const UNEVEN = { 'network.tailShare': 1 };

async function curveOf(address: string, ...words: readonly string[]) {
  const { code, out, err } = await type(['curve', '--link', address, '--workers', '1', '--json', ...words], bench);
  return { code, result: JSON.parse(code === 0 ? out : err) };
}

/** The first seed under which the messages are stored in another order than typed. */
async function seedThatFails(): Promise<number> {
  for (let seed = 1; seed < 60; seed += 1) {
    const messages = [0, 250].map((atMs) => ({ atMs, text: `at ${atMs}` }));
    const inputs = inputsOf(subject.base, undefined, { seed, constants: UNEVEN, messages });
    const verdict = judge(await run(optionsFor(inputs))).find(({ check }) => check === 'order-kept');
    if (verdict?.verdict === 'broken') return seed;
  }
  throw new Error('no seed fails');
}

describe('curve', () => {
  it('rises to certainty, and marks the stretch in which the messages overtook each other', async () => {
    const address = link(UNEVEN, [0, 250], await seedThatFails());
    const { code, result } = await curveOf(address, '--check', 'order-kept', '--runs', '12', '--points', '8');
    expect(code).toBe(0);
    const shares = result.points.map(({ fails }: { fails: { share: number } }) => fails.share);
    expect(shares[0]).toBeLessThan(1);
    expect(shares.at(-1)).toBe(1);
    expect(result.jump.by).toBeGreaterThan(0.2);
    expect(result.jump.events.length).toBeGreaterThan(0);
    // It is decided before anybody reads what was stored.
    expect(result.jump.toMs).toBeLessThan(9_000);
  });

  it('is flat where no draw decides anything', async () => {
    const { result } = await curveOf(
      link({}, [0, 1_100, 2_200], 1),
      '--check',
      'answered',
      '--runs',
      '3',
      '--points',
      '4',
    );
    expect(result.points.every(({ fails }: { fails: { share: number } }) => fails.share === 1)).toBe(true);
    expect(result.jump).toBe(null);
  });

  it('asks about what the link says was found, and about the first broken check where it says nothing', async () => {
    const address = link({}, [0, 1_100, 2_200], 1);
    const checkOf = async (of: string, ...words: readonly string[]) =>
      (await curveOf(of, '--runs', '1', '--points', '2', ...words)).result.check;
    const found = `${address}&found=answered/requeue-dropped`;
    expect(await checkOf(address)).toBe('messages-kept');
    expect(await checkOf(found)).toBe('answered');
    expect(await checkOf(found, '--check', 'custody')).toBe('custody');
  });

  it('says that no moment decided it where chance explains every rise', async () => {
    const address = link(UNEVEN, [0, 250], await seedThatFails());
    const { out } = await type(
      ['curve', '--link', address, '--check', 'order-kept', '--runs', '2', '--points', '4', '--workers', '1'],
      bench,
    );
    expect(out).toContain('No moment decided it');
    expect(out).not.toContain('It rises most');
  });

  it('refuses a check that the run does not break, and a run that is none', async () => {
    expect(await curveOf(link({}, [0], 1), '--check', 'answered')).toMatchObject({
      code: 2,
      result: { error: { field: '--check' } },
    });
    expect(await curveOf('#scenario=nowhere')).toMatchObject({
      code: 2,
      result: { error: { field: '--link: scenario' } },
    });
  });
});

describe('a future', () => {
  it('has the events of its past, to the byte, and others after it', async () => {
    const inputs = inputsOf(findScenario('rapid-burst'), undefined, { constants: UNEVEN, seed: 5 });
    const past = await run(optionsFor(inputs));
    const fromMs = past.events[Math.floor(past.events.length / 3)]?.atMs ?? 0;
    const other = await run({ ...optionsFor(inputs), future: { fromMs, seed: 77 } });
    const before = past.events.filter(({ atMs }) => atMs < fromMs);
    expect(other.events.slice(0, before.length)).toEqual(before);
    expect(other.events).not.toEqual(past.events);
    const late = await run({ ...optionsFor(inputs), future: { fromMs: past.end.atMs + 1, seed: 77 } });
    expect(late.events).toEqual(past.events);
  });
});
