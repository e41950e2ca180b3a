/** The README's table of figures is made of the kept files, and of nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kept } from '../../bench/keep.ts';
import { figuresTable, tableIn, withTable } from '../../bench/table.ts';

const BENCH = {
  runs: {
    rounds: 15,
    cpuMs: { simulator: { median: 2.04 } },
    runsPerSecond: { simulator: 490 },
    simulatedOverReal: 2_712,
    costOverFloor: { min: 2.31, median: 2.752, max: 3.2 },
  },
  growth: {
    byMessages: {
      points: [
        { size: 10, events: 600, cpuMicrosAnEvent: 31.2 },
        { size: 100_000, events: 5_800_000, cpuMicrosAnEvent: 38 },
        { size: 1_000_000, leftOut: 'takes 70 GB of memory, found 20' },
      ],
      overLogarithm: 0.3,
    },
  },
};

describe('the table of figures', () => {
  it('of the README is the one that the kept files give', () => {
    expect(tableIn(readFileSync('README.md', 'utf8'))).toBe(figuresTable(kept()));
  });

  it('has the rows whose figures are there', () => {
    expect(figuresTable({ bench: BENCH, soak: {} }).split('\n')).toEqual([
      '| | |',
      '|---|---|',
      '| a run | 2 ms (490 a second, 2,712 times real time) |',
      '| over its floor | 2.8 times (2.3 to 3.2 over 15 pairs; the aim is 1.5) |',
      '| an event, from 10 to 100,000 messages | 31 µs to 38 µs (0.3 of what the logarithm allows; the aim is 1) |',
    ]);
  });

  it('changes with a figure, and takes the old one’s place', () => {
    const slower = figuresTable({ bench: { runs: { ...BENCH.runs, simulatedOverReal: 99 } }, soak: {} });
    expect(slower).not.toContain('2,712');
    const readme = withTable(readFileSync('README.md', 'utf8'), slower);
    expect(tableIn(readme)).toBe(slower);
    expect(tableIn(withTable(readme, figuresTable(kept())))).toBe(figuresTable(kept()));
  });

  it('is refused a README without its place', () => {
    expect(() => withTable('no marks', '')).toThrow(/README\.md: found no .* expected the table there/);
  });
});
