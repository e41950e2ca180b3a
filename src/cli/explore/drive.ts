/** A campaign under the eyes of a person: limits of time, progress, and Ctrl-C, which ends it at once with what there is. */
import { type Campaign, explore, type Explored, type Progress, type Signal } from '../../sim/explore/index.ts';
import type { Bench, Io } from '../bench.ts';
import { progressText } from './text.ts';

export interface DriveLimits {
  readonly runs: number | undefined;
  readonly timeMs: number | undefined;
}

const SECOND_MS = 1_000;

export async function drive(
  campaign: Campaign,
  bench: Pick<Bench, 'openPool'>,
  io: Io,
  workers: number,
  limits: DriveLimits,
): Promise<Explored> {
  const pool = bench.openPool(workers);
  const startedMs = io.nowMs();
  let stopped = false;
  let stop = (): void => undefined;
  const whenStopped = new Promise<void>((resolve) => {
    stop = () => {
      stopped = true;
      resolve();
    };
  });
  const done = io.onInterrupt(stop);
  const begun = campaign.runs;
  let shownMs = -Infinity;
  const signal = (): Signal => {
    if (stopped) return 'stop';
    const { timeMs } = limits;
    return timeMs !== undefined && io.nowMs() - startedMs >= timeMs ? 'enough' : 'go';
  };
  const progress = (at: Progress): void => {
    const nowMs = io.nowMs();
    if (nowMs - shownMs < SECOND_MS) return;
    shownMs = nowMs;
    io.progress(progressText(at, { begun, elapsedMs: nowMs - startedMs, timeMs: limits.timeMs }));
  };
  try {
    return await explore(campaign, pool, { runs: limits.runs }, { signal, progress, stopped: whenStopped });
  } finally {
    done();
    io.progress('');
    await pool.close();
  }
}
