/** From the options of a command line to the plan of a campaign. What does not exist is refused before anything runs. */
import { availableParallelism } from 'node:os';
import { type Mode, MODES, MOST_USERS, type Plan, planUnder, SLOW } from '../../sim/explore/index.ts';
import { faults } from '../../sim/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { expectedAmong, notAmong } from '../../sim/model/expected-among.ts';
import { mitigationsOf } from '../../sim/model/mitigations.ts';
import { PROFILE_IDS, type Values } from '../../sim/model/scenario.ts';
import type { Bench } from '../bench.ts';
import { type CommandLine, numberOf, valueOf, valuesOf } from '../options.ts';
import { readSeed, readSettings } from '../overrides.ts';

const MOST_WORKERS = 256;
const MOST_SEEDS = 1_000;
const MOST_SEED = 0xffff_ffff;

export function planOf(line: CommandLine, bench: Bench): Plan {
  const policy = valueOf(line, 'policy') ?? 'documented';
  return planFor(policy, { ...namedMitigations(line, bench), ...settingsOf(line, bench) }, line, bench);
}

export function planFor(policy: string, settings: Values, line: CommandLine, bench: Bench): Plan {
  findPolicy(policy, bench);
  const seed = valueOf(line, 'seed');
  const profile = choiceOf(line, 'profile', PROFILE_IDS);
  const only = valuesOf(line, 'fault').map(faultOf);
  const isCalm = line.switches.includes('calm');
  const mode = choiceOf(line, 'mode', MODES) ?? 'random';
  const users = numberOf(line, 'users', 1, MOST_USERS);
  refuseContradictions(mode, users, only, isCalm);
  const aim = {
    policy,
    settings,
    users: users ?? 3,
    ...(profile === undefined ? {} : { profile }),
    ...(only.length === 0 ? {} : { faults: only }),
    ...(isCalm ? { calm: true } : {}),
  };
  return planUnder(aim, mode, checkedSeed(seed === undefined ? 1 : readSeed(seed)));
}

/** What would have no effect beside another option is no wish to be passed over. */
function refuseContradictions(mode: Mode, users: number | undefined, only: readonly string[], isCalm: boolean): void {
  if (isCalm && only.length > 0) fail('--fault', only[0], 'none beside --calm, which draws none');
  if (mode === 'exhaustive' && users !== undefined && users > 1) {
    fail('--users', users, '1 beside --mode exhaustive, which covers one burst of one user');
  }
  if (mode !== 'pct' && mode !== 'exhaustive') return;
  if (isCalm) fail('--mode', mode, 'random or guided beside --calm: the others make calls late');
  const other = only.find((id) => id !== SLOW);
  if (other !== undefined)
    fail('--fault', other, `${SLOW} alone beside --mode ${mode}, which does nothing but make calls late`);
}

/** A campaign's seed is smaller than a run's: it is mixed with the number of the run. */
function checkedSeed(seed: number): number {
  if (seed > MOST_SEED) throw new InputError('seed', seed, `a whole number from 0 to ${MOST_SEED}`);
  return seed;
}

export function findPolicy(id: string, { app }: Bench) {
  const policy = app.policies.find((known) => known.id === id);
  if (policy === undefined) {
    throw notAmong(
      'policy',
      id,
      app.policies.map((known) => known.id),
    );
  }
  return policy;
}

function choiceOf<T extends string>(line: CommandLine, name: 'profile' | 'mode', known: readonly T[]): T | undefined {
  const given = valueOf(line, name);
  if (given === undefined) return undefined;
  return known.find((one) => one === given) ?? fail(`--${name}`, given, expectedAmong(known, given));
}

function faultOf(id: string): string {
  return faults.some((known) => known.id === id)
    ? id
    : fail(
        '--fault',
        id,
        expectedAmong(
          faults.map((known) => known.id),
          id,
        ),
      );
}

function fail(field: string, found: unknown, expected: string): never {
  throw new InputError(field, found, expected);
}

function namedMitigations(line: CommandLine, bench: Bench): Values {
  const known = mitigationsOf(bench.app);
  const names = (valueOf(line, 'mitigations') ?? '').split(',').filter((name) => name !== '');
  return Object.fromEntries(
    names.map((name) => {
      const value = known[name];
      if (value === undefined) {
        fail('--mitigations', name, `some of ${Object.keys(known).join(', ') || 'none: there are none'}`);
      }
      return [name, value];
    }),
  );
}

function settingsOf(line: CommandLine, bench: Bench): Values {
  const { settings, constants } = readSettings(valuesOf(line, 'set'), bench.app);
  if (constants !== undefined) {
    fail('--set', Object.keys(constants)[0], 'a setting of the logic: exploration draws the constants of the services');
  }
  return settings ?? {};
}

/** As many seeds as are asked for, from the given one on. */
export function seedsOf(line: CommandLine): readonly number[] {
  const first = readSeed(valueOf(line, 'seed') ?? '1');
  const seeds = numberOf(line, 'seeds', 1, MOST_SEEDS) ?? 1;
  return Array.from({ length: seeds }, (_, i) => checkedSeed(first + i));
}

export function workersOf(line: CommandLine): number {
  return numberOf(line, 'workers', 1, MOST_WORKERS) ?? availableParallelism();
}
