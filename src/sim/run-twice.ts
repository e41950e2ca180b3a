/**
 * The test mode: runs the same inputs twice and compares draw by draw and event by event. What differs first is
 * named with its time and place: there something read real time, real randomness, or an unordered set.
 */
import type { Draw } from './kernel/kernel.ts';
import type { Trace, TraceEvent } from './model/trace.ts';
import { run } from './run.ts';
import type { RunOptions } from './session.ts';

export type Difference =
  | {
      readonly kind: 'draw';
      readonly index: number;
      readonly first: Draw | undefined;
      readonly second: Draw | undefined;
    }
  | {
      readonly kind: 'event';
      readonly index: number;
      readonly first: TraceEvent | undefined;
      readonly second: TraceEvent | undefined;
    };

export interface Comparison {
  readonly trace: Trace;
  /** Undefined where the two runs are the same. */
  readonly difference: Difference | undefined;
}

export async function runTwice(options: Omit<RunOptions, 'listen'>): Promise<Comparison> {
  const [first, second]: [Draw[], Draw[]] = [[], []];
  const trace = await run({ ...options, listen: (draw) => void first.push(draw) });
  const again = await run({ ...options, listen: (draw) => void second.push(draw) });
  const draw = firstDifference(first, second);
  const event = firstDifference(trace.events, again.events);
  return { trace, difference: earlier(draw && { kind: 'draw', ...draw }, event && { kind: 'event', ...event }) };
}

interface Differing<T> {
  readonly index: number;
  readonly first: T | undefined;
  readonly second: T | undefined;
}

function firstDifference<T>(a: readonly T[], b: readonly T[]): Differing<T> | undefined {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const [first, second] = [a[index], b[index]];
    if (JSON.stringify(first) !== JSON.stringify(second)) return { index, first, second };
  }
  return undefined;
}

function timeOf({ first, second }: Difference): number {
  return Math.min(first?.atMs ?? Number.POSITIVE_INFINITY, second?.atMs ?? Number.POSITIVE_INFINITY);
}

/** A draw explains the events that follow from it, so at one time the draw comes first. */
function earlier(draw: Difference | undefined, event: Difference | undefined): Difference | undefined {
  if (draw === undefined || event === undefined) return draw ?? event;
  return timeOf(event) < timeOf(draw) ? event : draw;
}

/** For error messages. */
export function describeDifference(difference: Difference): string {
  const { kind, index, first, second } = difference;
  return `${kind} ${index} at ${timeOf(difference)} ms: first ${JSON.stringify(first)}, then ${JSON.stringify(second)}`;
}
