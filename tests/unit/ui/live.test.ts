/**
 * A live run over the real simulator: virtual time follows the frames that the test gives, what is done is recorded, and
 * the recording replays to the byte.
 */
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { run } from '../../../src/sim/index.ts';
import { hashTrace } from '../../../src/sim/model/trace-file/hash.ts';
import { asScenario, type OwnScenario } from '../../../src/sim/model/own-scenario.ts';
import { LiveRun } from '../../../src/ui/store/live/live.ts';
import { blankOwn } from '../../../src/ui/store/own/from.ts';
import { initialState, type PageState } from '../../../src/ui/store/state.ts';
import { faultFor, FORCE } from '../../../src/ui/store/live/throwing.ts';
import { describePage } from '../../../src/ui/worker/adapter.ts';
import { WorkerProblem } from '../../../src/ui/worker/client.ts';
import { finishLive, startLive, stepLive } from '../../../src/ui/worker/live-adapter.ts';
import type { LiveNews } from '../../../src/ui/worker/live-protocol.ts';
import { inputsOf, optionsFor } from '../../support/app.ts';
import { drawnResult } from './drawn-trace.ts';

const USER = '3282789748459241';
const FRAME_MS = 50;

interface Stage {
  readonly live: LiveRun;
  readonly kept: OwnScenario[];
  /** Real time passes, and the worker answers. */
  readonly pass: (realMs: number) => Promise<void>;
  /** The worker is lost at its next question. */
  lose: boolean;
}

let opened: LiveRun | undefined;
afterEach(async () => {
  opened?.close();
  // Another live run is stopped by the start of the next; this one has the thread.
  await finishLive().catch(() => undefined);
});

function stage(): Stage {
  const kept: OwnScenario[] = [];
  let frame: ((realMs: number) => void) | undefined;
  let realMs = 0;
  const page = createStore<PageState>(() => ({ ...initialState('auto', false), description: describePage() }));
  const asked = (question: () => Promise<LiveNews>): Promise<LiveNews> =>
    made.lose
      ? Promise.reject(new WorkerProblem({ field: 'worker', found: 'gone', expected: 'an answer', message: 'gone' }))
      : question();
  const live = new LiveRun({
    client: {
      start: (own, toMs) => startLive(own, toMs),
      step: (inputs, toMs, judge) => asked(() => stepLive(inputs, toMs, judge)),
      finish: () => asked(() => finishLive()),
      close: () => undefined,
    },
    frames: {
      request: (next) => {
        frame = next;
        return 1;
      },
      cancel: () => {
        frame = undefined;
      },
    },
    keep: (own) => void kept.push(own),
    rerun: async (own) => {
      const trace = await run(optionsFor(inputsOf(asScenario(own), undefined, { seed: own.seed })));
      return { ...drawnResult, trace, hash: hashTrace(trace) };
    },
    page,
  });
  opened = live;
  const made: Stage = {
    live,
    kept,
    lose: false,
    pass: async (ms) => {
      for (let passed = 0; passed < ms; passed += FRAME_MS) {
        realMs += FRAME_MS;
        const now = frame;
        frame = undefined;
        now?.(realMs);
        // The simulator takes turns of the host's loop; the answer is there when the run has none to ask.
        for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      }
    },
  };
  return made;
}

const texts = (live: LiveRun, side: string): readonly string[] =>
  (live.stage.getState().result?.trace.events ?? []).flatMap((event) =>
    event.kind === 'reply' && event.side === side ? [event.text] : [],
  );

describe('a live run', () => {
  it('stands still until somebody types; then both sides answer as time passes', async () => {
    const { live, pass } = stage();
    await live.start(blankOwn('mine-one'));
    await pass(1_000);
    expect(live.store.getState()).toMatchObject({ phase: { kind: 'ready' }, nowMs: 0 });
    live.type('hello', USER);
    await pass(2_000);
    expect([texts(live, 'pipeline'), texts(live, 'baseline')]).toEqual([[], []]);
    await pass(10_000);
    expect(texts(live, 'pipeline')).toHaveLength(1);
    expect(texts(live, 'baseline')).toHaveLength(1);
    expect(live.stage.getState().playheadMs).toBe(live.store.getState().nowMs);
  });

  it('keeps what is sent while it starts, and sends it in its order once it can', async () => {
    const { live, pass } = stage();
    const started = live.start(blankOwn('mine-one'));
    live.type('one', USER);
    live.type('two', USER);
    expect(live.store.getState()).toMatchObject({ phase: { kind: 'starting' }, waiting: 2 });
    await started;
    await pass(10_000);
    expect(live.store.getState().own?.messages.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(texts(live, 'baseline')).toHaveLength(1);
  });

  it('goes at the speed that was chosen, and not at all while it is paused', async () => {
    const { live, pass } = stage();
    await live.start(blankOwn('mine-one'));
    live.type('hello', USER);
    await pass(1_000);
    const { nowMs } = live.store.getState();
    live.setSpeed(10);
    await pass(1_000);
    const faster = live.store.getState().nowMs - nowMs;
    expect(faster).toBeGreaterThan(9_000);
    live.toggle();
    await pass(1_000);
    expect(live.store.getState().nowMs).toBe(nowMs + faster);
  });

  it('records what is typed and thrown, and the recording replays to the byte', async () => {
    const { live, kept, pass } = stage();
    await live.start(blankOwn('mine-one'));
    live.type('one', USER);
    await pass(700);
    live.type('two', USER);
    live.throw((atMs) => faultFor({ kind: 'service', id: 'openai' }, 'slow', atMs, FORCE));
    await pass(3_000);
    live.throw((atMs) => faultFor({ kind: 'instances', id: 'processor' }, 'crash', atMs, FORCE));
    live.toggle();
    live.type('three, while it is paused', USER);
    live.toggle();
    await pass(500);
    await live.finish();
    const { phase, own } = live.store.getState();
    expect(phase).toMatchObject({ kind: 'over', replay: { kind: 'same' } });
    expect(own?.messages.map(({ text }) => text)).toEqual(['one', 'two', 'three, while it is paused']);
    expect(own?.faults.map(({ fault }) => fault)).toEqual(['call-slow', 'kill']);
    expect(kept.at(-1)).toEqual(own);
    expect(own?.title).toBe('“one” and 2 more, 2 faults');
    expect(live.stage.getState().result?.trace.events.some(({ kind }) => kind === 'fault')).toBe(true);
  });

  it('says what could not be thrown, and records only what has come into the run', async () => {
    const { live, pass } = stage();
    await live.start(blankOwn('mine-one'));
    live.type('one', USER);
    live.throw((atMs) => ({ fault: 'gremlins', atMs }));
    live.type('two', USER);
    await pass(500);
    const { problems, own } = live.store.getState();
    expect(problems).toMatchObject([{ found: '"gremlins"' }]);
    expect(own?.messages.map(({ text }) => text)).toEqual(['one', 'two']);
    expect(own?.faults).toEqual([]);
    await live.finish();
    expect(live.store.getState().phase).toMatchObject({ kind: 'over', replay: { kind: 'same' } });
  });

  it('loses nothing with its worker: the recording goes on in a fresh one', async () => {
    const made = stage();
    const { live, kept, pass } = made;
    await live.start(blankOwn('mine-one'));
    live.type('one', USER);
    await pass(1_000);
    const before = live.stage.getState().result?.trace.events;
    made.lose = true;
    live.type('two', USER);
    await pass(200);
    expect(live.store.getState().phase).toMatchObject({ kind: 'lost', problem: { found: 'gone' } });
    expect(kept.at(-1)?.messages.map(({ text }) => text)).toEqual(['one', 'two']);
    made.lose = false;
    await live.recover();
    expect(live.stage.getState().result?.trace.events.slice(0, before?.length)).toEqual(before);
    live.toggle();
    await pass(8_000);
    expect(texts(live, 'baseline').join(' ')).toContain('two');
    await live.finish();
    expect(live.store.getState().phase).toMatchObject({ kind: 'over', replay: { kind: 'same' } });
  });

  it('goes on from a moment of another run, whose past it keeps', async () => {
    const { live, pass } = stage();
    const own: OwnScenario = { ...blankOwn('mine-one'), messages: [{ atMs: 100, text: 'before', user: USER }] };
    await live.start(own, 1_500);
    expect(live.stage.getState().result?.trace.events[0]).toMatchObject({ kind: 'message', text: 'before' });
    live.type('after', USER);
    await pass(500);
    expect(live.store.getState().own?.messages).toMatchObject([{ atMs: 100 }, { atMs: 1_500, text: 'after' }]);
    expect(live.stage.getState().result?.trace.events.some(({ kind }) => kind === 'reply')).toBe(false);
    await live.finish();
    const { result, playheadMs } = live.stage.getState();
    const replies = result?.trace.events.filter(({ kind }) => kind === 'reply') ?? [];
    expect(replies).toHaveLength(2);
    expect(replies.every(({ atMs }) => atMs <= playheadMs)).toBe(true);
    expect(live.store.getState().phase).toMatchObject({ kind: 'over', replay: { kind: 'same' } });
  });
});
