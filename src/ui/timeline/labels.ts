/**
 * The words on a section, placed so that none covers another or a shape: what is wrong is placed first, what does not
 * fit is left out (zooming in brings it back). Pixels from the section's top left; widths are measured by the caller.
 */
import { BAR, trackY } from './geometry.ts';
import { xOf } from './scales.ts';
import { markY, type Scene } from './scene.ts';
import type { Bar, Mark, Tone } from './shapes.ts';
import { type Cluster, clusterHalf, clustersOf, clusterX } from './sight.ts';

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
  /** `plain` on the ground, `halo` on a hatch, `bare` on a filled bar. */
  readonly ground: 'plain' | 'halo' | 'bare';
  readonly strong: boolean;
}

/** Width of a text in CSS pixels, as it will be set. */
export type Measure = (text: string, strong: boolean) => number;

interface Place {
  readonly x: number;
  readonly inside: boolean;
  /** Above (negative) or below where it should stand. */
  readonly dy?: number;
}

interface Wish {
  readonly label: Omit<Label, 'x' | 'width' | 'cut'>;
  /** Left edges to try, in order. A place inside a bar does not mind that bar. */
  readonly places: readonly Place[];
  readonly rank: number;
  readonly width: number;
  /** Where its stretch begins, for the order within a rank. */
  readonly at: number;
}

interface Rect {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** The page stays light: no more words than this on a section. */
const MOST_LABELS = 220;
const GAP = 6;
const INSIDE = 8;
const HALF_LINE = 8;
/** A text shorter than this is not worth cutting. */
const SHORTEST_CUT = 36;

export function labelsOf(scene: Scene, measure: Measure): readonly Label[] {
  const clusters = clustersOf(scene.sight.marks, scene.scale);
  const small = markObstacles(scene);
  const taken = [...obstacles(scene, clusters), ...small];
  const wishes = [...barWishes(scene, measure), ...markWishes(scene, measure), ...silenceWishes(scene, measure)];
  wishes.sort((a, b) => a.rank - b.rank || a.at - b.at);
  const labels: Label[] = [];
  for (const wish of wishes) {
    if (labels.length >= MOST_LABELS) break;
    const placed = place(wish, taken, small, scene.scale.width);
    if (placed === undefined) continue;
    const y = wish.label.y + (placed.dy ?? 0);
    labels.push({ ...wish.label, x: placed.x, y, width: wish.width, cut: false });
    taken.push(rectOf(placed.x, y, wish.width));
  }
  return [...labels, ...messageLabels(scene, clusters, taken, measure)];
}

function place({ places, label, width }: Wish, taken: readonly Rect[], small: readonly Rect[], plotWidth: number): Place | undefined {
  for (const place of places) {
    const { x, inside, dy = 0 } = place;
    if (x < 2 || x + width > plotWidth - 2) continue;
    // Inside its bar it minds the marks alone.
    if (!collides(rectOf(x, label.y + dy, width), inside ? small : taken)) return place;
  }
  return undefined;
}

function rectOf(x: number, y: number, width: number): Rect {
  return { x1: x - 2, x2: x + width + 2, y1: y - HALF_LINE, y2: y + HALF_LINE };
}

function collides(rect: Rect, taken: readonly Rect[]): boolean {
  return taken.some(({ x1, x2, y1, y2 }) => rect.x1 < x2 && x1 < rect.x2 && rect.y1 < y2 && y1 < rect.y2);
}

function obstacles({ geometry, scale, sight }: Scene, clusters: readonly Cluster[]): Rect[] {
  const around = (x: number, y: number, half: number): Rect => ({ x1: x - half, x2: x + half, y1: y - half, y2: y + half });
  return [
    ...sight.bars.map((bar) => {
      const y = trackY(geometry, bar.lane, bar.track);
      return { x1: xOf(scale, bar.fromMs), x2: xOf(scale, bar.toMs), y1: y - BAR / 2, y2: y + BAR / 2 };
    }),
    ...clusters.map((cluster) => around(clusterX(cluster), trackY(geometry, cluster.lane, -1), clusterHalf(cluster))),
  ];
}

function markObstacles({ geometry, scale, sight }: Scene): readonly Rect[] {
  return sight.marks.flatMap((mark) => {
    if (mark.kind === 'message' || mark.kind === 'reply') return [];
    const half = mark.kind === 'tick' ? 2 : mark.kind === 'dot' ? 3 : mark.kind === 'joined' ? 5 : 7;
    const [x, y] = [xOf(scale, mark.atMs), markY(geometry, mark)];
    return [{ x1: x - half, x2: x + half, y1: y - half, y2: y + half }];
  });
}

function* barWishes(scene: Scene, measure: Measure): Generator<Wish> {
  const { geometry, scale, sight } = scene;
  for (const bar of sight.bars) {
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
      const label = { key, text: bar.label, y, tone: barTone(bar, fits), ground: fits ? groundOf(bar) : 'plain', strong: bar.kind === 'lock' && !fits } as const;
      const after = { x: x2 + GAP, inside: false };
      const places = fits ? [...insidePlaces(scene, bar, left, left + room - width), after] : [after];
      yield { label, places, width, rank: lost ? 1 : fits ? 2 : 4, at: x1 };
    }
    if (bar.note === null) continue;
    const after = x2 + GAP + (fits || bar.label === '' ? 0 : width + GAP + 2);
    const noteWidth = measure(bar.note.text, true);
    const label = { key: `${key} note`, text: bar.note.text, y, tone: bar.note.tone, ground: 'plain', strong: true } as const;
    const places = [
      { x: after, inside: false },
      { x: x2 + GAP, inside: false },
      { x: x1 - noteWidth - GAP - (lost ? 8 : 0), inside: false },
      // What is wrong is said even where there is no room beside the bar.
      ...(wrong ? aboveOrBelow(x1, noteWidth, scale.width) : []),
    ];
    yield { label, places, width: noteWidth, rank: wrong ? 0 : 3, at: x1 };
  }
}

/** At the left of the bar, or right of the marks that lie on it. */
function insidePlaces({ scale, sight }: Scene, { lane, fromMs, toMs }: Bar, left: number, last: number): readonly Place[] {
  const behind = sight.marks.flatMap((mark) => {
    const x = xOf(scale, mark.atMs) + MARK_CLEAR;
    return mark.lane === lane && mark.atMs >= fromMs && mark.atMs <= toMs && x > left && x <= last ? [x] : [];
  });
  return [left, ...behind.toSorted((a, b) => a - b).slice(0, MOST_TRIED)].map((x) => ({ x, inside: true }));
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
    if (mark.label === '' || mark.kind === 'message' || mark.kind === 'reply') continue;
    const x = xOf(scale, mark.atMs);
    const strong = mark.tone === 'failure' || mark.kind === 'late' || mark.kind === 'twice';
    const width = measure(mark.label, strong);
    const aside = asideOf(mark);
    const y = markY(geometry, mark) + aside.dy;
    const label = { key: `${mark.kind} ${mark.eventId}`, text: mark.label, y, tone: mark.tone, ground: 'plain', strong } as const;
    const right = { x: x + aside.dx, inside: false };
    // Another command right after it takes the place at its right: then the left is tried.
    const left = { x: x - aside.dx - width, inside: false };
    yield { label, places: [right, left], width, rank: rankOf(mark), at: x };
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

function* silenceWishes({ section, geometry, scale }: Scene, measure: Measure): Generator<Wish> {
  for (const { lane, fromMs, label: text, eventId } of section.silences) {
    const x = Math.max(10, xOf(scale, fromMs) + 11);
    const width = measure(text, true);
    const y = trackY(geometry, lane, -1);
    const label = { key: `silence ${eventId}`, text, y, tone: 'failure', ground: 'halo', strong: true } as const;
    yield { label, places: [{ x, inside: true }, { x: Math.min(x, scale.width - width - 8), inside: true }], width, rank: 0, at: x };
  }
}

/** Texts of messages and what replies answer, above the line, cut where the next one begins. */
function messageLabels({ geometry, scale, section }: Scene, clusters: readonly Cluster[], taken: Rect[], measure: Measure): readonly Label[] {
  const labels: Label[] = [];
  for (const lane of new Set(clusters.map((cluster) => cluster.lane))) {
    const here = clusters.filter((cluster) => cluster.lane === lane).toSorted((a, b) => a.x - b.x);
    const silence = section.silences.find((silent) => silent.lane === lane);
    const silentX = silence === undefined ? Infinity : xOf(scale, silence.fromMs);
    here.forEach((cluster, index) => {
      const [mark] = cluster.marks;
      const text = cluster.marks.map(({ label }) => label).join(' · ');
      if (mark === undefined || text === '') return;
      const next = here[index + 1];
      const x = clusterX(cluster) + clusterHalf(cluster) + 5;
      const nextX = next === undefined ? scale.width : clusterX(next) - clusterHalf(next);
      const room = Math.min(nextX, x < silentX ? silentX : Infinity, scale.width) - x - GAP;
      const wanted = measure(text, false);
      const y = trackY(geometry, lane, -1) - 8;
      const common = { key: `${mark.kind} ${mark.eventId}`, text, y, tone: 'text', ground: 'plain', strong: false } as const;
      const leftX = clusterX(cluster) - clusterHalf(cluster) - 5 - wanted;
      const previous = here[index - 1];
      const leftRoom = leftX > (previous === undefined ? 2 : clusterX(previous) + clusterHalf(previous) + GAP);
      const spot =
        wanted <= room ? { x, width: wanted, cut: false }
        : leftRoom && mark.kind === 'reply' ? { x: leftX, width: wanted, cut: false }
        : room >= SHORTEST_CUT ? { x, width: room, cut: true }
        : undefined;
      if (spot === undefined || spot.x < 2 || collides(rectOf(spot.x, y, spot.width), taken)) return;
      labels.push({ ...common, ...spot });
      taken.push(rectOf(spot.x, y, spot.width));
    });
  }
  return labels;
}
