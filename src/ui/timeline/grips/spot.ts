/** Which place of the drawing a context menu was asked for: by pointer where it is, by key where the playhead is. */
import type { MouseEvent } from 'react';
import type { Layout, Section } from '../layout/index.ts';
import type { SectionGeometry } from '../place/geometry.ts';
import { msAt, type Scale } from '../place/scales.ts';
import type { Bench } from './grip.ts';

interface Drawn {
  readonly layout: Layout;
  readonly sections: readonly Section[];
  readonly geometries: readonly SectionGeometry[];
  readonly scale: Scale;
  readonly playheadMs: number;
  readonly bench: Bench;
}

export function spotOf(event: MouseEvent<HTMLElement>, drawn: Drawn): void {
  const { target } = event;
  if (event.defaultPrevented || !(target instanceof Element)) return;
  event.preventDefault();
  const { bench, scale, playheadMs } = drawn;
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
  const side = plot.closest('[data-side]')?.getAttribute('data-side');
  const index = strip === null ? drawn.sections.findIndex((section) => section.side === side) : -1;
  const stands = standsAt(drawn, index, event.clientY - box.top);
  bench.onSpot({ atMs, stands, at: { x: event.clientX, y: event.clientY } });
}

/** A key's context menu has no pointer. */
function isByPointer({ nativeEvent }: MouseEvent): boolean {
  return !(nativeEvent instanceof PointerEvent) || nativeEvent.pointerId !== -1;
}

function standsAt({ layout, geometries }: Drawn, index: number, y: number): string | null {
  const geometry = geometries[index];
  const band = geometry?.bands.findIndex(({ y: top, height }) => y >= top && y < top + height) ?? -1;
  return geometry === undefined || band === -1 ? null : (layout.lanes[geometry.fromLane + band]?.stands ?? null);
}
