/** Many runs measured by the workers, in the order in which they were asked for, with progress and Ctrl-C. */
import type { Measured } from '../../sim/explore/index.ts';
import type { Io, MeasuredRun, Pool } from '../bench.ts';

const HANDFUL = 8;

/** Undefined where the user stopped it: half a table answers no question. */
export async function measureAll(
  pool: Pool,
  runs: readonly MeasuredRun[],
  io: Io,
): Promise<readonly Measured[] | undefined> {
  const results: (Measured | undefined)[] = runs.map(() => undefined);
  let [next, done, stopped] = [0, 0, false];
  let stop = (): void => undefined;
  const whenStopped = new Promise<void>((resolve) => {
    stop = () => {
      stopped = true;
      resolve();
    };
  });
  const restore = io.onInterrupt(stop);
  const hand = async (): Promise<void> => {
    while (!stopped && next < runs.length) {
      const from = next;
      next += HANDFUL;
      const measured = await pool.measure(runs.slice(from, from + HANDFUL));
      measured.forEach((one, i) => (results[from + i] = one));
      done += measured.length;
      io.progress(`${done} of ${runs.length} runs`);
    }
  };
  try {
    await Promise.race([Promise.all(Array.from({ length: pool.hands }, hand)), whenStopped]);
  } finally {
    restore();
    io.progress('');
  }
  if (stopped) return undefined;
  return results.filter((one) => one !== undefined);
}
