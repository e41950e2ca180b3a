/**
 * `curve`: of one failing run, how likely it was to fail as time went on. From each of some moments many futures of the
 * same past are run, every draw from there on being another seed's; the share of them that fail is a point of the curve.
 * Where it jumps, something happened that decided it.
 */
import { resolveInputs } from '../../sim/index.ts';
import { type Share, shareOf } from '../../sim/explore/index.ts';
import { InputError } from '../../sim/model/errors.ts';
import { type LinkedRun, readRunLink } from '../../sim/model/link.ts';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import { CHECK_IDS, type CheckId } from '../../sim/model/verdict.ts';
import { moment } from '../../sim/model/words.ts';
import { type Bench, EXIT, type ExitCode, type Io, type MeasuredRun, type Pool } from '../bench.ts';
import { type CommandLine, numberOf, valueOf } from '../options.ts';
import { table } from '../text.ts';
import { withPool } from './drive.ts';
import { measureAll } from './measuring.ts';
import { workersOf } from './plan.ts';

const DEFAULT_POINTS = 24;
const DEFAULT_FUTURES = 40;
const MOST = 100_000;
/** How often it is looked closer at the jump. */
const ROUNDS = 3;
const BAR = 40;
/** Any seeds that no run is likely to have by itself. */
const FIRST_FUTURE = 1_000_003;

export interface CurvePoint {
  readonly atMs: number;
  readonly fails: Share;
  readonly futures: number;
}

export interface Curve {
  readonly check: CheckId;
  readonly points: readonly CurvePoint[];
  /** Between which points it rises most, by how much, and what happened there; null where it rises nowhere. */
  readonly jump: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly by: number;
    readonly events: readonly {
      readonly id: number;
      readonly atMs: number;
      readonly node: string;
      readonly what: string;
    }[];
  } | null;
}

export async function curve(line: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const address = valueOf(line, 'link');
  if (address === undefined)
    throw new InputError('--link', address, 'a run, as the page’s address or a finding has it');
  const linked = readRunLink(address, bench.scenarios);
  const scenario = bench.scenarios.find(({ id }) => id === linked.scenario);
  if (scenario === undefined) throw new InputError('--link', linked.scenario, 'a scenario of the list');
  const { inputs } = resolveInputs(scenario, linked.variant, linked.overrides, bench.app);
  const trace = await bench.simulate(inputs);
  const { check, provenAtMs } = brokenIn(trace, valueOf(line, 'check'), bench);
  const times = timesOf(trace, provenAtMs);
  const most = numberOf(line, 'points', 2, MOST) ?? DEFAULT_POINTS;
  const futures = numberOf(line, 'runs', 1, MOST) ?? DEFAULT_FUTURES;
  const drawn = await withPool(bench, workersOf(line), async (pool) => {
    const curveAt = async (atMs: readonly number[]) => await pointsAt(atMs, { linked, check, futures }, pool, io);
    let points = await curveAt([0, ...spread(times, most), provenAtMs + 1]);
    // Once more where it jumps, so that few events are left to look at.
    for (let round = 0; round < ROUNDS && points !== undefined; round += 1) {
      const jump = jumpOf(points, trace);
      const inside = times.filter((atMs) => jump !== null && atMs > jump.fromMs && atMs < jump.toMs);
      if (inside.length === 0) break;
      const more = await curveAt(spread(inside, most));
      points = more && [...points, ...more].toSorted((one, other) => one.atMs - other.atMs);
    }
    return points;
  });
  if (drawn === undefined) {
    io.err('Stopped: half a curve has no jump.');
    return EXIT.inconclusive;
  }
  const result: Curve = { check, points: drawn, jump: jumpOf(drawn, trace) };
  io.out(line.switches.includes('json') ? JSON.stringify(result, null, 2) : curveText(result));
  return EXIT.ok;
}

/** The check that is asked about, and when its verdict is proven. Throws InputError where it is not broken. */
function brokenIn(
  trace: Trace,
  asked: string | undefined,
  bench: Bench,
): { readonly check: CheckId; readonly provenAtMs: number } {
  const broken = bench.judge(trace).filter(({ verdict }) => verdict === 'broken');
  const verdict = asked === undefined ? broken[0] : broken.find(({ check }) => check === asked);
  if (verdict === undefined) {
    const known = broken.map(({ check }) => check).join(', ') || 'none is';
    throw new InputError(
      '--check',
      asked ?? 'none',
      `a check that this run breaks (${known}), of ${CHECK_IDS.join(', ')}`,
    );
  }
  const times = verdict.eventIds.flatMap((id) => trace.events[id]?.atMs ?? []);
  return { check: verdict.check, provenAtMs: times.length === 0 ? trace.end.atMs : Math.max(...times) };
}

/** The moments at which something happened, up to the proof of the verdict. */
function timesOf({ events }: Trace, provenAtMs: number): readonly number[] {
  return [...new Set(events.flatMap(({ atMs, side }) => (side === 'pipeline' && atMs <= provenAtMs ? [atMs] : [])))];
}

/** At most so many of them, evenly; 0 stands for itself. */
function spread(times: readonly number[], most: number): readonly number[] {
  const later = times.filter((atMs) => atMs > 0);
  if (later.length <= most) return later;
  const step = later.length / most;
  return [...new Set(Array.from({ length: most }, (_, i) => later[Math.floor(i * step)] ?? 0))];
}

interface Asked {
  readonly linked: LinkedRun;
  readonly check: CheckId;
  readonly futures: number;
}

/** Undefined where the user stopped it. */
async function pointsAt(
  moments: readonly number[],
  { linked, check, futures }: Asked,
  pool: Pool,
  io: Io,
): Promise<readonly CurvePoint[] | undefined> {
  const runs = moments.flatMap((fromMs) =>
    Array.from({ length: futures }, (_, i): MeasuredRun => ({ ...linked, future: { fromMs, seed: FIRST_FUTURE + i } })),
  );
  const measured = await measureAll(pool, runs, io);
  return (
    measured &&
    moments.map((atMs, i) => {
      const own = measured.slice(i * futures, (i + 1) * futures);
      const broken = own.filter(({ verdicts }) => verdicts[check] === 'broken').length;
      return { atMs, futures, fails: shareOf(broken, futures) };
    })
  );
}

function jumpOf(points: readonly CurvePoint[], trace: Trace): Curve['jump'] {
  let jump: Curve['jump'] = null;
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (from === undefined) continue;
    const by = to.fails.share - from.fails.share;
    if (by <= (jump?.by ?? 0)) continue;
    jump = { fromMs: from.atMs, toMs: to.atMs, by, events: between(trace, from.atMs, to.atMs) };
  }
  return jump;
}

const MOST_EVENTS = 12;

function between({ events }: Trace, fromMs: number, toMs: number) {
  return events
    .filter(({ atMs, side }) => side === 'pipeline' && atMs >= fromMs && atMs < toMs)
    .slice(0, MOST_EVENTS)
    .map((event) => ({ id: event.id, atMs: event.atMs, node: event.node, what: whatOf(event) }));
}

function whatOf(event: TraceEvent): string {
  switch (event.kind) {
    case 'request':
    case 'arrival':
    case 'service':
      return `${event.kind} ${event.operation}`;
    case 'lifecycle':
      return event.change;
    case 'fault':
      return event.effect;
    case 'log':
    case 'message':
    case 'reply':
      return `${event.kind}: ${event.text}`;
    default:
      return event.kind;
  }
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
      ? 'It rises nowhere: what decided it was there from the start, and no draw changes it.'
      : `It rises most between ${moment(jump.fromMs)} and ${moment(jump.toMs)}, by ${Math.round(jump.by * 100)} points:`,
    ...(jump?.events ?? []).map(({ id, atMs, node, what }) => `  event ${id} at ${moment(atMs)} on ${node}: ${what}`),
  ].join('\n');
}
