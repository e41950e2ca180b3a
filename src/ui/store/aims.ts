/**
 * Where on the axis of time a fault is aimed, and the fault that is aimed somewhere else. Read off the parameters that
 * its description names, so that a new fault needs no change here. Pure.
 */
import type { FaultInput } from '../../sim/model/scenario.ts';
import type { FaultDescription } from '../worker/protocol.ts';

/**
 * `moment`: it happens then. `from`: it is there from then on. `counted`: from then on the calls that match are counted,
 * and it strikes when one comes. `start`: it is there from the start, and no parameter says otherwise. `message`: it is
 * about one of the users' messages, by its number.
 */
export type AimKind = 'moment' | 'from' | 'counted' | 'start' | 'message';

export interface Aim {
  readonly kind: AimKind;
  readonly atMs: number;
  /** When it is over; null where it is a moment, or where it lasts as long as the run. */
  readonly endMs: number | null;
  /** Whether its end can be moved. */
  readonly ends: boolean;
  /** Of the message, counted from 1; 0 where it is about none. */
  readonly nth: number;
}

/** 48 h: no run is longer. */
const LONGEST_MS = 172_800_000;
/** Shorter than this a stretch could not be taken hold of again. */
const SHORTEST_MS = 1;

type Described = Pick<FaultDescription, 'params' | 'begins'>;

export function aimOf(fault: FaultInput, description: Described): Aim {
  const begins = beginsOf(description);
  const nth = numberOf(fault, description, 'nth');
  if (begins === undefined) {
    const kind = nth === undefined ? 'start' : 'message';
    return { kind, atMs: 0, endMs: null, ends: false, nth: nth ?? 0 };
  }
  const atMs = numberOf(fault, description, begins) ?? 0;
  const forMs = numberOf(fault, description, 'forMs');
  const toMs = forMs === undefined ? numberOf(fault, description, 'toMs') : atMs + forMs;
  const counted = nth !== undefined && nth > 0 && begins === 'fromMs';
  return {
    kind: counted ? 'counted' : begins === 'atMs' ? 'moment' : 'from',
    atMs,
    endMs: toMs === undefined || toMs >= LONGEST_MS ? null : toMs,
    ends: toMs !== undefined,
    nth: 0,
  };
}

/** The same fault, aimed at another moment; what is over at a moment goes on for as long as it did. */
export function aimedAt(fault: FaultInput, description: Described, atMs: number): FaultInput {
  const begins = beginsOf(description);
  if (begins === undefined) return fault;
  const { atMs: beforeMs, endMs, kind } = aimOf(fault, description);
  const toMs = withinRun(atMs);
  const until = has(description, 'toMs') && endMs !== null ? { toMs: withinRun(endMs + toMs - beforeMs) } : {};
  // What is aimed at a moment is to strike there, not at the third call after it.
  return { ...fault, [begins]: toMs, ...until, ...(kind === 'counted' ? { nth: 1 } : {}) };
}

/** The same fault, over at another moment. */
export function endingAt(fault: FaultInput, description: Described, endMs: number): FaultInput {
  const { atMs, ends } = aimOf(fault, description);
  if (!ends) return fault;
  const toMs = withinRun(Math.max(endMs, atMs + SHORTEST_MS));
  return has(description, 'forMs') ? { ...fault, forMs: toMs - atMs } : { ...fault, toMs };
}

/** The same fault, about another message. */
export function aboutMessage(fault: FaultInput, nth: number): FaultInput {
  return { ...fault, nth: Math.max(1, Math.round(nth)) };
}

/** Whether two say the same, one with its defaults and the other without them. */
export function sameFault(one: FaultInput, other: FaultInput, { params }: Pick<Described, 'params'>): boolean {
  return (
    one.fault === other.fault &&
    params.every(({ name, default: usual }) => (one[name] ?? usual) === (other[name] ?? usual))
  );
}

/** A fault as the menu adds it, aimed at a moment where that can be said. */
export function newFault(description: Described & Pick<FaultDescription, 'id'>, atMs: number | null): FaultInput {
  const fault = { fault: description.id };
  return atMs === null ? fault : aimedAt(fault, description, atMs);
}

/** The parameter that says when: what lets it be thrown into a live run, or at least what is called so. */
function beginsOf({ begins, params }: Described): 'atMs' | 'fromMs' | undefined {
  const names = params.map(({ name }) => name);
  return begins ?? (names.includes('atMs') ? 'atMs' : names.includes('fromMs') ? 'fromMs' : undefined);
}

function has({ params }: Described, name: string): boolean {
  return params.some((spec) => spec.name === name);
}

function numberOf(fault: FaultInput, { params }: Described, name: string): number | undefined {
  const spec = params.find((each) => each.name === name);
  if (spec?.kind !== 'number') return undefined;
  const value = fault[name];
  return typeof value === 'number' ? value : spec.default;
}

function withinRun(ms: number): number {
  return Math.min(LONGEST_MS, Math.max(0, Math.round(ms)));
}
