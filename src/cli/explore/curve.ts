/**
 * `curve`: of one failing run, how likely it was to fail as time went on. From each of some moments many futures of the
 * same past are run, every draw from there on being another seed's; the share of them that fail is a point of the curve.
 * Where it jumps, something happened that decided it.
 */
import { type Curve, drawCurve } from '../../sim/explore/index.ts';
import { resolveInputs } from '../../sim/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { moment } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import { ofLink, openLink } from '../linked.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { watched } from './measuring.ts';
import { workersOf } from './plan.ts';

const DEFAULT_POINTS = 24;
const DEFAULT_FUTURES = 40;
const MOST = 100_000;
const BAR = 40;

export async function curve(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const address = valueOf(line, 'link');
  if (address === undefined)
    throw new InputError('--link', address, 'a run, as the page’s address or a finding has it');
  const { run: linked, scenario } = await openLink(address, bench);
  const question = {
    linked,
    trace: await ofLink(async () =>
      bench.simulate(resolveInputs(scenario, linked.variant, linked.overrides, bench.app).inputs),
    ),
    check: valueOf(line, 'check') ?? linked.found?.check,
    points: numberOf(line, 'points', 2, MOST) ?? DEFAULT_POINTS,
    futures: numberOf(line, 'runs', 1, MOST) ?? DEFAULT_FUTURES,
  };
  const drawn = await withPool(bench, workersOf(line), (pool) =>
    watched(io, (watch) => drawCurve(question, pool, watch)),
  );
  if (drawn === undefined) {
    io.err('Stopped: half a curve has no jump.');
    return EXIT.inconclusive;
  }
  io.out(line.switches.includes('json') ? JSON.stringify(drawn, null, 2) : curveText(drawn));
  return EXIT.ok;
}

function curveText({ check, points, jump }: Curve): string {
  const rows = points.map(({ atMs, fails: { share, interval } }) => [
    moment(atMs),
    '█'.repeat(Math.round(share * BAR)).padEnd(BAR, '·'),
    `${Math.round(share * 100)} % (${Math.round(interval[0] * 100)}-${Math.round(interval[1] * 100)})`,
  ]);
  return [
    `How likely ${check} was to break, over ${points[0]?.futures ?? 0} futures from each moment (95 % intervals)`,
    table(rows),
    '',
    jump === null
      ? noJumpText(points)
      : `It rises most between ${moment(jump.fromMs)} and ${moment(jump.toMs)}, by ${Math.round(jump.by * 100)} points:`,
    ...(jump?.events ?? []).map(({ id, atMs, node, what }) => `  event ${id} at ${moment(atMs)} on ${node}: ${what}`),
  ].join('\n');
}

function noJumpText(points: Curve['points']): string {
  return points.every(({ broken, futures }) => broken === futures)
    ? 'It rises nowhere: what decided it was there from the start, and no draw changes it.'
    : 'No moment decided it: between no two neighbouring moments does it rise beyond chance (Fisher’s test, 5 % over all of them). More futures (--runs) may tell.';
}
