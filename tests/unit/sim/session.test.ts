/** A run that is taken step by step: what it may be asked between its steps, and what it refuses. */
import { afterEach, describe, expect, it } from 'vitest';
import { run, type Session, startRun } from '../../../src/sim/index.ts';
import { hashTrace } from '../../../src/sim/model/trace-file/hash.ts';
import { InputError } from '../../../src/sim/model/errors.ts';
import { findScenario, inputsOf, optionsFor } from '../../support/app.ts';

const inputs = inputsOf(findScenario('rapid-burst'));
let open: Session | undefined;

function start(of = inputs): Session {
  open = startRun(optionsFor(of));
  return open;
}

afterEach(() => {
  open?.stop();
  open = undefined;
});

/** The field that an InputError names. */
function refused(act: () => void): string {
  try {
    act();
  } catch (error) {
    if (error instanceof InputError) return error.field;
    throw error;
  }
  return 'nothing';
}

describe('a session', () => {
  it('is at its end the run of the same inputs, however finely it was taken', async () => {
    const session = start();
    for (let atMs = 0; atMs < 20_000; atMs += 37) await session.advanceTo(atMs);
    const end = await session.advanceTo(Number.POSITIVE_INFINITY);
    session.stop();
    expect(end.reason).toBe('quiet');
    expect(hashTrace(session.trace())).toBe(hashTrace(await run(optionsFor(inputs))));
  });

  it('has what is due before the moment, and not what is due at it', async () => {
    const first = Math.min(...inputs.messages.map(({ atMs }) => atMs));
    const session = start();
    await session.advanceTo(first);
    expect(session.trace().events).toEqual([]);
    expect(session.trace().end).toEqual({ reason: 'stopped', atMs: 0 });
    await session.advanceTo(first + 0.001);
    expect(session.trace().events[0]).toMatchObject({ kind: 'message', atMs: first });
  });

  it('leaves the globals to the host between its steps', async () => {
    const host = { date: Date, fetch: globalThis.fetch, timer: setTimeout, environment: process.env };
    const session = start();
    await session.advanceTo(1_000);
    expect({ date: Date, fetch: globalThis.fetch, timer: setTimeout, environment: process.env }).toEqual(host);
    expect(Math.abs(Date.now() - new Date().getTime())).toBeLessThan(60_000);
  });

  it('refuses what would begin in the past, or at no moment of its own, and changes nothing then', async () => {
    const session = start();
    await session.advanceTo(5_000);
    const before = session.trace().inputs;
    expect([
      refused(() => session.inject({ kind: 'message', message: { atMs: 4_999, text: 'late' } })),
      refused(() => session.inject({ kind: 'message', message: { atMs: 5_000, text: '' } })),
      refused(() => session.inject({ kind: 'fault', fault: { fault: 'openai-latency', latencyMs: 1, fromMs: 4_000 } })),
      refused(() => session.inject({ kind: 'fault', fault: { fault: 'environment' } })),
      refused(() => session.inject({ kind: 'fault', fault: { fault: 'gremlins' } })),
    ]).toEqual([
      `messages[${inputs.messages.length}].atMs`,
      `messages[${inputs.messages.length}].text`,
      'faults[0].fromMs',
      'faults[0].fault',
      'faults[0].fault',
    ]);
    expect(session.trace().inputs).toEqual(before);
  });

  it('has the thread to itself until it is stopped', async () => {
    const session = start();
    expect(() => startRun(optionsFor(inputs))).toThrow(/thread/);
    session.stop();
    await expect(session.advanceTo(1)).rejects.toThrow(/stopped/);
    expect((await run(optionsFor(inputs))).end.reason).toBe('quiet');
  });

  it('takes no inputs after a bound has ended it, since from the start they would never be reached', async () => {
    const session = start({ ...inputs, bounds: { ...inputs.bounds, maxEvents: 20 } });
    const end = await session.advanceTo(Number.POSITIVE_INFINITY);
    expect(end).toMatchObject({ reason: 'bound', bound: 'maxEvents' });
    expect(refused(() => session.inject({ kind: 'message', message: { atMs: 90_000, text: 'x' } }))).toBe('run');
  });
});

describe('whoever watches a run', () => {
  it('stops it between two events, and gets what it came to', async () => {
    let asked = 0;
    const trace = await run(optionsFor(inputs), { stopped: () => (asked += 1) > 30 });
    const whole = await run(optionsFor(inputs));
    expect(trace.end.reason).toBe('stopped');
    expect(trace.events.length).toBeLessThan(whole.events.length);
    expect(trace.events).toEqual(whole.events.slice(0, trace.events.length));
  });

  it('can be told to stop by the host while it goes on, since the host gets its turn', async () => {
    const messages = Array.from({ length: 2_000 }, (_, n) => ({ atMs: n * 10, text: `message ${n}` }));
    let stop = false;
    const news: number[] = [];
    const going = run(optionsFor(inputsOf(findScenario('rapid-burst'), undefined, { messages })), {
      stopped: () => stop,
      progress: ({ events }) => news.push(events),
    });
    setImmediate(() => (stop = true));
    const trace = await going;
    expect(trace.end.reason).toBe('stopped');
    expect(trace.events.length).toBeLessThan(2_000);
    expect(news).toEqual(news.toSorted((a, b) => a - b));
  });

  it('is told how far it is', async () => {
    const messages = Array.from({ length: 100 }, (_, n) => ({ atMs: n * 10, text: `message ${n}` }));
    const news: number[] = [];
    const options = optionsFor(inputsOf(findScenario('rapid-burst'), undefined, { messages }));
    const trace = await run(options, { progress: ({ events }) => news.push(events) });
    expect(news.length).toBeGreaterThan(1);
    expect(Math.max(...news)).toBeLessThanOrEqual(trace.events.length);
  });
});
