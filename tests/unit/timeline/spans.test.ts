import { expect, test } from 'vitest';
import { countSpans, spansOf, type Stretch, visitSpans } from '../../../src/ui/timeline/layout/spans.ts';
import { MOST_TRACKS, Tracks } from '../../../src/ui/timeline/layout/tracks.ts';
import { fc } from '../../support/property.ts';

const stretch = fc
  .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 5_000 }))
  .map(([fromMs, length]): Stretch => ({ fromMs, toMs: fromMs + length }));

test('the index finds exactly what touches a stretch, and counts no less', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 60 }), stretch, (items, { fromMs, toMs }) => {
      const spans = spansOf(items);
      const found = new Set<Stretch>();
      visitSpans(spans, { fromMs, toMs }, (item) => {
        found.add(item);
        return true;
      });
      expect(found).toEqual(new Set(items.filter((item) => item.fromMs <= toMs && item.toMs >= fromMs)));
      expect(countSpans(spans, fromMs, toMs)).toBeGreaterThanOrEqual(
        found.size - items.filter((item) => item.fromMs === toMs).length,
      );
    }),
  );
});

test('bars that overlap in time never share a track while tracks are left', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 30 }), (items) => {
      const tracks = new Tracks();
      const placed = items
        .toSorted((a, b) => a.fromMs - b.fromMs)
        .map((item) => ({ ...item, track: tracks.take(item.fromMs, item.toMs) }));
      expect(tracks.count).toBeLessThanOrEqual(MOST_TRACKS);
      for (const [index, a] of placed.entries()) {
        for (const b of placed.slice(index + 1)) {
          if (a.track === b.track && a.track < MOST_TRACKS - 1) expect(b.fromMs >= a.toMs).toBe(true);
        }
      }
    }),
  );
});
