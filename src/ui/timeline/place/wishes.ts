/** What there is to say beside bars and marks, and the places where each may stand; `labels.ts` finds room for it. */
import { isFolded, trackY } from './geometry.ts';
import { xOf } from './scales.ts';
import { markY, type Scene } from './scene.ts';
import type { Bar, Mark, Tone } from '../layout/shapes.ts';
import { type Cluster, clusterHalf, clusterX } from './sight.ts';

export interface Label {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly width: number;
  /** Whether it has to be cut to that width. */
  readonly cut: boolean;
  readonly tone: Tone | 'text';
  /** `plain` on the ground, `halo` on a hatch, `bare` on a filled bar, `badge` on a ground of its own. */
  readonly ground: 'plain' | 'halo' | 'bare' | 'badge';
  readonly strong: boolean;
}

/** Width of a text in CSS pixels, as it will be set. */
export type Measure = (text: string, strong: boolean) => number;

/** A left edge to try. Inside its bar a label minds the marks alone. */
export interface Place {
  readonly x: number;
  readonly inside: boolean;
  /** Above (negative) or below where it should stand. */
  readonly dy?: number;
}

export interface Wish {
  readonly label: Omit<Label, 'x' | 'width' | 'cut'>;
  /** In the order in which they are tried. */
  readonly places: readonly Place[];
  /** What is wrong has the lowest, and is placed first. */
  readonly rank: number;
  readonly width: number;
  /** Where its stretch begins, for the order within a rank. */
  readonly at: number;
}

const GAP = 6;
const INSIDE = 8;
const BADGE_PADDING = 8;
/** What is said inside of a bar about its end keeps so far from it, and from the zigzag of a crash. */
const END_CLEAR = 12;

export function wishesOf(scene: Scene, clusters: readonly Cluster[], measure: Measure): readonly Wish[] {
  const wishes = [
    ...barWishes(scene, measure),
    ...markWishes(scene, measure),
    ...silenceWishes(scene, clusters, measure),
  ];
  return wishes.toSorted((a, b) => a.rank - b.rank || a.at - b.at);
}

function* barWishes(scene: Scene, measure: Measure): Generator<Wish> {
  const { geometry, scale, sight } = scene;
  for (const bar of sight.bars) {
    if (isFolded(geometry, bar.lane)) continue;
    const y = trackY(geometry, bar.lane, bar.track);
    const [x1, x2] = [xOf(scale, bar.fromMs), xOf(scale, bar.toMs)];
    const key = `${bar.kind} ${bar.eventId}`;
    const wrong = bar.note?.tone === 'failure';
    const lost = bar.kind === 'never-ran';
    // A cross stands at the left end of what never ran.
    const left = Math.max(x1 + (lost ? 13 : INSIDE), 6);
    const room = Math.min(x2, scale.width) - left - INSIDE;
    const width = measure(bar.label, bar.kind === 'lock');
    const fits = width <= room;
    if (bar.label !== '') {
      const label = {
        key,
        text: bar.label,
        y,
        tone: barTone(bar, fits),
        ground: fits ? groundOf(bar) : 'plain',
        strong: bar.kind === 'lock' && !fits,
      } as const;
      const after = { x: x2 + GAP, inside: false };
      const places = fits ? [...insidePlaces(scene, bar, left, width, left + room - width), after] : [after];
      yield { label, places, width, rank: lost ? 1 : fits ? 2 : 4, at: x1 };
    }
    if (bar.note === null) continue;
    const after = x2 + GAP + (fits || bar.label === '' ? 0 : width + GAP + 2);
    const noteWidth = measure(bar.note.text, true);
    const label = {
      key: `${key} note`,
      text: bar.note.text,
      y,
      tone: bar.note.tone,
      ground: 'plain',
      strong: true,
    } as const;
    // A wide outline has room for both.
    const behind = left + (bar.label === '' ? 0 : width + 2 * GAP);
    const both = lost && fits && behind + noteWidth <= x2 - INSIDE;
    const places = [
      ...(both ? [{ x: behind, inside: true }] : []),
      { x: after, inside: false },
      { x: x2 + GAP, inside: false },
      // What went wrong at a bar's end stays at that end: left of the bar it would seem to be about its start.
      ...(wrong && !lost && behind + noteWidth <= x2 - END_CLEAR
        ? [{ x: x2 - END_CLEAR - noteWidth, inside: true }]
        : []),
      { x: x1 - noteWidth - GAP - (lost ? 8 : 0), inside: false },
      // What is wrong is said even where there is no room beside the bar.
      ...(wrong ? aboveOrBelow(x1, noteWidth, scale.width) : []),
    ];
    yield { label, places, width: noteWidth, rank: wrong ? 0 : 3, at: x1 };
  }
}

/** At the left of the bar, or right of the marks and bars that lie on it. */
function insidePlaces({ scale, sight }: Scene, bar: Bar, left: number, width: number, last: number): readonly Place[] {
  const { lane, fromMs, toMs } = bar;
  // Waits lie over the work that they are a part of.
  const over = sight.bars
    .filter((other) => other !== bar && other.lane === lane && other.track === bar.track)
    .map((other) => ({ x1: xOf(scale, other.fromMs), x2: xOf(scale, other.toMs) }))
    .filter(({ x1, x2 }) => x1 < last + width && x2 > left);
  const covered = (x: number): boolean => over.some(({ x1, x2 }) => x < x2 && x + width > x1);
  const behind = sight.marks.flatMap((mark) => {
    const x = xOf(scale, mark.atMs) + MARK_CLEAR;
    return mark.lane === lane && mark.atMs >= fromMs && mark.atMs <= toMs && x > left && x <= last ? [x] : [];
  });
  const after = over.flatMap(({ x2 }) => (x2 + GAP <= last ? [x2 + GAP] : []));
  return [left, ...[...behind, ...after].toSorted((a, b) => a - b).slice(0, MOST_TRIED)]
    .filter((x) => !covered(x))
    .map((x) => ({ x, inside: true }));
}

/** A label keeps so far from the middle of a mark on its left, and tries at most so many places. */
const MARK_CLEAR = 9;
const MOST_TRIED = 12;

const LINE_OFF = 17;

function aboveOrBelow(x: number, width: number, plotWidth: number): readonly Place[] {
  const inPlot = Math.max(4, Math.min(x, plotWidth - width - 4));
  return [
    { x: inPlot, inside: false, dy: -LINE_OFF },
    { x: inPlot, inside: false, dy: LINE_OFF },
  ];
}

/** What stands beside a lock says so in amber; inside, the text is dark enough for its ground. */
function barTone({ kind }: Bar, inside: boolean): Label['tone'] {
  if (kind === 'never-ran') return 'failure';
  if (kind === 'lock' || kind === 'lock-lapsed') return inside ? 'text' : 'lock';
  return inside ? 'text' : 'plain';
}

function groundOf({ kind }: Bar): Label['ground'] {
  return kind === 'wait' ? 'halo' : 'bare';
}

function* markWishes({ geometry, scale, sight }: Scene, measure: Measure): Generator<Wish> {
  for (const mark of sight.marks) {
    if (isFolded(geometry, mark.lane)) continue;
    if (mark.label === '' || mark.kind === 'message' || mark.kind === 'reply') continue;
    const x = xOf(scale, mark.atMs);
    const strong = mark.tone === 'failure' || mark.kind === 'late' || mark.kind === 'twice';
    const width = measure(mark.label, strong) + (mark.kind === 'twice' ? BADGE_PADDING : 0);
    const aside = asideOf(mark);
    const y = markY(geometry, mark) + aside.dy;
    const label = {
      key: `${mark.kind} ${mark.eventId}`,
      text: mark.label,
      y,
      tone: mark.tone,
      ground: mark.kind === 'twice' ? 'badge' : 'plain',
      strong,
    } as const;
    const right = { x: x + aside.dx, inside: false };
    // Another command right after it takes the place at its right: then the left is tried.
    const left = { x: x - aside.dx - width, inside: false };
    // What is late reaches back to when it was due: left of that there may be room as well, or below the stretch.
    const dueX = mark.dueMs === undefined ? undefined : xOf(scale, mark.dueMs);
    const before =
      dueX === undefined
        ? []
        : [
            { x: dueX - aside.dx - width, inside: false, dy: 12 },
            { x: Math.max(4, dueX), inside: false, dy: 26 },
          ];
    yield { label, places: [right, left, ...before], width, rank: rankOf(mark), at: x };
  }
}

function asideOf({ kind }: Mark): { readonly dx: number; readonly dy: number } {
  switch (kind) {
    case 'tick':
      return { dx: 6, dy: 0 };
    case 'twice':
    case 'overtaken':
      return { dx: 11, dy: -9 };
    case 'late':
      return { dx: 6, dy: -12 };
    default:
      return { dx: 12, dy: 0 };
  }
}

function rankOf({ kind, tone }: Mark): number {
  if (tone === 'failure') return 0;
  return kind === 'tick' ? 6 : kind === 'joined' ? 5 : 1;
}

/** At the start of the hatch, or right of what still came after it for others of the user's messages. */
function* silenceWishes(
  { section, geometry, scale }: Scene,
  clusters: readonly Cluster[],
  measure: Measure,
): Generator<Wish> {
  for (const { lane, fromMs, label: text, eventId } of section.silences) {
    if (isFolded(geometry, lane)) continue;
    const x = Math.max(10, xOf(scale, fromMs) + 11);
    const width = measure(text, true);
    const y = trackY(geometry, lane, -1);
    const label = { key: `silence ${eventId}`, text, y, tone: 'failure', ground: 'halo', strong: true } as const;
    const behind = clusters
      .filter((cluster) => cluster.lane === lane && clusterX(cluster) > x)
      .map((cluster) => clusterX(cluster) + clusterHalf(cluster) + 8);
    const places = [x, ...behind.slice(0, MOST_TRIED), Math.min(x, scale.width - width - 8)].map((left) => ({
      x: left,
      inside: true,
    }));
    yield { label, places, width, rank: 0, at: x };
  }
}
