/** How far a command has come, as a terminal shows it and as a file has it. */
import { describe, expect, it } from 'vitest';
import type { Io } from '../../../src/cli/bench.ts';
import { watched } from '../../../src/cli/explore/measuring.ts';
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

  it('is told of runs that are only measured in the same words, once a second, and anew for each round', async () => {
    let [nowMs, tick, shown] = [0, (): void => undefined, [] as readonly string[]];
    const io: Pick<Io, 'nowMs' | 'onTick' | 'onInterrupt' | 'progress'> = {
      nowMs: () => nowMs,
      onInterrupt: () => () => undefined,
      onTick: (act) => {
        tick = act;
        return () => (tick = () => undefined);
      },
      progress: (text) => (shown = [...shown, text]),
    };
    const at = (ms: number) => {
      nowMs = ms;
      tick();
    };
    await watched(io, async ({ progress }) => {
      at(500);
      progress(8, 96);
      at(1_000);
      progress(16, 96);
      at(2_000);
      nowMs = 4_000;
      progress(96, 96);
      nowMs = 5_000;
      progress(8, 40);
      at(6_000);
    });
    tick();
    expect(shown).toEqual([
      '8 of 96 runs, 8 a second, 11 s of runs left',
      '16 of 96 runs, 8 a second, 10 s of runs left',
      '8 of 40 runs, 4 a second, 8 s of runs left',
      '',
    ]);
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
