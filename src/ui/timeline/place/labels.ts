/**
 * The words on a section, placed so that none covers another or a shape: what is wrong is placed first, what does not
 * fit is left out (zooming in brings it back). Pixels from the section's top left; widths are measured by the caller.
 */
import { barPx, isFolded, trackY } from './geometry.ts';
import { xOf } from './scales.ts';
import { markY, type Scene } from './scene.ts';
import { type Cluster, clusterHalf, clustersOf, clusterX } from './sight.ts';
import { type Label, type Measure, type Place, type Wish, wishesOf } from './wishes.ts';

interface Rect {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** The page stays light: no more words than this on a section. */
const MOST_LABELS = 220;
const GAP = 6;
const HALF_LINE = 8;
/** A text shorter than this is not worth cutting. */
const SHORTEST_CUT = 36;
/** Messages' texts stand above the line in lanes that are at least so tall. */
const RAISED_FROM_PX = 29;

export function labelsOf(scene: Scene, measure: Measure): readonly Label[] {
  const clusters = clustersOf(scene.sight.marks, scene.scale);
  const small: Rect[] = [...markObstacles(scene), ...clusterObstacles(scene, clusters)];
  const taken = [...barObstacles(scene), ...small];
  const labels: Label[] = [];
  for (const wish of wishesOf(scene, clusters, measure)) {
    if (labels.length >= MOST_LABELS) break;
    const placed = place(wish, taken, small, scene.scale.width);
    if (placed === undefined) continue;
    const y = wish.label.y + (placed.dy ?? 0);
    labels.push({ ...wish.label, x: placed.x, y, width: wish.width, cut: false });
    const rect = rectOf(placed.x, y, wish.width);
    taken.push(rect);
    small.push(rect);
  }
  return [...labels, ...messageLabels(scene, clusters, taken, measure)];
}

function place(
  { places, label, width }: Wish,
  taken: readonly Rect[],
  small: readonly Rect[],
  plotWidth: number,
): Place | undefined {
  for (const place of places) {
    const { x, inside, dy = 0 } = place;
    if (x < 2 || x + width > plotWidth - 2) continue;
    // Inside its bar it minds marks and other words alone.
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

function barObstacles({ geometry, scale, sight }: Scene): readonly Rect[] {
  return sight.bars.map((bar) => {
    const y = trackY(geometry, bar.lane, bar.track);
    const half = barPx(geometry, bar.lane) / 2;
    return { x1: xOf(scale, bar.fromMs), x2: xOf(scale, bar.toMs), y1: y - half, y2: y + half };
  });
}

function clusterObstacles({ geometry }: Scene, clusters: readonly Cluster[]): readonly Rect[] {
  return clusters.map((cluster) => {
    const [x, y, half] = [clusterX(cluster), trackY(geometry, cluster.lane, -1), clusterHalf(cluster)];
    return { x1: x - half, x2: x + half, y1: y - half, y2: y + half };
  });
}

function markObstacles({ geometry, scale, sight }: Scene): readonly Rect[] {
  return sight.marks.flatMap((mark) => {
    if (mark.kind === 'message' || mark.kind === 'reply') return [];
    const half = mark.kind === 'tick' ? 2 : mark.kind === 'dot' ? 3 : mark.kind === 'joined' ? 5 : 7;
    const [x, y] = [xOf(scale, mark.atMs), markY(geometry, mark)];
    return [{ x1: x - half, x2: x + half, y1: y - half, y2: y + half }];
  });
}

/** Texts of messages and what replies answer, above the line, cut where the next one begins. */
function messageLabels(
  { geometry, scale, section }: Scene,
  clusters: readonly Cluster[],
  taken: Rect[],
  measure: Measure,
): readonly Label[] {
  const labels: Label[] = [];
  for (const lane of new Set(clusters.map((cluster) => cluster.lane))) {
    if (isFolded(geometry, lane)) continue;
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
      // In a low lane there is no room above its line.
      const low = (geometry.bands[lane - geometry.fromLane]?.height ?? 0) < RAISED_FROM_PX;
      const y = trackY(geometry, lane, -1) - (low ? 0 : 8);
      const common = {
        key: `${mark.kind} ${mark.eventId}`,
        text,
        y,
        tone: 'text',
        ground: 'plain',
        strong: false,
      } as const;
      const leftX = clusterX(cluster) - clusterHalf(cluster) - 5 - wanted;
      const previous = here[index - 1];
      const leftRoom = leftX > (previous === undefined ? 2 : clusterX(previous) + clusterHalf(previous) + GAP);
      const spot =
        wanted <= room
          ? { x, width: wanted, cut: false }
          : leftRoom && mark.kind === 'reply'
            ? { x: leftX, width: wanted, cut: false }
            : room >= SHORTEST_CUT
              ? { x, width: room, cut: true }
              : undefined;
      if (spot === undefined || spot.x < 2 || collides(rectOf(spot.x, y, spot.width), taken)) return;
      labels.push({ ...common, ...spot });
      taken.push(rectOf(spot.x, y, spot.width));
    });
  }
  return labels;
}
