/**
 * What comes into a run while it goes on is recorded as plain inputs, and these give the same trace from the start:
 * whatever is typed or thrown, whenever, and however often the run was stopped on the way.
 */
import { describe, expect, it } from 'vitest';
import { faults, type Injected, run, startRun } from '../../src/sim/index.ts';
import { hashTrace } from '../../src/sim/model/trace-file/hash.ts';
import type { FaultInput, TypedMessage } from '../../src/sim/model/scenario.ts';
import type { RunInputs, Trace } from '../../src/sim/model/trace.ts';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { fc } from '../support/property.ts';

const TAIL = { 'network.tailShare': 0.05, 'network.tailMinMs': 200, 'network.tailMaxMs': 2_000 };
const USERS = ['3282789748459241', '4282789748459242', '5282789748459243'] as const;

/** Also fractions of a millisecond, and moments at which other things happen. */
const waits = fc.oneof(
  fc.integer({ min: 0, max: 40_000 }),
  fc.constantFrom(0, 0.0004, 1, 20, 1_000, 2_000, 5_000, 30_000),
  fc.double({ min: 0, max: 3_000, noNaN: true }),
);

const message = fc.record({ text: fc.constantFrom('გამარჯობა', 'hello', '👍'), user: fc.constantFrom(...USERS) });

/** Every fault that can be thrown while a run goes on. */
const THROWN = faults.flatMap(({ id, begins, params }) => (begins === undefined ? [] : [{ id, begins, params }]));

const thrown = fc.constantFrom(...THROWN).chain(({ id, begins, params }) => {
  const shares = params.filter(({ name }) => name === 'share');
  const role = params.some(({ name }) => name === 'role')
    ? fc.constantFrom('processor', 'any', 'webhook')
    : fc.constant(null);
  return fc.record({
    id: fc.constant(id),
    begins: fc.constant(begins),
    role,
    share: shares.length === 0 ? fc.constant(null) : fc.constantFrom(0.5, 1),
    lastsMs: params.some(({ name }) => name === 'toMs') ? fc.constantFrom(null, 5_000) : fc.constant(null),
  });
});

interface Step {
  readonly waitMs: number;
  /** How much later than now it is to happen. */
  readonly aheadMs: number;
  readonly what:
    | { readonly message: { readonly text: string; readonly user: string } }
    | { readonly thrown: Thrown }
    | null;
}
type Thrown = typeof thrown extends fc.Arbitrary<infer T> ? T : never;

const step: fc.Arbitrary<Step> = fc.record({
  waitMs: waits,
  aheadMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 10_000 })),
  what: fc.oneof(fc.record({ message }), fc.record({ thrown }), fc.constant(null)),
});

function injected({ what, aheadMs }: Step, nowMs: number): Injected | undefined {
  if (what === null) return undefined;
  const atMs = nowMs + aheadMs;
  if ('message' in what) return { kind: 'message', message: { ...what.message, atMs } };
  const { id, begins, role, share, lastsMs } = what.thrown;
  const fault: FaultInput = {
    fault: id,
    [begins]: atMs,
    ...(role === null ? {} : { role }),
    ...(share === null ? {} : { share }),
    ...(lastsMs === null ? {} : { toMs: atMs + lastsMs }),
  };
  return { kind: 'fault', fault };
}

const conversation = fc.record({
  seed: fc.nat(),
  /** Known from the start, in any order. */
  known: fc.array(
    fc.record({
      atMs: fc.integer({ min: 0, max: 90_000 }),
      text: fc.constant('known'),
      user: fc.constantFrom(...USERS),
    }),
    { maxLength: 4 },
  ),
  steps: fc.array(step, { minLength: 1, maxLength: 8 }),
});

function inputsFor(seed: number, messages: readonly TypedMessage[]): RunInputs {
  const settings = { testUsers: USERS.join(',') };
  return inputsOf(findScenario('rapid-burst'), undefined, { seed, messages, settings, constants: TAIL });
}

/** Plays the steps; says at each what the past was, as it was then. */
async function live(
  inputs: RunInputs,
  steps: readonly Step[],
  pasts: (Trace & { count: number })[] = [],
): Promise<Trace> {
  const session = startRun(optionsFor(inputs));
  try {
    for (const each of steps) {
      const atMs = session.reachedMs + each.waitMs;
      await session.advanceTo(atMs);
      const input = injected(each, Math.max(session.reachedMs, atMs));
      if (input !== undefined) session.inject(input);
      const trace = session.trace();
      pasts.push({ ...trace, events: structuredClone(trace.events), count: trace.events.length });
    }
    await session.advanceTo(Number.POSITIVE_INFINITY);
    return session.trace();
  } finally {
    session.stop();
  }
}

describe('a run that is given inputs while it goes on', () => {
  it('is the run of its recorded inputs from the start, to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async ({ seed, known, steps }) => {
        const trace = await live(inputsFor(seed, known), steps);
        const again = await run(optionsFor(trace.inputs));
        expect(again.events).toEqual(trace.events);
        expect(hashTrace(again)).toBe(hashTrace(trace));
      }),
      { numRuns: 120 },
    );
  });

  it('never changes what had happened', async () => {
    await fc.assert(
      fc.asyncProperty(conversation, async ({ seed, known, steps }) => {
        const pasts: (Trace & { count: number })[] = [];
        const trace = await live(inputsFor(seed, known), steps, pasts);
        for (const past of pasts) expect(trace.events.slice(0, past.count)).toEqual(past.events);
      }),
      { numRuns: 20 },
    );
  });
});
