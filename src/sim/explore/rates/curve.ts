/**
 * Of one failing run: how likely it was to fail as time went on. From each of some moments many futures of the same past
 * are run, every draw from there on being another seed's; the share of them that fail is a point of the curve. Where it
 * jumps, something happened that decided it; a rise that may be chance is no jump.
 */
import { checks, judge } from '../../checks/index.ts';
import { InputError } from '../../model/errors.ts';
import type { LinkedRun } from '../../model/link/index.ts';
import type { Trace, TraceEvent } from '../../model/trace.ts';
import { CHECK_IDS, type CheckId } from '../../model/verdict.ts';
import { riseByChance, type Share, shareOf } from '../statistics.ts';
import { measureAll, type MeasuredRun, type Measurer, type MeasuringWatch } from './measuring.ts';

/** How often it is looked closer at the jump. */
const ROUNDS = 3;
/** Any seeds that no run is likely to have by itself. */
const FIRST_FUTURE = 1_000_003;
const MOST_EVENTS = 12;
/** Chosen: of twenty curves that rise nowhere one has a jump by chance, at most. */
const MOST_BY_CHANCE = 0.05;

export interface CurvePoint {
  readonly atMs: number;
  readonly fails: Share;
  /** So many of them fail. */
  readonly broken: number;
  readonly futures: number;
}

export interface Curve {
  readonly check: CheckId;
  readonly points: readonly CurvePoint[];
  /** Where it rises most, by how much, and what happened there; null where no two neighbours differ beyond chance. */
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

export interface CurveQuestion {
  readonly linked: LinkedRun;
  /** What the run gives, as it is. */
  readonly trace: Trace;
  /** The check that is asked about; the first that the run breaks, where it is left out. */
  readonly check?: string | undefined;
  /** How many moments are looked at, and again in the jump. */
  readonly points: number;
  /** How many futures from each. */
  readonly futures: number;
}

/** Undefined where it was stopped. Throws InputError where the run breaks nothing, or not that check. */
export async function drawCurve(
  { linked, trace, check: asked, points: most, futures }: CurveQuestion,
  measurer: Measurer,
  watch: MeasuringWatch,
): Promise<Curve | undefined> {
  const { check, provenAtMs } = brokenIn(trace, asked);
  const times = timesOf(trace, provenAtMs);
  const curveAt = async (atMs: readonly number[]) => await pointsAt(atMs, { linked, check, futures }, measurer, watch);
  let points = await curveAt([0, ...spread(times, most), provenAtMs + 1]);
  let jump = points === undefined ? null : jumpOf(points, trace);
  // Once more where it jumps, so that few events are left to look at.
  for (let round = 0; round < ROUNDS && points !== undefined && jump !== null; round += 1) {
    const { fromMs, toMs } = jump;
    const inside = times.filter((atMs) => atMs > fromMs && atMs < toMs);
    if (inside.length === 0) break;
    const more = await curveAt(spread(inside, most));
    points = more && [...points, ...more].toSorted((one, other) => one.atMs - other.atMs);
    const closer = points === undefined ? null : jumpOf(points, trace);
    // It may rise there by steps of which chance explains each.
    if (closer === null) break;
    jump = closer;
  }
  return points && { check, points, jump };
}

/** The check that is asked about, and when its verdict is proven. Throws InputError where it is not broken. */
function brokenIn(trace: Trace, asked: string | undefined): { readonly check: CheckId; readonly provenAtMs: number } {
  const broken = judge(trace).filter(({ verdict }) => verdict === 'broken');
  const verdict = asked === undefined ? broken[0] : broken.find(({ check }) => check === asked);
  if (verdict === undefined) {
    const known = broken.map(({ check }) => check).join(', ') || 'none is';
    throw new InputError(
      '--check',
      asked ?? 'none',
      `a check that this run breaks (${known}), of ${CHECK_IDS.join(', ')}`,
    );
  }
  // That something never came is proven by nothing that happened before the end.
  const isLiveness = checks.some(({ id, kind }) => id === verdict.check && kind === 'liveness');
  const times = isLiveness ? [] : verdict.eventIds.flatMap((id) => trace.events[id]?.atMs ?? []);
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

async function pointsAt(
  moments: readonly number[],
  { linked, check, futures }: Asked,
  measurer: Measurer,
  watch: MeasuringWatch,
): Promise<readonly CurvePoint[] | undefined> {
  const runs = moments.flatMap((fromMs) =>
    Array.from({ length: futures }, (_, i): MeasuredRun => ({ ...linked, future: { fromMs, seed: FIRST_FUTURE + i } })),
  );
  const measured = await measureAll(measurer, runs, watch);
  return (
    measured &&
    moments.map((atMs, i) => {
      const own = measured.slice(i * futures, (i + 1) * futures);
      const broken = own.filter(({ verdicts }) => verdicts[check] === 'broken').length;
      return { atMs, futures, broken, fails: shareOf(broken, futures) };
    })
  );
}

function jumpOf(points: readonly CurvePoint[], trace: Trace): Curve['jump'] {
  let jump: Curve['jump'] = null;
  for (const [i, to] of points.entries()) {
    const from = points[i - 1];
    if (from === undefined) continue;
    const by = to.fails.share - from.fails.share;
    if (by <= (jump?.by ?? 0) || mayBeChance(from, to, points.length - 1)) continue;
    jump = { fromMs: from.atMs, toMs: to.atMs, by, events: between(trace, from.atMs, to.atMs) };
  }
  return jump;
}

/** Of so many pairs of neighbours that are looked at, each has its part of what chance may do. */
function mayBeChance(from: CurvePoint, to: CurvePoint, pairs: number): boolean {
  return riseByChance(from.broken, to.broken, to.futures) * pairs > MOST_BY_CHANCE;
}

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
