/** One section's drawing: the canvas, its words, what is hovered and selected, and the pointer on it. */
import { memo, type ReactElement, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { describeSide } from './sides.ts';
import { fitted, measureWith, useBand, useRatio } from './draw/canvas.ts';
import { within } from './place/band.ts';
import type { Band, SectionGeometry } from './place/geometry.ts';
import type { Bench, OnHold } from './grips/grip.ts';
import { MessageGrips } from './grips/MessageGrips.tsx';
import { Highlight } from './Highlight.tsx';
import { eventAt } from './place/hit.ts';
import { labelsOf } from './place/labels.ts';
import type { Layout, Section } from './layout/index.ts';
import type { Palette } from './draw/palette.ts';
import { paintScene } from './draw/paint.ts';
import { paintOutlines } from './draw/paint-outlines.ts';
import { paintWords } from './draw/paint-words.ts';
import { makeHatches, type Pen } from './draw/pen.ts';
import { outlinesOf } from './place/outlines.ts';
import type { Scale } from './place/scales.ts';
import type { Measure } from './place/wishes.ts';
import type { Scene } from './place/scene.ts';
import { sightOf } from './place/sight.ts';
import { texts } from './texts.ts';
import { usePointer } from './input/pointer.ts';
import type { TimeView } from './layout/shapes.ts';

interface Props {
  readonly layout: Layout;
  readonly section: Section;
  readonly geometry: SectionGeometry;
  readonly scale: Scale;
  readonly palette: Palette | null;
  readonly moving: boolean;
  readonly selectedEventId: number | null;
  readonly hoveredEventId: number | null;
  readonly onSelect: (eventId: number | null) => void;
  /** With the pointer's place on the screen, for the tip. */
  readonly onPoint: (eventId: number | null, at: { readonly x: number; readonly y: number }) => void;
  readonly onView: (view: TimeView) => void;
  readonly bench: Bench | undefined;
  readonly heldId: string | null;
  readonly onHold: OnHold;
}

export const Plot = memo(function Plot({
  layout,
  section,
  geometry,
  scale,
  palette,
  moving,
  selectedEventId,
  hoveredEventId,
  onSelect,
  onPoint,
  onView,
  bench,
  heldId,
  onHold,
}: Props): ReactElement {
  const canvas = useRef<HTMLCanvasElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const ratio = useRatio();
  const band = useBand(host, '.tl-section', geometry.height);
  const scene = useMemo<Scene>(
    () => ({ layout, section, geometry, scale, sight: sightOf(section, scale) }),
    [layout, section, geometry, scale],
  );
  const hatches = useMemo(() => (palette === null ? null : makeHatches(palette, ratio)), [palette, ratio]);
  const measure = useMemo(() => (palette === null ? null : measureWith(palette)), [palette]);
  // Else they are elements, and to point at something paints nothing.
  const outlined = useMemo(
    () =>
      moving ? { hovered: hoveredEventId === selectedEventId ? null : hoveredEventId, selected: selectedEventId } : {},
    [moving, hoveredEventId, selectedEventId],
  );
  useLayoutEffect(() => {
    if (palette !== null && hatches !== null && measure !== null && band !== null)
      paint(canvas.current, scene, band, { palette, ratio, hatches }, measure, outlined);
  }, [scene, band, palette, ratio, hatches, measure, outlined]);

  const latest = useRef(scene);
  useEffect(() => {
    latest.current = scene;
  }, [scene]);
  usePointer(host, {
    scale: () => latest.current.scale,
    onView,
    onPoint: (point) =>
      onPoint(point === null ? null : eventAt(latest.current, point.x, point.y), point?.screen ?? { x: 0, y: 0 }),
    onClick: (point) => onSelect(eventAt(latest.current, point.x, point.y)),
  });

  return (
    <div ref={host} className="tl-plot" data-hit={hoveredEventId !== null} style={{ height: geometry.height }}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={texts.plot(describeSide(section.side))}
        style={{ width: scale.width, ...placeOf(band, ratio) }}
      />
      <Highlight scene={scene} moving={moving} selectedEventId={selectedEventId} hoveredEventId={hoveredEventId} />
      {scene.sight.detail === 'density' && section.side === 'pipeline' ? (
        <span className="tl-dense">{texts.density}</span>
      ) : null}
      <Unused scene={scene} />
      {bench === undefined ? null : (
        <MessageGrips scene={scene} moving={moving} bench={bench} heldId={heldId} onHold={onHold} onSelect={onSelect} />
      )}
    </div>
  );
});

/** Where its canvas lies in the section: on device pixels, so that its lines do. */
function placeOf(band: Band | null, ratio: number): { readonly top: number; readonly height: number } {
  return band === null
    ? { top: 0, height: 0 }
    : { top: Math.round(band.top * ratio) / ratio, height: band.bottom - band.top };
}

interface Outlined {
  readonly hovered?: number | null;
  readonly selected?: number | null;
}

function paint(
  canvas: HTMLCanvasElement | null,
  scene: Scene,
  band: Band,
  tools: Omit<Pen, 'ctx'>,
  measure: Measure,
  { hovered = null, selected = null }: Outlined,
): void {
  if (canvas === null || scene.scale.width === 0) return;
  const size = { width: scene.scale.width, height: band.bottom - band.top };
  const ctx = fitted(canvas, size, tools.ratio, { opaque: true, top: band.top });
  if (ctx === null) return;
  const pen = { ctx, ...tools };
  const drawn = within(scene, band);
  paintScene(pen, drawn);
  paintWords(pen, labelsOf(drawn, measure), measure);
  if (hovered !== null) paintOutlines(pen, outlinesOf(scene, hovered), 'hovered');
  if (selected !== null) paintOutlines(pen, outlinesOf(scene, selected), 'selected');
}

/** Lanes on which nothing ever happens say so. */
function Unused({ scene: { layout, section, geometry } }: { readonly scene: Scene }): ReactElement {
  return (
    <>
      {layout.lanes.slice(section.fromLane, section.toLane).map(({ name, empty }, index) => {
        const used = (layout.laneEvents[section.fromLane + index]?.ids.length ?? 0) > 0;
        const band = geometry.bands[index];
        if (used || empty === '' || band === undefined || band.folded) return null;
        return (
          <span key={name} className="tl-unused" style={{ top: band.mid - 8 }}>
            {empty}
          </span>
        );
      })}
    </>
  );
}
