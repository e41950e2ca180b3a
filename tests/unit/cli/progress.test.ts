/** How far a command has come, as a terminal shows it and as a file has it. */
import { describe, expect, it } from 'vitest';
import { progressText } from '../../../src/cli/explore/progress-text.ts';
import { progressOn } from '../../../src/cli/progress.ts';

/** Told once a second, for so many seconds. */
function told(isTTY: boolean, seconds: number): string {
  let [nowMs, written] = [0, ''];
  const progress = progressOn({ isTTY, write: (text) => (written += text) }, () => nowMs);
  for (let i = 1; i <= seconds; i += 1) {
    nowMs = i * 1_000;
    progress(`${i} runs`);
  }
  progress('');
  return written;
}

describe('progress', () => {
  it('is a line every ten seconds where no terminal reads it, and nothing of what is over before', () => {
    expect(told(false, 9)).toBe('');
    expect(told(false, 35)).toBe('10 runs\n20 runs\n30 runs\n');
  });

  it('is one line at a terminal, which the next overwrites and the end takes away', () => {
    const clear = '\r\u001b[2K';
    expect(told(true, 2)).toBe(`${clear}1 runs${clear}2 runs${clear}`);
  });

  const exploring = { phase: 'exploring', found: 2, of: 200 } as const;
  const elapsed = { begun: 0, elapsedMs: 10_000, timeMs: undefined };

  it('says how long the runs will take, and nothing of that where they are done', () => {
    expect(progressText({ ...exploring, done: 50 }, elapsed)).toBe(
      '50 of 200 runs, 5 a second, 2 failures found, 30 s of runs left',
    );
    expect(progressText({ ...exploring, done: 200 }, elapsed)).toBe('200 of 200 runs, 20 a second, 2 failures found');
  });

  it('counts what was done before out of the rate, and ends by the clock where a time is said', () => {
    expect(
      progressText({ ...exploring, of: undefined, done: 150 }, { begun: 100, elapsedMs: 10_000, timeMs: 60_000 }),
    ).toBe('150 runs, 5 a second, 2 failures found, 50 s of runs left');
  });

  it('guesses how long examples will be made small from those that are', () => {
    const shrinking = { phase: 'shrinking', of: 5, found: 5 } as const;
    expect(progressText({ ...shrinking, done: 0 }, { ...elapsed, elapsedMs: 3_000 })).toBe(
      'made small: 0 of 5 failures, for 3 s now',
    );
    expect(progressText({ ...shrinking, done: 2 }, elapsed)).toBe(
      'made small: 2 of 5 failures, for 10 s now, about 15 s left',
    );
  });
});
