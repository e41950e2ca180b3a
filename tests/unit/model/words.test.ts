import { describe, expect, it } from 'vitest';
import { duration } from '../../../src/sim/model/words.ts';

describe('a length of time', () => {
  it.each([
    [0, '0 ms'],
    [90, '90 ms'],
    [0.25, '0.3 ms'],
    [1_000, '1 s'],
    [1_250, '1.25 s'],
    [90_000, '90 s'],
    [119_990, '119.99 s'],
    [120_000, '2 min'],
    [125_000, '2 min 5 s'],
    [179_999, '3 min'],
    [600_000, '10 min'],
    [3_600_000, '1 h'],
    [3_623_600, '1 h 0 min 23.6 s'],
    [172_800_000, '48 h'],
    [-2_000, '-2 s'],
    [-7_260_000, '-2 h 1 min'],
  ])('of %d ms is said as one says it: %s', (ms, words) => {
    expect(duration(ms)).toBe(words);
  });
});
