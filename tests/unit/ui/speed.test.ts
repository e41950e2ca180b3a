import { describe, expect, it } from 'vitest';
import { placeOfSpeed, SLIDER, speedAt } from '../../../src/ui/store/speed.ts';
import { SPEEDS } from '../../../src/ui/store/state.ts';

describe('the slider of speeds', () => {
  it('goes from a tenth to a thousand times, and each power of ten is as long as the others', () => {
    expect([SLIDER.least, 0, 100, 200, SLIDER.most].map(speedAt)).toEqual([0.1, 1, 10, 100, 1000]);
  });

  it('stands where a speed is, and gives it back from there', () => {
    for (const speed of [...SPEEDS, 0.1, 3.2, 1000]) expect(speedAt(placeOfSpeed(speed))).toBeCloseTo(speed, 1);
  });

  it('gives another speed at each of its steps', () => {
    const places = Array.from({ length: (SLIDER.most - SLIDER.least) / SLIDER.step + 1 }, (_, i) => i);
    const speeds = places.map((i) => speedAt(SLIDER.least + i * SLIDER.step));
    expect(new Set(speeds).size).toBe(speeds.length);
    expect(speeds).toEqual(speeds.toSorted((a, b) => a - b));
  });
});
