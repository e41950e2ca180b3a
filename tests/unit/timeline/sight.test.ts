import { describe, expect, test } from 'vitest';
import { clusterHalf, clustersOf, clusterText, clusterX } from '../../../src/ui/timeline/place/sight.ts';
import { fittingLaneHeight, geometryOf, LOWEST_LANE, TALLEST_LANE } from '../../../src/ui/timeline/place/geometry.ts';
import { layoutOf } from '../../../src/ui/timeline/layout/index.ts';
import { sceneOf } from './scene-of.ts';
import { Story } from './story.ts';
import { everythingElse, requeueDeduplicated, webhook } from './stories.ts';

describe('what is in sight', () => {
  test('leaves out what lies outside the stretch', () => {
    const { sight } = sceneOf(requeueDeduplicated(), 'pipeline', 768, { fromMs: 5_000, toMs: 6_000 });
    expect(sight.arrows).toEqual([]);
    expect(sight.bars.map(({ kind }) => kind)).toEqual(['never-ran']);
  });
  test('draws messages that would cover each other as one disc with their numbers', () => {
    const { sight, scale } = sceneOf(requeueDeduplicated(), 'pipeline', 768, { fromMs: -1e5, toMs: 1e5 });
    expect(clustersOf(sight.marks, scale).map(clusterText)).toEqual(['1–3']);
  });
  test('keeps a disc whole at the edge, as long as its moment is in sight', () => {
    const at = (fromMs: number): { readonly left: number; readonly text: string } => {
      const { sight, scale } = sceneOf(requeueDeduplicated(), 'pipeline', 300, { fromMs, toMs: fromMs + 60_000 });
      const [first] = clustersOf(sight.marks, scale);
      if (first === undefined) throw new Error('there are messages in sight');
      return { left: clusterX(first) - clusterHalf(first), text: clusterText(first) };
    };
    expect(at(0).text).toBe('1–3');
    expect(at(0).left).toBeGreaterThan(0);
    // By then all three were typed some seconds ago.
    expect(at(3_000).left).toBeLessThan(0);
  });
  test('becomes density where there are very many events, and still shows each failure', () => {
    const story = new Story();
    for (let index = 0; index < 300; index += 1)
      webhook(story, 'webhook-1', `m_${index}`, index * 400, index === 150 ? 'dropped' : 'none');
    const { sight } = sceneOf(story.end());
    expect(sight.detail).toBe('density');
    expect(sight.arrows.map(({ kind }) => kind)).toEqual(['dropped']);
    expect(sight.marks.map(({ kind }) => kind)).toEqual(['cross']);
  });
});

describe('lanes in pixels', () => {
  const { lanes, sections } = layoutOf(everythingElse());
  test('fill the height that there is, between the lowest and the tallest', () => {
    const height = fittingLaneHeight(lanes, sections, 430);
    const total = sections.reduce((sum, section) => sum + geometryOf(lanes, section, height).height, 0);
    expect(total).toBeLessThanOrEqual(430);
    expect(total).toBeGreaterThan(420);
    expect(fittingLaneHeight(lanes, sections, 5_000)).toBe(TALLEST_LANE);
    expect(fittingLaneHeight(lanes, sections, 50)).toBe(LOWEST_LANE);
  });
  test('follow each other without gaps', () => {
    for (const section of sections) {
      const { bands, height } = geometryOf(lanes, section, 33.4);
      let y = 0;
      for (const band of bands) {
        expect(band.y).toBe(y);
        y += band.height;
      }
      expect(height).toBe(y);
    }
  });
});
