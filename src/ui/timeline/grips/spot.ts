/**
 * Which place of the drawing a context menu was asked for: by pointer where it is, by key where the playhead is. Where
 * a run cannot be changed but its nodes can be hit, it is the lane that was pointed at.
 */
import type { MouseEvent } from 'react';
import { canBeHit, type LaneChoice } from '../lanes/LaneHeads.tsx';
import type { Layout, Section } from '../layout/index.ts';
import type { Lane } from '../layout/shapes.ts';
import type { SectionGeometry } from '../place/geometry.ts';
import { msAt, type Scale } from '../place/scales.ts';
import type { Bench } from './grip.ts';

interface Drawn {
  readonly layout: Layout;
  readonly sections: readonly Section[];
  readonly geometries: readonly SectionGeometry[];
  readonly scale: Scale;
  readonly playheadMs: number;
  readonly bench: Bench | undefined;
  readonly onLane: ((choice: LaneChoice) => void) | undefined;
}

export function spotOf(event: MouseEvent<HTMLElement>, drawn: Drawn): void {
  const { target } = event;
  const { bench, onLane } = drawn;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  if (bench !== undefined) onBench(event, target, drawn, bench);
  else if (onLane !== undefined) onHit(event, target, drawn, onLane);
}

function onBench(event: MouseEvent<HTMLElement>, target: Element, drawn: Drawn, bench: Bench): void {
  event.preventDefault();
  const { scale, playheadMs } = drawn;
  const strip = target.closest('.tl-strip-track');
  const plot = strip ?? target.closest('.tl-plot');
  if (plot === null) {
    const { left, top } = target.getBoundingClientRect();
    const at = isByPointer(event) ? { x: event.clientX, y: event.clientY } : { x: left, y: top };
    bench.onSpot({ atMs: Math.round(playheadMs), stands: null, at });
    return;
  }
  const box = plot.getBoundingClientRect();
  const atMs = Math.max(0, Math.round(msAt(scale, event.clientX - box.left)));
  const stands = strip === null ? (laneAt(event, plot, drawn)?.stands ?? null) : null;
  bench.onSpot({ atMs, stands, at: { x: event.clientX, y: event.clientY } });
}

function onHit(
  event: MouseEvent<HTMLElement>,
  target: Element,
  drawn: Drawn,
  onLane: (choice: LaneChoice) => void,
): void {
  const plot = target.closest('.tl-plot');
  const lane = plot === null ? undefined : laneAt(event, plot, drawn);
  if (lane === undefined || !canBeHit(lane)) return;
  event.preventDefault();
  onLane({ target: lane.stands, at: { x: event.clientX, y: event.clientY } });
}

/** A key's context menu has no pointer. */
function isByPointer({ nativeEvent }: MouseEvent): boolean {
  return !(nativeEvent instanceof PointerEvent) || nativeEvent.pointerId !== -1;
}

function laneAt(event: MouseEvent, plot: Element, { layout, sections, geometries }: Drawn): Lane | undefined {
  const side = plot.closest('[data-side]')?.getAttribute('data-side');
  const geometry = geometries[sections.findIndex((section) => section.side === side)];
  const y = event.clientY - plot.getBoundingClientRect().top;
  const band = geometry?.bands.findIndex(({ y: top, height }) => y >= top && y < top + height) ?? -1;
  return geometry === undefined || band === -1 ? undefined : layout.lanes[geometry.fromLane + band];
}
