/**
 * Where two traces part: the first event that differs, and within it the first field. What comes after it follows
 * from it, so nothing else is told.
 */
import { isRecord } from '../json.ts';
import type { Trace } from '../trace.ts';

export interface TraceDifference {
  /** Path within the trace: `events[12].kind`. */
  readonly path: string;
  /** The event, where it is one that differs. */
  readonly eventId: number | null;
  /** What the second trace has there; undefined where it has nothing. */
  readonly found: unknown;
  /** What the first trace has there; undefined where it has nothing. */
  readonly expected: unknown;
}

/** The first difference of `found` from `expected`, or undefined where they are equal. Inputs come first: they explain the rest. */
export function diffTraces(expected: Trace, found: Trace): TraceDifference | undefined {
  for (const part of ['format', 'inputs', 'constants'] as const) {
    const difference = diffValues(expected[part], found[part], part);
    if (difference !== undefined) return { ...difference, eventId: null };
  }
  const count = Math.max(expected.events.length, found.events.length);
  for (let id = 0; id < count; id += 1) {
    const difference = diffValues(expected.events[id], found.events[id], `events[${id}]`);
    if (difference !== undefined) return { ...difference, eventId: id };
  }
  for (const part of ['nodes', 'end'] as const) {
    const difference = diffValues(expected[part], found[part], part);
    if (difference !== undefined) return { ...difference, eventId: null };
  }
  return undefined;
}

type ValueDifference = Omit<TraceDifference, 'eventId'>;

function diffValues(expected: unknown, found: unknown, path: string): ValueDifference | undefined {
  if (Object.is(expected, found)) return undefined;
  if (Array.isArray(expected) && Array.isArray(found)) {
    const count = Math.max(expected.length, found.length);
    for (let i = 0; i < count; i += 1) {
      const difference = diffValues(expected[i], found[i], `${path}[${i}]`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  if (isRecord(expected) && isRecord(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const difference = diffValues(expected[key], found[key], `${path}.${key}`);
      if (difference !== undefined) return difference;
    }
    return undefined;
  }
  return { path, found, expected };
}

/** For people: `events[12].kind: found "reply", expected "log"`. */
export function describeTraceDifference({ path, found, expected }: TraceDifference): string {
  return `${path}: found ${shown(found)}, expected ${shown(expected)}`;
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
