/**
 * What goes wrong: faults of every kind in the catalogue, drawn from their own parameters, so that a new fault is
 * explored without a change here. Swarm: each case enables a few kinds only, a kind may strike several times, and with
 * which probability is drawn too. Faults stop: no moment lies behind the storm's end, no share holds for ever, and what
 * never heals (a wrong credential) is not drawn, since no pipeline lives through it.
 */
import fc from 'fast-check';
import { constants as allConstants } from '../../index.ts';
import type { Fault } from '../../faults/index.ts';
import type { Scalar } from '../../model/json.ts';
import type { NumberParam, ParamSpec } from '../../model/params.ts';
import type { FaultInput } from '../../model/scenario.ts';
import type { Terrain } from './terrain.ts';

/** A user who cannot be replied to any more is given up: that is right, and a failure by every check. */
const NOT_DRAWN: ReadonlySet<string> = new Set(['messenger.usersUnavailable']);

/** A value that depends on when the users type, or one that does not. */
export type Drawn =
  | { readonly kind: 'value'; readonly value: Scalar }
  /** So much after the message of that number (counted round). */
  | { readonly kind: 'moment'; readonly message: number; readonly plusMs: number };

export interface DrawnFault {
  readonly fault: string;
  readonly params: Readonly<Record<string, Drawn>>;
}

/** Faults may strike until so long after the last message; then everything is well again. */
const STORM_MS = 120_000;
const LONGEST_MS = 90_000;
/**
 * One fault makes a clock no more wrong than this. Several add up: nine, all of them about one clock and in one direction,
 * to 45 s, which is still less than clocks may be apart (src/sim/model/clocks-apart.ts).
 */
const LARGEST_SKEW_MS = 5_000;
const MOST_KINDS = 3;
/** A number of calls beyond which no call of a case is met. */
const LAST_NTH = 14;
const MOST_TIMES = 3;
const LARGEST_PPM = 2_000;
const SHARES = [0.1, 0.3, 0.5, 1] as const;
const STATUSES = [400, 401, 403, 404, 408, 409, 413, 429, 500, 502, 503, 504] as const;
/** Stands for every role, on both ends of a call. */
const ANY = 'any';
const FLAG_VALUES = ['false', 'true', ' true ', 'True', '1', ''] as const;

export const value = (held: Scalar): Drawn => ({ kind: 'value', value: held });
const constant = (held: Scalar): fc.Arbitrary<Drawn> => fc.constant(value(held));
const MOMENT = /^(at|from|to)Ms$/;
const oneOf = (held: readonly Scalar[]): fc.Arbitrary<Drawn> => fc.constantFrom(...held).map(value);

/** None where the catalogue holds nothing that applies. */
export function storm(terrain: Terrain): fc.Arbitrary<readonly DrawnFault[]> {
  const kinds = new Map(
    terrain.faults.flatMap((fault) => {
      const arbitrary = faultOf(fault, terrain);
      return arbitrary === undefined ? [] : [[fault.id, arbitrary] as const];
    }),
  );
  if (kinds.size === 0) return fc.constant([]);
  // A kind is chosen once, and may strike several times.
  const strikes = fc
    .constantFrom(...kinds.values())
    .chain((kind) =>
      fc.oneof(
        { weight: 4, arbitrary: fc.tuple(kind) },
        { weight: 1, arbitrary: fc.array(kind, { minLength: 2, maxLength: 3 }) },
      ),
    );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 4, arbitrary: strikes },
    { weight: 3, arbitrary: fc.array(strikes, { minLength: 2, maxLength: MOST_KINDS }).map((lists) => lists.flat()) },
  );
}

/** Undefined where nothing of what it could do is survivable. */
export function faultOf({ id, params }: Fault, terrain: Terrain): fc.Arbitrary<DrawnFault> | undefined {
  const names = new Set(params.map(({ name }) => name));
  const drawn: Record<string, fc.Arbitrary<Drawn>> = {};
  for (const spec of params) drawn[spec.name] = paramOf(bounded(spec, id), names, terrain);
  const all = names.has('name') && names.has('value') ? named(drawn, names, terrain) : [fc.record(drawn)];
  if (all.length === 0) return undefined;
  const values = names.has('operation')
    ? fc.tuple(fc.oneof(...all), target(names, terrain))
    : fc.tuple(fc.oneof(...all));
  return values.map(([others, aimed = {}]) => ({ fault: id, params: { ...others, ...aimed } }));
}

/** However a clock goes wrong, it is not off by more than a pipeline is asked to bear. */
function bounded(spec: ParamSpec, fault: string): ParamSpec {
  const isSkew = fault.startsWith('clock') && spec.kind === 'number' && spec.unit === 'ms' && !MOMENT.test(spec.name);
  return isSkew ? { ...spec, max: Math.min(spec.max, LARGEST_SKEW_MS) } : spec;
}

type Params = Readonly<Record<string, Drawn>>;

/** Who calls whom for what belongs together: a call that was seen, known by all of it or by some. */
function target(names: ReadonlySet<string>, { targets, roles }: Terrain): fc.Arbitrary<Params> {
  const blurred = fc.record({ from: fc.boolean(), to: fc.boolean(), operation: fc.boolean() });
  return fc.tuple(fc.constantFrom(...targets), blurred).map(([{ from, to, operation }, hidden]) => {
    const aimed: Record<string, Drawn> = { operation: value(hidden.operation ? '' : operation) };
    if (names.has('to')) aimed['to'] = value(hidden.to ? ANY : to);
    if (names.has('from')) aimed['from'] = value(hidden.from ? ANY : from);
    if (names.has('role')) aimed['role'] = value(hidden.from || !roles.includes(from) ? ANY : from);
    return aimed;
  });
}

/** A name and its value belong together: a switch of the environment, or a constant of a service for a while. */
function named(
  drawn: Readonly<Record<string, fc.Arbitrary<Drawn>>>,
  names: ReadonlySet<string>,
  { switches }: Terrain,
): readonly fc.Arbitrary<Params>[] {
  const rest = (name: string, values: readonly Scalar[]) =>
    fc.record({ ...drawn, name: constant(name), value: oneOf(values) });
  if (names.has('unset')) return switches.map((name) => rest(name, FLAG_VALUES));
  return allConstants.flatMap((spec) => {
    if (spec.fixed === true || NOT_DRAWN.has(spec.name)) return [];
    if (spec.kind === 'choice') return [rest(spec.name, spec.choices)];
    if (spec.kind === 'boolean') return [rest(spec.name, ['true', 'false'])];
    if (spec.kind !== 'number' || spec.unit !== 'ms') return [];
    const few = [0, 200, 2_000, 20_000].filter((ms) => ms >= spec.min && ms <= spec.max);
    return few.length === 0 ? [] : [rest(spec.name, few.map(String))];
  });
}

function paramOf(spec: ParamSpec, names: ReadonlySet<string>, terrain: Terrain): fc.Arbitrary<Drawn> {
  switch (spec.kind) {
    case 'number':
      return numberOf(spec, names, terrain);
    case 'boolean':
      return oneOf([true, false]);
    case 'choice':
      // The tab's own misfortunes are no verdict on the pipeline.
      return spec.name === 'side' ? constant('pipeline') : oneOf(spec.choices);
    case 'text':
      return textOf(spec.name, spec.default, terrain);
  }
}

function textOf(name: string, otherwise: string, { roles }: Terrain): fc.Arbitrary<Drawn> {
  return name === 'role' ? oneOf([...new Set([ANY, otherwise, ...roles])]) : constant(otherwise);
}

function numberOf(spec: NumberParam, names: ReadonlySet<string>, { turnsMs }: Terrain): fc.Arbitrary<Drawn> {
  const within = (held: number): number => Math.min(spec.max, Math.max(spec.min, held));
  const fit = (held: number): Drawn => value(within(held));
  switch (spec.unit) {
    case 'ms': {
      if (MOMENT.test(spec.name)) return momentOf(turnsMs);
      if (spec.min < 0) return fc.integer({ min: -LARGEST_SKEW_MS, max: LARGEST_SKEW_MS }).map(fit);
      const turns = turnsMs.filter((ms) => ms <= LONGEST_MS);
      return fc.oneof(
        { weight: 2, arbitrary: fc.integer({ min: 0, max: 3_000 }).map(fit) },
        { weight: 2, arbitrary: fc.constantFrom(...turns, 1_000).map(fit) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: LONGEST_MS }).map(fit) },
      );
    }
    case 'count':
      return countOf(spec.name, names).map(fit);
    case 'share':
      return oneOf(SHARES.map(within));
    case 'status':
      return oneOf(STATUSES.filter((status) => status >= spec.min && status <= spec.max).concat());
    case 'ppm':
      return fc.integer({ min: -LARGEST_PPM, max: LARGEST_PPM }).map(fit);
  }
}

/** `0` stands for all that follow: only where an interval ends it. */
function countOf(name: string, names: ReadonlySet<string>): fc.Arbitrary<number> {
  if (name === 'nth') return fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: LAST_NTH }));
  return fc.constantFrom(1, 1, 2, MOST_TIMES, ...(names.has('toMs') ? [0] : []));
}

/**
 * Between which numbers a parameter is drawn, where the last message comes at that time. Undefined where it is no number,
 * or one that names something, as a status does. (Aimed cases draw further: as long as the settings hold something.)
 */
export function drawnBetween(
  { id, params }: Fault,
  name: string,
  lastMessageMs: number,
): readonly [number, number] | undefined {
  const found = params.find((param) => param.name === name);
  const spec = found === undefined ? undefined : bounded(found, id);
  if (spec?.kind !== 'number') return undefined;
  const within = (held: number): number => Math.min(spec.max, Math.max(spec.min, held));
  switch (spec.unit) {
    case 'ms':
      if (MOMENT.test(name)) return [0, lastMessageMs + STORM_MS];
      return spec.min < 0 ? [within(-LARGEST_SKEW_MS), within(LARGEST_SKEW_MS)] : [0, within(LONGEST_MS)];
    case 'count':
      if (name === 'nth') return [1, LAST_NTH];
      // Of a count 0 stands for all that follow: that is no smaller number.
      return [name === 'count' ? 1 : 0, MOST_TIMES];
    case 'share':
      return [within(Math.min(SHARES[0], spec.default)), within(1)];
    case 'ppm':
      return [within(-LARGEST_PPM), within(LARGEST_PPM)];
    case 'status':
      return undefined;
  }
}

function momentOf(turnsMs: readonly number[]): fc.Arbitrary<Drawn> {
  const plusMs = fc.oneof(
    fc.integer({ min: 0, max: 8_000 }),
    fc
      .tuple(fc.constantFrom(...turnsMs, 3_000), fc.integer({ min: -300, max: 900 }))
      .map(([a, b]) => Math.max(0, a + b)),
  );
  return fc
    .tuple(fc.nat({ max: 11 }), plusMs)
    .map(([message, plus]): Drawn => ({ kind: 'moment', message, plusMs: plus }));
}

/** Moments become times once it is known when the users type. An interval ends after it begins. */
export function settle(drawn: readonly DrawnFault[], typedMs: readonly number[]): readonly FaultInput[] {
  const lastMs = (typedMs.at(-1) ?? 0) + STORM_MS;
  return drawn.map(({ fault, params }) => {
    const settled: Record<string, Scalar> = {};
    for (const [name, held] of Object.entries(params)) {
      settled[name] =
        held.kind === 'value'
          ? held.value
          : Math.min(lastMs, Math.round((typedMs[held.message % Math.max(1, typedMs.length)] ?? 0) + held.plusMs));
    }
    for (const [low, high] of ORDERED) {
      const [a, b] = [settled[low], settled[high]];
      if (typeof a === 'number' && typeof b === 'number' && b < a) Object.assign(settled, { [low]: b, [high]: a });
    }
    // In an interval lies a moment at least.
    const { fromMs, toMs } = settled;
    if (typeof fromMs === 'number' && fromMs === toMs)
      Object.assign(settled, fromMs > 0 ? { fromMs: fromMs - 1 } : { toMs: 1 });
    return { fault, ...settled };
  });
}

/** Pairs of parameters of which the first is not above the second. */
const ORDERED = [
  ['fromMs', 'toMs'],
  ['minMs', 'maxMs'],
] as const;
