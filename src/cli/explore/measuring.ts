/** Many runs measured under the eyes of a person: a line of progress, and Ctrl-C, which ends it at once. */
import type { MeasuringWatch } from '../../sim/explore/index.ts';
import type { Io } from '../bench.ts';

export async function watched<T>(io: Io, act: (watch: MeasuringWatch) => Promise<T>): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const restore = io.onInterrupt(stop);
  try {
    return await act({ stopped, progress: (done, of) => io.progress(`${done} of ${of} runs`) });
  } finally {
    restore();
    io.progress('');
  }
}
