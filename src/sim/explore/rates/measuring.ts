/** Many runs measured by whoever works, given back in the order in which they were asked for. */
import type { Future } from '../../index.ts';
import type { LinkedRun } from '../../model/link/index.ts';
import type { Measured } from '../measure.ts';

/** A run to be measured, or one of its futures. */
export interface MeasuredRun extends LinkedRun {
  readonly future?: Future;
}

export interface Measurer {
  /** How many calls it works on at once. */
  readonly hands: number;
  /** Figures of each of these runs, in their order. */
  readonly measure: (runs: readonly MeasuredRun[]) => Promise<readonly Measured[]>;
}

export interface MeasuringWatch {
  readonly progress: (done: number, of: number) => void;
  /** Settles when somebody has stopped it. */
  readonly stopped: Promise<void>;
}

const HANDFUL = 8;

/** Undefined where it was stopped: half a table answers no question. */
export async function measureAll(
  measurer: Measurer,
  runs: readonly MeasuredRun[],
  watch: MeasuringWatch,
): Promise<readonly Measured[] | undefined> {
  const results: (Measured | undefined)[] = runs.map(() => undefined);
  let [next, done, stopped] = [0, 0, false];
  const whenStopped = watch.stopped.then(() => {
    stopped = true;
  });
  const hand = async (): Promise<void> => {
    while (!stopped && next < runs.length) {
      const from = next;
      next += HANDFUL;
      const measured = await measurer.measure(runs.slice(from, from + HANDFUL));
      measured.forEach((one, i) => (results[from + i] = one));
      done += measured.length;
      if (!stopped) watch.progress(done, runs.length);
    }
  };
  await Promise.race([Promise.all(Array.from({ length: measurer.hands }, hand)), whenStopped]);
  return stopped ? undefined : results.filter((one) => one !== undefined);
}
