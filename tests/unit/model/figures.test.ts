import { describe, expect, it } from 'vitest';
import { ordinal, ranges, spoken } from '../../../src/sim/model/account/figures.ts';

describe('a figure of an account', () => {
  it.each([
    [0, '0 s'],
    [90, '0.09 s'],
    [3_450, '3.45 s'],
    [119_990, '119.99 s'],
    [120_000, '2 min'],
    [125_400, '2 min 5 s'],
    [179_600, '3 min'],
    [3_599_400, '59 min 59 s'],
    [3_599_600, '1 h'],
    [7_199_000, '2 h'],
    [7_500_000, '2 h 5 min'],
    [-2_100, '−2.1 s'],
  ])('says %d ms as %s', (ms, words) => {
    expect(spoken(ms)).toBe(words);
  });

  it.each([
    [1, '1st'],
    [12, '12th'],
    [23, '23rd'],
    [113, '113th'],
  ])('counts %d as the %s', (number, words) => {
    expect(ordinal(number)).toBe(words);
  });

  it('brings neighbours together where they are more than two', () => {
    expect(ranges([7, 1, 4, 3, 5, 8, 8])).toEqual(['1', '3–5', '7', '8']);
  });
});
