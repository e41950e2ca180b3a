/**
 * Which constants to choose. The same conversations, from a stated model of how people type, are run under each value
 * of what is varied; the shares of bursts that were split, stranded and answered twice come with their intervals, and
 * with how long replies took. Bursts of one conversation may fare alike: the intervals reckon with that.
 */
import { constants } from '../../index.ts';
import type { AppDescription } from '../../model/app.ts';
import { InputError } from '../../model/errors.ts';
import type { LinkedRun } from '../../model/link/index.ts';
import { readRange } from '../../model/typed.ts';
import { DEFAULT_USER, type Overrides, type ProfileId, type Values } from '../../model/scenario.ts';
import type { Measured } from '../measure.ts';
import type { LinkBase } from '../report.ts';
import { quantile, type Share, shareOfParts } from '../statistics.ts';
import { type Gaps, measuredGaps, typedConversation } from '../typing.ts';
import { measureAll, type Measurer, type MeasuringWatch } from './measuring.ts';

const MOST_COMBINATIONS = 10_000;
/** Real networks have a tail; without one no two calls ever overtake each other. */
export const TAIL: Values = { 'network.tailShare': 0.05 };

export interface SweptRow {
  readonly parameters: Values;
  readonly runs: number;
  readonly bursts: number;
  readonly split: Share;
  readonly stranded: Share;
  readonly twice: Share;
  /** Any of the three. */
  readonly wrong: Share;
  readonly replyMs: { readonly median: number | null; readonly p95: number | null };
  /** Whether no other line is as good in everything and better in something (Pareto), by the figures as they are. */
  readonly front: boolean;
  /** Whether another line that is no slower may be as good in everything: only chance tells it from this one. */
  readonly withinChance: boolean;
}

type Figures = Omit<SweptRow, 'front' | 'withinChance'>;

export interface SweepQuestion {
  /** Every combination of the values that are varied. */
  readonly grid: readonly Values[];
  readonly runs: number;
  readonly seed: number;
  readonly policy: string;
  readonly profile: ProfileId;
  readonly settings: Values;
  readonly constants: Values;
  readonly gaps: Gaps;
  readonly base: LinkBase;
}

/** Undefined where it was stopped. */
export async function drawSweep(
  question: SweepQuestion,
  measurer: Measurer,
  watch: MeasuringWatch,
): Promise<readonly SweptRow[] | undefined> {
  const { grid, runs } = question;
  const cases = grid.flatMap((parameters) => casesOf(parameters, question));
  const measured = await measureAll(measurer, cases, watch);
  if (measured === undefined) return undefined;
  return withFront(grid.map((parameters, i) => figuresOf(parameters, measured.slice(i * runs, (i + 1) * runs))));
}

/** The front, for the command line and the page alike. */
export function withFront(figures: readonly Figures[]): readonly SweptRow[] {
  return figures.map((row) => ({
    ...row,
    front: !figures.some((other) => beats(other, row)),
    withinChance: figures.some((other) => other !== row && mayBeAsGood(other, row)),
  }));
}

/** Every combination of what is varied, each as `quietMs=500..3000:250`. Throws InputError. */
export function gridOf(texts: readonly string[], app: Pick<AppDescription, 'settings'>): readonly Values[] {
  if (texts.length === 0) throw new InputError('--vary', undefined, 'what to vary, as quietMs=500..3000:250');
  const ranges = texts.map((text) => rangeOf(text, app));
  const combinations = ranges.reduce((product, { size }) => product * size, 1);
  if (combinations > MOST_COMBINATIONS) {
    throw new InputError('--vary', combinations, `at most ${MOST_COMBINATIONS} combinations`);
  }
  let grid: readonly Values[] = [{}];
  for (const { name, size, valueOf } of ranges) {
    const values = Array.from({ length: size }, (_, i) => valueOf(i));
    grid = grid.flatMap((before) => values.map((value) => ({ ...before, [name]: value })));
  }
  return grid;
}

interface Range {
  readonly name: string;
  /** How many values there are. */
  readonly size: number;
  readonly valueOf: (i: number) => number;
}

function rangeOf(text: string, app: Pick<AppDescription, 'settings'>): Range {
  const numbers = [...app.settings, ...constants].filter(({ kind }) => kind === 'number');
  const names = numbers.map((spec) => spec.name);
  const { name, from, to, step } = readRange('--vary', text, names);
  return { name, size: Math.floor((to - from) / step) + 1, valueOf: (i) => from + i * step };
}

/** Gaps in milliseconds: a JSON list, or one a line. Throws InputError. */
export function gapsFrom(text: string, name: string): Gaps {
  const words = text
    .trim()
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/);
  const gaps = words.filter((word) => word !== '').map(Number);
  if (gaps.length === 0 || !gaps.every((ms) => Number.isFinite(ms) && ms >= 0)) {
    throw new InputError('--typing', name, 'gaps in milliseconds, one a line or as a JSON list');
  }
  return measuredGaps(gaps);
}

/** The runs of one combination: the same conversations and seeds as of every other. */
function casesOf(
  parameters: Values,
  { runs, seed, policy, profile, settings, constants: given, gaps, base }: SweepQuestion,
): readonly LinkedRun[] {
  const isConstant = (name: string): boolean => name.includes('.');
  const only = (wanted: boolean): Values =>
    Object.fromEntries(Object.entries(parameters).filter(([name]) => isConstant(name) === wanted));
  const overrides: Overrides = {
    policy,
    profile,
    settings: { ...settings, ...only(false) },
    constants: { ...given, ...only(true) },
    faults: [],
  };
  return Array.from({ length: runs }, (_, i) => ({
    ...base,
    overrides: { ...overrides, seed: seed + i, messages: typedConversation(gaps, DEFAULT_USER, seed, i) },
  }));
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

/** Whether one line is no slower, and no share of it is beyond chance above the other's. */
function mayBeAsGood(one: Figures, other: Figures): boolean {
  const shares = ({ split, stranded, twice }: Figures): readonly Share[] => [split, stranded, twice];
  const others = shares(other);
  return (
    (one.replyMs.median ?? Infinity) <= (other.replyMs.median ?? Infinity) &&
    shares(one).every(({ interval: [low] }, i) => low <= (others[i]?.interval[1] ?? 1))
  );
}

function figuresOf(parameters: Values, measured: readonly Measured[]): Figures {
  const share = (of: (one: Measured) => number): Share =>
    shareOfParts(measured.map((one) => ({ count: of(one), of: one.bursts })));
  const replies = measured.flatMap(({ replyMs }) => replyMs);
  return {
    parameters,
    runs: measured.length,
    bursts: measured.reduce((sum, one) => sum + one.bursts, 0),
    split: share(({ split }) => split),
    stranded: share(({ stranded }) => stranded),
    twice: share(({ twice }) => twice),
    wrong: share(({ wrong }) => wrong),
    replyMs: { median: quantile(replies, 0.5), p95: quantile(replies, 0.95) },
  };
}
