/** A line of progress of many runs: how far they are, and how long they will take, as far as that can be told. */
import type { Progress } from '../../sim/explore/index.ts';
import { count, duration } from '../../sim/model/words.ts';

const SECOND_MS = 1_000;

export interface Elapsed {
  /** Runs that were done before this command began. */
  readonly begun: number;
  /** Since this phase began. */
  readonly elapsedMs: number;
  readonly timeMs: number | undefined;
}

export function progressText(at: Progress, elapsed: Elapsed): string {
  return at.phase === 'shrinking' ? shrinkingText(at, elapsed) : runsText(at, elapsed);
}

/** Where failures are looked for, with how many were found. */
export function runsText(
  { done, of, found }: Pick<Progress, 'done' | 'of'> & Partial<Pick<Progress, 'found'>>,
  { begun, elapsedMs, timeMs }: Elapsed,
): string {
  const rate = ((done - begun) / Math.max(1, elapsedMs)) * SECOND_MS;
  const byRuns = of === undefined || rate === 0 ? Infinity : ((of - done) / rate) * SECOND_MS;
  const left = Math.min(byRuns, timeMs === undefined ? Infinity : Math.max(0, timeMs - elapsedMs));
  return [
    of === undefined ? `${done} runs` : `${done} of ${of} runs`,
    `${Math.round(rate)} a second`,
    ...(found === undefined ? [] : [`${count(found, 'failure')} found`]),
    // Of the runs: how long what they found will take to be made small is not known yet.
    ...(Number.isFinite(left) && left > 0 ? [`${wholeSeconds(left)} of runs left`] : []),
  ].join(', ');
}

/** How long one takes nobody knows before; that the others take as long on average is the best guess. */
function shrinkingText({ done, of, found }: Progress, { elapsedMs }: Elapsed): string {
  const all = of ?? found;
  const left = done === 0 ? undefined : (elapsedMs / done) * (all - done);
  return [
    `made small: ${done} of ${count(all, 'failure')}`,
    `for ${wholeSeconds(elapsedMs)} now`,
    ...(left === undefined || left <= 0 ? [] : [`about ${wholeSeconds(left)} left`]),
  ].join(', ');
}

function wholeSeconds(ms: number): string {
  return duration(Math.ceil(ms / SECOND_MS) * SECOND_MS);
}
