/** What somebody types, read: the same sentence wherever it was typed. */
import { describe, expect, it } from 'vitest';
import { readRange, readWhole, sizeOf, writeRange } from '../../../src/sim/model/typed.ts';

describe('a whole number', () => {
  it('is taken within its bounds, both included', () => {
    expect([readWhole('Runs', '1', 1, 500), readWhole('Runs', '500', 1, 500)]).toEqual([1, 500]);
  });

  it.each(['0', '501', '-3', '1.5', '1e2', ' 7', '999999999999', '99999999999999999999'])(
    'is refused where it is %s, with what was found and what was expected',
    (text) => {
      expect(() => readWhole('Runs', text, 1, 500)).toThrow(
        `Runs: found ${JSON.stringify(text)}, expected a whole number from 1 to 500`,
      );
    },
  );

  it('is missed where nothing is typed', () => {
    expect(() => readWhole('Runs', '', 1, 500)).toThrow('Runs: found nothing, expected a whole number from 1 to 500');
  });
});

describe('a range', () => {
  it('is read as it is written', () => {
    const range = { name: 'quietMs', from: 500, to: 3_000, step: 250 };
    expect(readRange('Across', writeRange(range), ['quietMs'])).toEqual(range);
    expect(sizeOf(range)).toBe(11);
    expect(sizeOf(readRange('Across', 'quietMs=7..7:1', ['quietMs']))).toBe(1);
  });

  it.each([
    ['quietMs=4000..3000:500', 'Across: found "quietMs=4000..3000:500", expected a range that goes up by steps'],
    ['quietMs=1..2:0', 'Across: found "quietMs=1..2:0", expected a range that goes up by steps'],
    ['quietMs=..2:1', 'Across: found "quietMs=..2:1", expected name=from..to:step, as quietMs=500..3000:250'],
    ['quietMs=1.5..2:1', 'Across: found "quietMs=1.5..2:1", expected name=from..to:step, as quietMs=500..3000:250'],
    ['luckMs=1..2:1', 'Across: found "luckMs", expected a number among the settings or constants: quietMs, delayMs'],
  ])('is refused as %s', (text, sentence) => {
    expect(() => readRange('Across', text, ['quietMs', 'delayMs'])).toThrow(sentence);
  });
});
