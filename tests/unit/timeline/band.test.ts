import { describe, expect, it } from 'vitest';
import { bandAround, isDrawn, within } from '../../../src/ui/timeline/place/band.ts';
import { trackY } from '../../../src/ui/timeline/place/geometry.ts';
import { sceneOf } from './scene-of.ts';
import { requeueDeduplicated } from './stories.ts';

const scene = sceneOf(requeueDeduplicated());
const { height, bands } = scene.geometry;

describe('the part of a section that is drawn', () => {
  it('is what can be seen and a little beside it, and no more than there is', () => {
    const { top, bottom } = bandAround({ top: 400, bottom: 600 }, 2_000);
    expect(top).toBeLessThan(400);
    expect(bottom).toBeGreaterThan(600);
    expect(bottom - top).toBeLessThan(500);
    expect(bandAround({ top: -30, bottom: 5_000 }, 300)).toEqual({ top: 0, bottom: 300 });
  });

  it('stays the same while it is scrolled by a few pixels, and goes along when by more', () => {
    expect(bandAround({ top: 401, bottom: 601 }, 2_000)).toEqual(bandAround({ top: 415, bottom: 615 }, 2_000));
    expect(bandAround({ top: 401, bottom: 601 }, 2_000)).not.toEqual(bandAround({ top: 501, bottom: 701 }, 2_000));
  });

  it('is nothing of a section that is scrolled out of sight', () => {
    const { top, bottom } = bandAround({ top: 900, bottom: 1_100 }, 300);
    expect(bottom - top).toBe(0);
  });

  it('leaves a scene as it is where all of it is seen', () => {
    expect(within(scene, { top: 0, bottom: height })).toBe(scene);
  });

  it('has the shapes on its lanes and the arrows that cross it, and none of the others', () => {
    const [first, second] = bands;
    if (first === undefined || second === undefined) throw new Error('There are several lanes.');
    const drawn = within(scene, { top: second.y, bottom: second.y + second.height });
    const { arrows, bars, marks } = scene.sight;
    expect(drawn.sight.bars.length).toBeLessThan(bars.length);
    expect(drawn.sight.arrows.length).toBeGreaterThan(0);
    for (const { lane } of drawn.sight.marks)
      expect(Math.abs(trackY(scene.geometry, lane, -1) - second.mid)).toBeLessThan(60);
    // From the phone, above it, to Messenger and on: what passes through is drawn, what begins further down is not.
    const last = scene.section.toLane - 1;
    expect(drawn.sight.arrows).not.toContainEqual(expect.objectContaining({ fromLane: last - 2, toLane: last }));
    expect(arrows.filter(({ fromLane }) => fromLane === scene.section.fromLane).length).toBeGreaterThan(0);
    for (const arrow of arrows)
      if (arrow.fromLane === scene.section.fromLane) expect(drawn.sight.arrows).toContain(arrow);
    expect(marks.length).toBeGreaterThan(drawn.sight.marks.length);
  });

  it('leaves nothing out between them: every shape is drawn in some part', () => {
    const parts = Array.from({ length: Math.ceil(height / 100) }, (_, at) =>
      within(scene, { top: at * 100, bottom: Math.min(height, (at + 1) * 100) }),
    );
    for (const kind of ['bars', 'arrows', 'marks'] as const) {
      const drawn = new Set<unknown>(parts.flatMap(({ sight }) => [...sight[kind]]));
      expect(drawn.size).toBe(new Set<unknown>(scene.sight[kind]).size);
    }
    expect(parts.length).toBeGreaterThan(2);
  });

  it('has a lane where any of it lies there', () => {
    const [first] = bands;
    if (first === undefined) throw new Error('There is a lane.');
    const lane = scene.section.fromLane;
    expect(isDrawn(scene.geometry, { top: first.height - 1, bottom: 500 }, lane)).toBe(true);
    expect(isDrawn(scene.geometry, { top: first.height, bottom: 500 }, lane)).toBe(false);
    expect(isDrawn(scene.geometry, undefined, lane)).toBe(true);
  });
});
