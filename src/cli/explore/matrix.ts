/**
 * `matrix`: every scenario under every policy, and under the documented policy with each single mitigation;
 * and what each costs on the same conversations: time to a reply, model calls, QStash messages and Redis
 * commands for each message of a user. Figures compare; nothing is expected of them.
 */
import { drawMatrix, type Matrix, type MatrixColumn, matrixColumns, matrixRows } from '../../sim/explore/index.ts';
import { duration } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { readSeed } from '../overrides.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { watched } from './measuring.ts';
import { workersOf } from './plan.ts';

/** Conversations from which the cost is worked out. */
const DEFAULT_RUNS = 50;
const MOST_RUNS = 100_000;

export async function matrix(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const question = {
    columns: matrixColumns(bench.app),
    rows: matrixRows(bench.scenarios),
    runs: numberOf(line, 'runs', 1, MOST_RUNS) ?? DEFAULT_RUNS,
    seed: readSeed(valueOf(line, 'seed') ?? '1'),
    base: bench.base,
  };
  const drawn = await withPool(bench, workersOf(line), (pool) =>
    watched(io, (watch) => drawMatrix(question, pool, watch)),
  );
  if (drawn === undefined) {
    io.err('Stopped: a matrix that is not complete compares nothing.');
    return EXIT.inconclusive;
  }
  const { cells, costs } = drawn;
  io.out(line.switches.includes('json') ? JSON.stringify({ cells, costs }, null, 2) : matrixText(drawn));
  return EXIT.ok;
}

function nameOf({ policy, mitigation }: Pick<MatrixColumn, 'policy' | 'mitigation'>): string {
  return mitigation === null ? policy : `+${mitigation}`;
}

function matrixText({ columns, rows, cells, costs }: Matrix): string {
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
