import { describe, expect, it } from 'vitest';
import { expectedAmong } from '../../../src/sim/model/expected-among.ts';

const NAMES = ['kill', 'clock-offset', 'clock-drift', 'openai-latency', 'rapid-burst'];
const meant = (found: unknown): string | undefined => /did you mean (.*)\?/.exec(expectedAmong(NAMES, found))?.[1];

describe('what was expected in the place of a name that is none', () => {
  it('is every name that there is', () => {
    expect(expectedAmong(NAMES, 'nope')).toBe('one of kill, clock-offset, clock-drift, openai-latency, rapid-burst');
    expect(expectedAmong([], 'nope')).toBe('one of no name at all');
  });

  for (const [found, wanted] of [
    ['kil', 'kill'],
    ['kll', 'kill'],
    ['klil', 'kill'],
    ['Kill', 'kill'],
    ['rapid_burst', 'rapid-burst'],
    ['rapid-brust', 'rapid-burst'],
    ['clock', 'clock-offset or clock-drift'],
    ['openai', 'openai-latency'],
    ['clock-drft', 'clock-drift'],
  ] as const) {
    it(`and of ${found} the question whether ${wanted} was meant`, () => {
      expect(meant(found)).toBe(wanted);
    });
  }

  for (const found of ['nope', 'k', '', '-', undefined, 7, 'rain', 'x'.repeat(10_000)]) {
    it(`and of ${String(found).slice(0, 12)} no guess`, () => {
      expect(meant(found)).toBeUndefined();
    });
  }
});
