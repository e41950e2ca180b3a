/** A campaign under the eyes of a person: limits of time, progress, and Ctrl-C, which ends it at once with what there is. */
import {
  type Campaign,
  type Counted,
  explore,
  type Explored,
  type Pool,
  type Progress,
  type Signal,
} from '../../sim/explore/index.ts';
import type { Bench, Io } from '../bench.ts';
import { progressText } from './progress-text.ts';

export interface DriveLimits {
  readonly runs: number | undefined;
  readonly timeMs: number | undefined;
  /** Which failures are worth shrinking; all where it is left out. */
  readonly worth?: (failures: readonly Counted[]) => readonly Counted[];
  /** Whether what was met by now is all that was looked for. */
  readonly enough?: (failures: readonly Counted[]) => boolean;
  /** Called now and then while cases are run, so that what was done can be kept. */
  readonly keep?: () => void;
  /** What a line of progress begins with. */
  readonly label?: string;
}

const KEPT_EVERY_MS = 20_000;

/** With workers that are there already; whoever opened them closes them. */
export async function drive(pool: Pool, campaign: Campaign, io: Io, limits: DriveLimits): Promise<Explored> {
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
  let keptMs = startedMs;
  let shrinkingMs = startedMs;
  let latest: Progress | undefined;
  const label = limits.label === undefined ? '' : `${limits.label}: `;
  const signal = (): Signal => {
    if (stopped) return 'stop';
    const { timeMs } = limits;
    return timeMs !== undefined && io.nowMs() - startedMs >= timeMs ? 'enough' : 'go';
  };
  const progress = (at: Progress): void => {
    const nowMs = io.nowMs();
    if (at.phase === 'shrinking' && latest?.phase !== 'shrinking') shrinkingMs = nowMs;
    latest = at;
    if (nowMs - keptMs >= KEPT_EVERY_MS && at.phase === 'exploring') {
      keptMs = nowMs;
      limits.keep?.();
    }
  };
  // By the clock, since nothing is heard while a long example is made small.
  const untick = io.onTick(() => {
    if (latest === undefined) return;
    const sinceMs = latest.phase === 'shrinking' ? shrinkingMs : startedMs;
    io.progress(label + progressText(latest, { begun, elapsedMs: io.nowMs() - sinceMs, timeMs: limits.timeMs }));
  });
  try {
    const { runs, worth, enough } = limits;
    return await explore(
      campaign,
      pool,
      { runs, ...(worth === undefined ? {} : { worth }), ...(enough === undefined ? {} : { enough }) },
      { signal, progress, stopped: whenStopped },
    );
  } finally {
    untick();
    done();
    io.progress('');
  }
}

/** Hands the workers to `act`, and ends them after it, whatever happens. */
export async function withPool<T>(
  { openPool }: Pick<Bench, 'openPool'>,
  workers: number,
  act: (pool: Pool) => Promise<T>,
): Promise<T> {
  const pool = openPool(workers);
  try {
    return await act(pool);
  } finally {
    await pool.close();
  }
}
