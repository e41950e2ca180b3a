import { describe, expect, test } from 'vitest';
import { labelsOf } from '../../../src/ui/timeline/place/labels.ts';
import { sceneOf, sixPixels } from './scene-of.ts';
import { everythingElse, requeueDeduplicated } from './stories.ts';

describe('words on a drawing', () => {
  test.each([876, 768, 300, 200])('say what was dropped at any width (%i px)', (width) => {
    const texts = labelsOf(sceneOf(requeueDeduplicated(), 'pipeline', width), sixPixels).map(({ text }) => text);
    expect(texts).toContain('dropped: duplicate id');
    expect(texts).toContain('3 unanswered');
  });

  test('never cover each other', () => {
    for (const trace of [requeueDeduplicated(), everythingElse()]) {
      for (const width of [876, 500, 300]) {
        const labels = labelsOf(sceneOf(trace, 'pipeline', width), sixPixels);
        const covered = labels.filter((a, index) =>
          labels.slice(index + 1).some((b) => Math.abs(a.y - b.y) < 14 && a.x < b.x + b.width && b.x < a.x + a.width),
        );
        expect(covered.map(({ text }) => text)).toEqual([]);
      }
    }
  });

  test('stay inside the drawing', () => {
    const { scale, ...scene } = sceneOf(everythingElse());
    const outside = labelsOf({ scale, ...scene }, sixPixels).filter(({ x, width }) => x < 0 || x + width > scale.width);
    expect(outside).toEqual([]);
  });

  test('give the texts of the messages and what the replies answer', () => {
    const texts = labelsOf(sceneOf(requeueDeduplicated(), 'baseline', 900), sixPixels).map(({ text }) => text);
    expect(texts).toContain('გამარჯობა');
    expect(texts).toContain('answers messages 1, 2, 3');
  });
});
