/**
 * `matrix`: every scenario under every policy, and under the documented policy with each single mitigation of the
 * hardened one; and what each costs on the same conversations: time to a reply, model calls, QStash messages and Redis
 * commands for each message of a user. Figures compare; nothing is expected of them.
 */
import { type Measured, modelledGaps, quantile, typedConversation } from '../../sim/explore/index.ts';
import { checks } from '../../sim/checks/index.ts';
import type { LinkedRun } from '../../sim/model/link.ts';
import { mitigationsOf } from '../../sim/model/mitigations.ts';
import { DEFAULT_USER, type Values } from '../../sim/model/scenario.ts';
import type { CheckId } from '../../sim/model/verdict.ts';
import { duration } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { readSeed } from '../overrides.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { measureAll } from './measuring.ts';
import { workersOf } from './plan.ts';

/** Conversations from which the cost is worked out. */
const DEFAULT_RUNS = 50;
const MOST_RUNS = 100_000;
const TAIL: Values = { 'network.tailShare': 0.05 };

/** A column: a policy, or the documented one with one mitigation. */
interface Column {
  readonly policy: string;
  readonly mitigation: string | null;
  readonly settings: Values;
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

export async function matrix(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const columns = columnsOf(bench);
  const rows = bench.scenarios.flatMap(({ id, variants }) => variants.map((variant) => ({ id, variant: variant.id })));
  const runs = numberOf(line, 'runs', 1, MOST_RUNS) ?? DEFAULT_RUNS;
  const seed = readSeed(valueOf(line, 'seed') ?? '1');
  const cells = columns.flatMap(({ policy, settings }) =>
    rows.map(({ id, variant }): LinkedRun => ({ scenario: id, variant, overrides: { policy, settings, seed } })),
  );
  const costs = columns.flatMap((column) => costRuns(column, runs, seed, bench));
  const measured = await withPool(bench, workersOf(line), (pool) => measureAll(pool, [...cells, ...costs], io));
  if (measured === undefined) {
    io.err('Stopped: a matrix that is not complete compares nothing.');
    return EXIT.inconclusive;
  }
  const seen = columns.flatMap((column, c) => rows.map((row, r) => cellOf(row, column, measured[c * rows.length + r])));
  const spent = columns.map((column, c) =>
    costOf(column, measured.slice(cells.length + c * runs, cells.length + (c + 1) * runs)),
  );
  if (line.switches.includes('json')) io.out(JSON.stringify({ cells: seen, costs: spent }, null, 2));
  else io.out(matrixText(columns, rows, seen, spent));
  return EXIT.ok;
}

function columnsOf(bench: Bench): readonly Column[] {
  const policies = bench.app.policies.map(({ id }) => ({ policy: id, mitigation: null, settings: {} }));
  const single = Object.entries(mitigationsOf(bench.app)).map(([name, value]) => ({
    policy: 'documented',
    mitigation: name,
    settings: { [name]: value },
  }));
  return [...policies, ...single];
}

function costRuns({ policy, settings }: Column, runs: number, seed: number, bench: Bench): readonly LinkedRun[] {
  return Array.from({ length: runs }, (_, i) => ({
    ...bench.base,
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
  { id, variant }: { readonly id: string; readonly variant: string },
  { policy, mitigation }: Column,
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

function costOf({ policy, mitigation }: Column, measured: readonly Measured[]): MatrixCost {
  const total = (of: (one: Measured) => number): number => measured.reduce((sum, one) => sum + of(one), 0);
  const messages = total((one) => one.messages);
  const each = (of: (one: Measured) => number): number => Math.round((total(of) / Math.max(1, messages)) * 100) / 100;
  const replies = measured.flatMap(({ replyMs }) => replyMs);
  return {
    policy,
    mitigation,
    replyMs: { median: quantile(replies, 0.5), p95: quantile(replies, 0.95) },
    modelCalls: each(({ cost }) => cost.modelCalls),
    queueMessages: each(({ cost }) => cost.queueMessages),
    redisCommands: each(({ cost }) => cost.redisCommands),
    messages,
  };
}

function nameOf({ policy, mitigation }: Pick<Column, 'policy' | 'mitigation'>): string {
  return mitigation === null ? policy : `+${mitigation}`;
}

function matrixText(
  columns: readonly Column[],
  rows: readonly { readonly id: string; readonly variant: string }[],
  cells: readonly MatrixCell[],
  costs: readonly MatrixCost[],
): string {
  const head = ['', ...columns.map((_, i) => `[${i + 1}]`)];
  const lines = rows.map(({ id, variant }, r) => [
    `${id} / ${variant}`,
    ...columns.map((_, c) => {
      const broken = cells[c * rows.length + r]?.broken.length ?? 0;
      return broken === 0 ? '.' : String(broken);
    }),
  ]);
  const sound = columns.map((_, c) => {
    const own = cells.slice(c * rows.length, (c + 1) * rows.length);
    return String(own.filter(({ broken }) => broken.length === 0).length);
  });
  const costRows = costs.map((cost, i) => [
    `[${i + 1}]`,
    nameOf(cost),
    cost.replyMs.median === null ? 'none' : duration(cost.replyMs.median),
    cost.replyMs.p95 === null ? 'none' : duration(cost.replyMs.p95),
    cost.modelCalls.toFixed(2),
    cost.queueMessages.toFixed(2),
    cost.redisCommands.toFixed(2),
  ]);
  return [
    'How many checks are broken (comparisons left out), by scenario and column; . for none',
    table([head, ...lines, [`unbroken, of ${rows.length}`, ...sound]]),
    '',
    'The columns, and what each costs for a message of a user on the same conversations',
    table([
      [
        '',
        'policy, or documented with one mitigation',
        'reply, median',
        '95th',
        'model calls',
        'QStash messages',
        'Redis commands',
      ],
      ...costRows,
    ]),
  ].join('\n');
}
