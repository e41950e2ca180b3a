import { describe, expect, test } from 'vitest';
import { trackY } from '../../../src/ui/timeline/place/geometry.ts';
import { eventAt } from '../../../src/ui/timeline/place/hit.ts';
import { xOf } from '../../../src/ui/timeline/place/scales.ts';
import { sceneOf } from './scene-of.ts';
import { requeueDeduplicated } from './stories.ts';

describe('pointing at a drawing', () => {
  const trace = requeueDeduplicated();
  const scene = sceneOf(trace);
  const { layout, geometry, scale } = scene;

  test('finds every bar in its middle, unless a smaller shape lies there', () => {
    for (const bar of scene.sight.bars) {
      const x = (xOf(scale, bar.fromMs) + xOf(scale, bar.toMs)) / 2;
      const found = eventAt(scene, x, trackY(geometry, bar.lane, bar.track));
      expect(found).not.toBeNull();
      expect(layout.laneOfEvent[found ?? -1]).toBe(bar.lane);
    }
  });
  test('finds the publish that was dropped at its cross', () => {
    const cross = layout.marks.find(({ kind }) => kind === 'cross');
    const found = eventAt(scene, xOf(scale, cross?.atMs ?? 0), trackY(geometry, cross?.lane ?? 0, cross?.track ?? 0));
    const event = trace.events[found ?? -1];
    expect(event?.kind === 'arrival' && event.facts?.['deduplicated']).toBe(true);
    expect(event?.atMs).toBe(3_600);
  });
  test('finds an arrow between its lanes', () => {
    const arrow = scene.sight.arrows.find(({ kind, fromMs }) => kind === 'dropped' && fromMs === 3_550);
    const between = trackY(geometry, (arrow?.toLane ?? 0) - 1, -1) + 14;
    expect(eventAt(scene, xOf(scale, 3_590), between)).toBe(arrow?.eventId);
  });
  test('finds nothing where nothing is', () => {
    expect(eventAt(scene, xOf(scale, 3_000), trackY(geometry, 2, -1))).toBeNull();
  });
});
