/** Many runs measured under the eyes of a person: a line of progress, and Ctrl-C, which ends it at once. */
import type { MeasuringWatch } from '../../sim/explore/index.ts';
import type { Io } from '../bench.ts';
import { runsText } from './progress-text.ts';

/** What it needs of the host. */
type Heard = Pick<Io, 'nowMs' | 'onTick' | 'onInterrupt' | 'progress'>;

export async function watched<T>(io: Heard, act: (watch: MeasuringWatch) => Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const restore = io.onInterrupt(stop);
  let beganMs = io.nowMs();
  let toldMs = beganMs;
  let latest = { done: 0, of: 0 };
  const progress = (done: number, of: number): void => {
    // Where it is looked closer after the first answers the runs are counted anew: a round of its own, with its own rate.
    if (done <= latest.done) beganMs = toldMs;
    toldMs = io.nowMs();
    latest = { done, of };
  };
  const untick = io.onTick(() => {
    if (latest.done === 0) return;
    io.progress(runsText(latest, { begun: 0, elapsedMs: io.nowMs() - beganMs, timeMs: undefined }));
  });
  try {
    return await act({ stopped, progress });
  } finally {
    untick();
    restore();
    io.progress('');
  }
}
