/**
 * Every scenario under every policy, and under the documented policy with each single mitigation;
 * and what each costs on the same conversations: time to a reply, model calls, QStash messages and Redis commands for
 * each message of a user. Figures compare; nothing is expected of them.
 */
import { checks } from '../../checks/index.ts';
import type { AppDescription } from '../../model/app.ts';
import type { LinkedRun } from '../../model/link/index.ts';
import { mitigationsOf } from '../../model/mitigations.ts';
import { DEFAULT_USER, type Scenario, type Values } from '../../model/scenario.ts';
import type { CheckId } from '../../model/verdict.ts';
import type { Measured } from '../measure.ts';
import type { LinkBase } from '../report.ts';
import { quantile } from '../statistics.ts';
import { modelledGaps, typedConversation } from '../typing.ts';
import { measureAll, type Measurer, type MeasuringWatch } from './measuring.ts';
import { TAIL } from './sweep.ts';

/** A column: a policy, or the documented one with one mitigation. */
export interface MatrixColumn {
  readonly policy: string;
  readonly mitigation: string | null;
  readonly settings: Values;
}

export interface MatrixRow {
  readonly id: string;
  readonly variant: string;
  /** The scenario's own seed, where it has one: its verdicts are of that, whichever the others run under. */
  readonly seed?: number;
}

export interface MatrixCell {
  readonly scenario: string;
  readonly variant: string;
  readonly policy: string;
  readonly mitigation: string | null;
  /** Checks that are broken, comparisons left out. */
  readonly broken: readonly CheckId[];
  readonly comparisons: readonly CheckId[];
}

export interface MatrixCost {
  readonly policy: string;
  readonly mitigation: string | null;
  readonly replyMs: { readonly median: number | null; readonly p95: number | null };
  /** For each message of a user. */
  readonly modelCalls: number;
  readonly queueMessages: number;
  readonly redisCommands: number;
  /** Messages are typed by the same model in every column. */
  readonly messages: number;
}

export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** Column by column, in the order of the rows. */
  readonly cells: readonly MatrixCell[];
  readonly costs: readonly MatrixCost[];
}

export interface MatrixQuestion {
  readonly columns: readonly MatrixColumn[];
  readonly rows: readonly MatrixRow[];
  /** Conversations from which the cost is worked out. */
  readonly runs: number;
  readonly seed: number;
  readonly base: LinkBase;
}

export function matrixColumns(app: Pick<AppDescription, 'policies' | 'mitigations'>): readonly MatrixColumn[] {
  const policies = app.policies.map(({ id }) => ({ policy: id, mitigation: null, settings: {} }));
  const single = Object.entries(mitigationsOf(app)).map(([name, value]) => ({
    policy: 'documented',
    mitigation: name,
    settings: { [name]: value },
  }));
  return [...policies, ...single];
}

export function matrixRows(scenarios: readonly Scenario[]): readonly MatrixRow[] {
  return scenarios.flatMap((scenario) =>
    scenario.variants.map((variant) => {
      const seed = variant.seed ?? scenario.seed;
      return { id: scenario.id, variant: variant.id, ...(seed === undefined ? {} : { seed }) };
    }),
  );
}

/** Undefined where it was stopped. */
export async function drawMatrix(
  question: MatrixQuestion,
  measurer: Measurer,
  watch: MeasuringWatch,
): Promise<Matrix | undefined> {
  const { columns, rows, runs, seed } = question;
  const cells = columns.flatMap(({ policy, settings }) =>
    rows.map(({ id, variant, seed: own = seed }): LinkedRun => ({
      scenario: id,
      variant,
      overrides: { policy, settings, seed: own },
    })),
  );
  const spending = columns.flatMap((column) => costRuns(column, question));
  const measured = await measureAll(measurer, [...cells, ...spending], watch);
  return (
    measured && {
      columns,
      rows,
      cells: columns.flatMap((column, c) => rows.map((row, r) => cellOf(row, column, measured[c * rows.length + r]))),
      costs: columns.map((column, c) =>
        costOf(column, measured.slice(cells.length + c * runs, cells.length + (c + 1) * runs)),
      ),
    }
  );
}

function costRuns({ policy, settings }: MatrixColumn, { runs, seed, base }: MatrixQuestion): readonly LinkedRun[] {
  return Array.from({ length: runs }, (_, i) => ({
    ...base,
    overrides: {
      policy,
      settings,
      constants: TAIL,
      faults: [],
      seed: seed + i,
      messages: typedConversation(modelledGaps, DEFAULT_USER, seed, i),
    },
  }));
}

function cellOf(
  { id, variant }: MatrixRow,
  { policy, mitigation }: MatrixColumn,
  measured: Measured | undefined,
): MatrixCell {
  const broken = checks.filter(({ id: check }) => measured?.verdicts[check] === 'broken');
  return {
    scenario: id,
    variant,
    policy,
    mitigation,
    broken: broken.filter(({ kind }) => kind !== 'comparison').map(({ id: check }) => check),
    comparisons: broken.filter(({ kind }) => kind === 'comparison').map(({ id: check }) => check),
  };
}

function costOf({ policy, mitigation }: MatrixColumn, measured: readonly Measured[]): MatrixCost {
  const total = (of: (one: Measured) => number): number => measured.reduce((sum, one) => sum + of(one), 0);
  const messages = total((one) => one.messages);
  const each = (of: (one: Measured) => number): number => Math.round((total(of) / Math.max(1, messages)) * 100) / 100;
  const replies = measured.flatMap(({ replyMs }) => replyMs);
  return {
    policy,
    mitigation,
    replyMs: { median: inWholeMs(quantile(replies, 0.5)), p95: inWholeMs(quantile(replies, 0.95)) },
    modelCalls: each(({ cost }) => cost.modelCalls),
    queueMessages: each(({ cost }) => cost.queueMessages),
    redisCommands: each(({ cost }) => cost.redisCommands),
    messages,
  };
}

function inWholeMs(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
