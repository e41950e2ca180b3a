/**
 * `sweep`: which constants to choose. The same conversations, from a stated model of how people type, are run under each
 * value of what is varied; the shares of bursts that were split, stranded and answered twice come with their intervals,
 * and with how long replies took.
 */
import { drawSweep, gapsFrom, gridOf, modelledGaps, type Share, type SweptRow, TAIL } from '../../sim/explore/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { expectedAmong } from '../../sim/model/expected-among.ts';
import { PROFILE_IDS } from '../../sim/model/scenario.ts';
import { duration } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf, valuesOf } from '../options.ts';
import { asSet, readSeed, readSettings } from '../overrides.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { watched } from './measuring.ts';
import { findPolicy, workersOf } from './plan.ts';

const DEFAULT_RUNS = 200;
const MOST_RUNS = 1_000_000;

export async function sweep(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const question = questionOf(line, bench, io);
  const rows = await withPool(bench, workersOf(line), (pool) =>
    watched(io, (watch) => drawSweep(question, pool, watch)),
  ).catch((error: unknown) => {
    throw error instanceof InputError ? asSet(error, valuesOf(line, 'set')) : error;
  });
  if (rows === undefined) {
    io.err('Stopped: a sweep that is not complete compares nothing.');
    return EXIT.inconclusive;
  }
  io.out(line.switches.includes('json') ? JSON.stringify(rows, null, 2) : sweepText(rows));
  return EXIT.ok;
}

function questionOf(line: CommandLine, bench: Bench, io: Io) {
  const grid = gridOf(valuesOf(line, 'vary'), bench.app);
  const given = readSettings(valuesOf(line, 'set'), bench.app);
  const policy = valueOf(line, 'policy') ?? 'documented';
  findPolicy(policy, bench);
  const typing = valueOf(line, 'typing');
  const profile = PROFILE_IDS.find((id) => id === (valueOf(line, 'profile') ?? 'documented'));
  if (profile === undefined)
    throw new InputError('--profile', valueOf(line, 'profile'), expectedAmong(PROFILE_IDS, valueOf(line, 'profile')));
  return {
    grid,
    runs: numberOf(line, 'runs', 1, MOST_RUNS) ?? DEFAULT_RUNS,
    seed: readSeed(valueOf(line, 'seed') ?? '1'),
    policy,
    profile,
    settings: given.settings ?? {},
    constants: { ...(line.switches.includes('calm') ? {} : TAIL), ...given.constants },
    gaps: typing === undefined ? modelledGaps : gapsFrom(io.readFile(typing, '--typing'), typing),
    base: bench.base,
  };
}

function sweepText(rows: readonly SweptRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const names = Object.keys(first.parameters);
  const head = [...names, 'split', 'stranded', 'twice', 'reply, median', '95th', ''];
  const lines = rows.map(({ parameters, split, stranded, twice, replyMs, front, withinChance }) => [
    ...names.map((name) => String(parameters[name])),
    ...[split, stranded, twice].map(shareText),
    ...[replyMs.median, replyMs.p95].map((ms) => (ms === null ? 'none' : duration(ms))),
    front ? (withinChance ? '(*)' : '*') : '',
  ]);
  return [
    table([head, ...lines]),
    '',
    `Shares of ${first.bursts} bursts in ${first.runs} runs for each line, with their 95 % intervals (Wilson; bursts of one conversation tell less than as many of several).`,
    '* No other line is as good in everything and better in something.',
    '(*) So by its figures, but a line that is no slower may be as good in everything: only chance tells them apart.',
  ].join('\n');
}

function shareText({ share, interval: [low, high] }: Share): string {
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${percent(share)} % (${percent(low)}-${percent(high)})`;
}
