/**
 * What of a section is in sight, and how closely it can be drawn: each shape by itself, arrows as hairlines without
 * heads, or the events as density and only what is wrong by itself. Bounded, whatever the trace.
 */
import type { Section } from '../layout/index.ts';
import { msPerPixel, type Scale, xOf } from './scales.ts';
import type { Arrow, Bar, Mark } from '../layout/shapes.ts';
import { countSpans, type Spans, visitSpans } from '../layout/spans.ts';

/** More arrows than this lose their heads; more than the second become density. */
const ARROWS_WITH_HEADS = 300;
const MOST_ARROWS = 600;
const MOST_BARS = 1_500;
const MOST_MARKS = 1_500;
const MOST_TOLD = 160;
/** Among very many events only bars that are wider than this are drawn. */
const LEAST_BAR_PX = 2;
/** Shapes reach over their moment by this: discs, rings, words. */
const REACH_PX = 24;

export type Detail = 'full' | 'hairlines' | 'density';

export interface Sight {
  readonly detail: Detail;
  readonly bars: readonly Bar[];
  readonly arrows: readonly Arrow[];
  readonly marks: readonly Mark[];
}

export function sightOf(section: Section, scale: Scale): Sight {
  const reachMs = msPerPixel(scale) * REACH_PX;
  const [fromMs, toMs] = [scale.fromMs - reachMs, scale.toMs + reachMs];
  const arrowCount = countSpans(section.arrows, fromMs, toMs);
  const dense = arrowCount > MOST_ARROWS || countSpans(section.marks, fromMs, toMs) > MOST_MARKS;
  const detail: Detail = dense ? 'density' : arrowCount > ARROWS_WITH_HEADS ? 'hairlines' : 'full';
  const bars = gather(section.bars, fromMs, toMs, MOST_BARS, always, dense ? msPerPixel(scale) * LEAST_BAR_PX : 0);
  const arrows = gather(dense ? section.wrongArrows : section.arrows, fromMs, toMs, MOST_ARROWS);
  const told = gather(section.told, fromMs, toMs, dense ? MOST_TOLD + 1 : MOST_MARKS);
  const others = gather(dense ? section.wrongMarks : section.marks, fromMs, toMs, MOST_MARKS, apart(scale));
  // So many discs would be one bar of discs: then the density of their lane tells more.
  return {
    detail,
    bars,
    arrows: distinct(arrows, scale),
    marks: [...(dense && told.length > MOST_TOLD ? [] : told), ...others],
  };
}

function gather<T extends { readonly fromMs: number; readonly toMs: number }>(
  spans: Spans<T>,
  fromMs: number,
  toMs: number,
  most: number,
  wanted: (item: T) => boolean = always,
  shortestMs = 0,
): readonly T[] {
  const found: T[] = [];
  const visit = (item: T): boolean => {
    if (item.toMs - item.fromMs >= shortestMs && wanted(item)) found.push(item);
    return found.length < most;
  };
  visitSpans(spans, { fromMs, toMs, shortestMs }, visit);
  return found;
}

const always = (): boolean => true;

/** Calls that would be drawn over each other are drawn once, and an answer not over its call. */
const ARROW_APART_PX = 3;

function distinct(arrows: readonly Arrow[], scale: Scale): readonly Arrow[] {
  const places = new Set<string>();
  const claim = (arrow: Arrow, lanes: string): boolean => {
    const column = Math.round(xOf(scale, arrow.fromMs) / ARROW_APART_PX);
    const toColumn = Math.round(xOf(scale, arrow.toMs) / ARROW_APART_PX);
    const key = `${lanes} ${column} ${toColumn}`;
    if (places.has(key)) return false;
    places.add(key);
    return true;
  };
  return arrows
    .toSorted((a, b) => rankOf(a) - rankOf(b) || a.fromMs - b.fromMs)
    .filter((arrow) => {
      const { kind, fromLane, fromTrack, toLane, toTrack } = arrow;
      const [from, to] = [`${fromLane}.${fromTrack}`, `${toLane}.${toTrack}`];
      // An answer goes the other way between the same places.
      return claim(
        arrow,
        kind === 'answer' && !arrow.failed
          ? `${to} ${from}`
          : kind === 'call'
            ? `${from} ${to}`
            : `${kind} ${from} ${to}`,
      );
    });
}

function rankOf({ kind, failed }: Arrow): number {
  return kind === 'answer' ? (failed ? 1 : 2) : 0;
}

/** Small marks of a kind nearer to each other than this would be one blot: the first stands for them. */
const APART_PX = 2;

function apart(scale: Scale): (mark: Mark) => boolean {
  const last = new Map<string, number>();
  return ({ kind, lane, track, tone, atMs }) => {
    const key = `${kind} ${lane} ${track} ${tone}`;
    const x = xOf(scale, atMs);
    if (Math.abs(x - (last.get(key) ?? -Infinity)) < APART_PX) return false;
    last.set(key, x);
    return true;
  };
}

/** Messages (or replies) so near to each other that their discs would cover each other are drawn as one. */
export interface Cluster {
  readonly kind: 'message' | 'reply';
  readonly x: number;
  /** Where the last of them is. */
  readonly toX: number;
  readonly lane: number;
  readonly marks: readonly Mark[];
  /** Width of the plot, at whose edges it stays whole. */
  readonly plotPx: number;
}

const DISC_APART_PX = 17;

/** The last answer for the marks in sight: painting, words, hands and pointing all ask. */
const clustered = new WeakMap<readonly Mark[], { readonly scale: Scale; readonly clusters: readonly Cluster[] }>();

export function clustersOf(marks: readonly Mark[], scale: Scale): readonly Cluster[] {
  const known = clustered.get(marks);
  if (known?.scale === scale) return known.clusters;
  const clusters = cluster(marks, scale);
  clustered.set(marks, { scale, clusters });
  return clusters;
}

function cluster(marks: readonly Mark[], scale: Scale): readonly Cluster[] {
  const clusters: (Omit<Cluster, 'toX' | 'marks'> & { toX: number; readonly marks: Mark[] })[] = [];
  const open = new Map<string, (typeof clusters)[number]>();
  for (const mark of marks.toSorted((a, b) => a.atMs - b.atMs)) {
    if (mark.kind !== 'message' && mark.kind !== 'reply') continue;
    const key = `${mark.kind} ${mark.lane}`;
    const x = xOf(scale, mark.atMs);
    const near = open.get(key);
    if (near !== undefined && x - near.toX < DISC_APART_PX) {
      near.marks.push(mark);
      near.toX = x;
      continue;
    }
    const begun = { kind: mark.kind, x, toX: x, lane: mark.lane, marks: [mark], plotPx: scale.width };
    clusters.push(begun);
    open.set(key, begun);
  }
  return clusters;
}

/** What stands in the disc: `2`, `1–3`; in the square: `R`, `R 4`. */
export function clusterText({ kind, marks }: Cluster): string {
  const [first] = marks;
  const last = marks.at(-1);
  if (kind === 'reply') return marks.length === 1 ? 'R' : `R ${marks.length}`;
  return marks.length === 1 ? String(first?.number ?? '') : `${first?.number ?? ''}–${last?.number ?? ''}`;
}

/** Half the width of a disc or square with that text, in pixels. */
export function clusterHalf(cluster: Cluster): number {
  const text = clusterText(cluster);
  return text.length <= 1 ? 8 : 5 + text.length * 3.4;
}

/** The surface around a disc that keeps it apart from the lines behind it. */
const RIM_PX = 2;

/**
 * Where the disc stands: of one, at its moment, which is read off it; of several, over their middle, and whole as long as
 * that is in sight.
 */
export function clusterX(cluster: Cluster): number {
  const { x, toX, plotPx, marks } = cluster;
  const middle = (x + toX) / 2;
  if (marks.length === 1 || middle < 0 || middle > plotPx) return middle;
  const half = clusterHalf(cluster) + RIM_PX;
  return Math.max(half, Math.min(middle, plotPx - half));
}
