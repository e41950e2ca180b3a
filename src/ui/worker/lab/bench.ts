/** What every question of the laboratory is worked on with: the hands, a way to tell, and the word to stop. */
import type { MeasuringWatch, Pool } from '../../../sim/explore/index.ts';
import type { LabNews } from './protocol.ts';

export interface LabBench {
  readonly pool: Pool;
  readonly tell: (news: LabNews) => void;
  readonly isStopped: () => boolean;
  /** Settles when it is told to stop. */
  readonly stopped: Promise<void>;
  /** Real milliseconds since the question was asked. */
  readonly elapsedMs: () => number;
}

/** Real milliseconds between two pieces of news: as often as a person can read. */
const NEWS_EVERY_MS = 150;

/** Tells of measured runs, now and then; and of the last of them. */
export function measuringWatch({ tell, stopped, elapsedMs }: LabBench): MeasuringWatch {
  const due = nowAndThen(elapsedMs, NEWS_EVERY_MS);
  // The workers take a while to be there: a rate counts from the first runs on.
  let counted: { readonly begun: number; readonly atMs: number } | undefined;
  return {
    stopped,
    progress: (done, of) => {
      // A curve asks several times: each time it counts anew.
      if (counted === undefined || done < counted.begun) counted = { begun: done, atMs: elapsedMs() };
      if (!due() && done < of) return;
      tell({
        kind: 'progress',
        progress: {
          phase: 'measuring',
          done,
          of,
          found: 0,
          elapsedMs: elapsedMs() - counted.atMs,
          begun: counted.begun,
        },
      });
    },
  };
}

/** True the first time, and then once in so many milliseconds. */
export function nowAndThen(elapsedMs: () => number, everyMs: number): () => boolean {
  let lastMs = -Infinity;
  return () => {
    const nowMs = elapsedMs();
    if (nowMs - lastMs < everyMs) return false;
    lastMs = nowMs;
    return true;
  };
}
