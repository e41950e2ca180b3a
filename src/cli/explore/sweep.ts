/**
 * `sweep`: which constants to choose. The same conversations, from a stated model of how people type, are run under each
 * value of what is varied; the shares of bursts that were split, stranded and answered twice come with their intervals,
 * and with how long replies took.
 */
import {
  type Measured,
  measuredGaps,
  modelledGaps,
  quantile,
  type Share,
  shareOf,
  typedConversation,
} from '../../sim/explore/index.ts';
import { constants } from '../../sim/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import type { LinkedRun } from '../../sim/model/link.ts';
import { DEFAULT_USER, type Overrides, PROFILE_IDS, type Values } from '../../sim/model/scenario.ts';
import { duration } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf, valuesOf } from '../options.ts';
import { readSeed, readSettings } from '../overrides.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { measureAll } from './measuring.ts';
import { findPolicy, workersOf } from './plan.ts';

const DEFAULT_RUNS = 200;
const MOST_RUNS = 1_000_000;
const MOST_COMBINATIONS = 10_000;
/** Real networks have a tail; without one no two calls ever overtake each other. */
const TAIL: Values = { 'network.tailShare': 0.05 };

export interface SweptRow {
  readonly parameters: Values;
  readonly runs: number;
  readonly bursts: number;
  readonly split: Share;
  readonly stranded: Share;
  readonly twice: Share;
  readonly replyMs: { readonly median: number | null; readonly p95: number | null };
  /** Whether no other line is as good in everything and better in something (Pareto). */
  readonly front: boolean;
}

type Figures = Omit<SweptRow, 'front'>;

export async function sweep(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const grid = gridOf(valuesOf(line, 'vary'), bench);
  const runs = numberOf(line, 'runs', 1, MOST_RUNS) ?? DEFAULT_RUNS;
  const cases = grid.map((parameters) => casesOf(parameters, runs, line, bench, io));
  const measured = await withPool(bench, workersOf(line), (pool) => measureAll(pool, cases.flat(), io));
  if (measured === undefined) {
    io.err('Stopped: a sweep that is not complete compares nothing.');
    return EXIT.inconclusive;
  }
  const figures = grid.map((parameters, i) => figuresOf(parameters, measured.slice(i * runs, (i + 1) * runs)));
  const rows = figures.map((row): SweptRow => ({ ...row, front: !figures.some((other) => beats(other, row)) }));
  io.out(line.switches.includes('json') ? JSON.stringify(rows, null, 2) : sweepText(rows));
  return EXIT.ok;
}

/** Every combination of the values that are varied. Throws InputError. */
function gridOf(texts: readonly string[], bench: Bench): readonly Values[] {
  if (texts.length === 0) throw new InputError('--vary', undefined, 'what to vary, as quietMs=500..3000:250');
  let grid: readonly Values[] = [{}];
  for (const text of texts) {
    const { name, values } = rangeOf(text, bench);
    grid = grid.flatMap((before) => values.map((value) => ({ ...before, [name]: value })));
    if (grid.length > MOST_COMBINATIONS) {
      throw new InputError('--vary', grid.length, `at most ${MOST_COMBINATIONS} combinations`);
    }
  }
  return grid;
}

function rangeOf(text: string, { app }: Bench): { readonly name: string; readonly values: readonly number[] } {
  const [, name, from, to, step] = /^([\w.]+)=(\d+)\.\.(\d+):(\d+)$/.exec(text) ?? [];
  if (name === undefined) throw new InputError('--vary', text, 'name=from..to:step, as quietMs=500..3000:250');
  const numbers = [...app.settings, ...constants].filter(({ kind }) => kind === 'number');
  if (!numbers.some((spec) => spec.name === name)) {
    throw new InputError(
      '--vary',
      name,
      `a number among the settings or constants: ${numbers.map((spec) => spec.name).join(', ')}`,
    );
  }
  const [least, most, by] = [Number(from), Number(to), Number(step)];
  if (by === 0 || most < least) throw new InputError('--vary', text, 'a range that goes up by steps');
  const values: number[] = [];
  for (let value = least; value <= most && values.length <= MOST_COMBINATIONS; value += by) values.push(value);
  return { name, values };
}

/** The runs of one combination: the same conversations and seeds as of every other. */
function casesOf(parameters: Values, runs: number, line: CommandLine, bench: Bench, io: Io): readonly LinkedRun[] {
  const given = readSettings(valuesOf(line, 'set'), bench.app);
  const isConstant = (name: string): boolean => name.includes('.');
  const only = (wanted: boolean): Values =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => isConstant(name) === wanted));
  const policy = valueOf(line, 'policy') ?? 'documented';
  findPolicy(policy, bench);
  const seed = readSeed(valueOf(line, 'seed') ?? '1');
  const gaps = gapsOf(valueOf(line, 'typing'), io);
  const profile = PROFILE_IDS.find((id) => id === (valueOf(line, 'profile') ?? 'documented'));
  if (profile === undefined)
    throw new InputError('--profile', valueOf(line, 'profile'), `one of ${PROFILE_IDS.join(', ')}`);
  const overrides: Overrides = {
    policy,
    profile,
    settings: { ...given.settings, ...only(false) },
    constants: { ...(line.switches.includes('calm') ? {} : TAIL), ...given.constants, ...only(true) },
    faults: [],
  };
  return Array.from({ length: runs }, (_, i) => ({
    ...bench.base,
    overrides: { ...overrides, seed: seed + i, messages: typedConversation(gaps, DEFAULT_USER, seed, i) },
  }));
}

/** A file of gaps in milliseconds: a JSON list, or one a line. */
function gapsOf(file: string | undefined, io: Io) {
  if (file === undefined) return modelledGaps;
  const text = io.readFile(file).trim();
  const words = text.replace(/^\[|\]$/g, '').split(/[\s,]+/);
  const gaps = words.filter((word) => word !== '').map(Number);
  if (gaps.length === 0 || !gaps.every((ms) => Number.isFinite(ms) && ms >= 0)) {
    throw new InputError('--typing', file, 'gaps in milliseconds, one a line or as a JSON list');
  }
  return measuredGaps(gaps);
}

/** Whether one line is as good as the other in everything, and better in something. */
function beats(one: Figures, other: Figures): boolean {
  const parts = ({ split, stranded, twice, replyMs }: Figures): readonly number[] => [
    split.share,
    stranded.share,
    twice.share,
    replyMs.median ?? Infinity,
  ];
  const [a, b] = [parts(one), parts(other)];
  return a.every((part, i) => part <= (b[i] ?? 0)) && a.some((part, i) => part < (b[i] ?? 0));
}

function figuresOf(parameters: Values, measured: readonly Measured[]): Figures {
  const total = (of: (one: Measured) => number): number => measured.reduce((sum, one) => sum + of(one), 0);
  const bursts = total((one) => one.bursts);
  const replies = measured.flatMap(({ replyMs }) => replyMs);
  return {
    parameters,
    runs: measured.length,
    bursts,
    split: shareOf(
      total(({ split }) => split),
      bursts,
    ),
    stranded: shareOf(
      total(({ stranded }) => stranded),
      bursts,
    ),
    twice: shareOf(
      total(({ twice }) => twice),
      bursts,
    ),
    replyMs: { median: quantile(replies, 0.5), p95: quantile(replies, 0.95) },
  };
}

function sweepText(rows: readonly SweptRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const names = Object.keys(first.parameters);
  const head = [...names, 'split', 'stranded', 'twice', 'reply, median', '95th', ''];
  const lines = rows.map(({ parameters, split, stranded, twice, replyMs, front }) => [
    ...names.map((name) => String(parameters[name])),
    ...[split, stranded, twice].map(shareText),
    ...[replyMs.median, replyMs.p95].map((ms) => (ms === null ? 'none' : duration(ms))),
    front ? '*' : '',
  ]);
  return [
    table([head, ...lines]),
    '',
    `Shares of ${first.bursts} bursts in ${first.runs} runs for each line, with their 95 % intervals (Wilson).`,
    '* No other line is as good in everything and better in something.',
  ].join('\n');
}

function shareText({ share, interval: [low, high] }: Share): string {
  const percent = (value: number): string => (value * 100).toFixed(1);
  return `${percent(share)} % (${percent(low)}-${percent(high)})`;
}
