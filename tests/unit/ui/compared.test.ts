/** Two runs beside each other: what is asked for and when, what stops it, and how a person walks through both. */
import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../../src/sim/model/compare/index.ts';
import { comparedActions } from '../../../src/ui/store/compared/actions.ts';
import { ComparedRuns } from '../../../src/ui/store/compared/compared.ts';
import type { PageStore } from '../../../src/ui/store/host.ts';
import { endOf, wholeRun } from '../../../src/ui/store/span.ts';
import { initialState, type PageState } from '../../../src/ui/store/state.ts';
import { Overtaken, RunStopped } from '../../../src/ui/worker/client.ts';
import type { ComparedRun, Comparison, RunResult } from '../../../src/ui/worker/protocol.ts';
import { createStore } from 'zustand/vanilla';
import { DROPPED_ID, drawnResult, drawnTrace } from './drawn-trace.ts';

/** The drawn run, in which the second publish was taken. */
const repaired: RunResult = {
  ...drawnResult,
  hash: 'repaired',
  trace: {
    ...drawnTrace,
    events: drawnTrace.events.map((event) =>
      event.id === DROPPED_ID && event.kind === 'arrival' ? { ...event, facts: { deduplicated: false } } : event,
    ),
  },
};

/** A client whose questions are answered by hand. */
function desk() {
  const asked: { left: ComparedRun; right: ComparedRun; answer: () => void; refuse: (error: Error) => void }[] = [];
  let stops = 0;
  const client = {
    compare: (left: ComparedRun, right: ComparedRun): Promise<Comparison> =>
      new Promise((resolve, refuse) => {
        const wanted = (run: ComparedRun): RunResult | null => (run.kind === 'request' && run.wanted ? repaired : null);
        const traceOf = (run: ComparedRun) => (wanted(run) ?? drawnResult).trace;
        const comparison = compareRuns(
          { trace: traceOf(left), side: left.side },
          { trace: traceOf(right), side: right.side },
        );
        const answer = (): void => resolve({ left: wanted(left), right: wanted(right), comparison });
        asked.push({ left, right, answer, refuse });
      }),
    stop: () => {
      stops += 1;
      asked.at(-1)?.refuse(new RunStopped(null));
    },
  };
  return { client, asked, stops: () => stops };
}

function opened(part: Partial<PageState> = {}) {
  const page: PageStore = createStore<PageState>(() => ({
    ...initialState('auto', false),
    choice: { scenario: 'requeue-deduplicated', variant: 'same-id' },
    result: drawnResult,
    run: { kind: 'done' },
    compare: { left: { kind: 'this' }, right: { kind: 'policy', id: 'hardened' } },
    ...part,
  }));
  const { client, asked, stops } = desk();
  const compared = new ComparedRuns(client, page);
  return { page, compared, actions: comparedActions(compared), asked, stops };
}

/** What has been answered reaches whoever waits. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

async function compared(part: Partial<PageState> = {}) {
  const desk = opened(part);
  desk.compared.watch();
  desk.asked[0]?.answer();
  await settled();
  return desk;
}

describe('two runs', () => {
  it('are asked for when somebody looks: the one on show by its request, the other one to be sent', async () => {
    const { asked, compared: runs } = opened();
    expect(asked).toHaveLength(0);
    runs.watch();
    expect(asked[0]).toMatchObject({
      left: { kind: 'request', wanted: false, side: 'pipeline' },
      right: { kind: 'request', wanted: true, request: { overrides: { policy: 'hardened' } } },
    });
    asked[0]?.answer();
    await settled();
    const { phase, pair, selected } = runs.store.getState();
    expect(phase).toEqual({ kind: 'there' });
    expect(pair?.left.result).toBe(drawnResult);
    expect(pair?.right.result).toBe(repaired);
    expect(selected).toEqual({ left: DROPPED_ID, right: DROPPED_ID });
    expect(runs.stage.getState().playheadMs).toBe(drawnTrace.events[DROPPED_ID]?.atMs);
  });

  it('stay in sight until the next pair is there, and only the newest counts', async () => {
    const { page, compared: runs, asked } = await compared();
    const before = runs.store.getState().pair;
    page.setState({ compare: { left: { kind: 'this' }, right: { kind: 'seed', seed: 2 } } });
    page.setState({ compare: { left: { kind: 'this' }, right: { kind: 'seed', seed: 3 } } });
    expect(asked).toHaveLength(3);
    asked[1]?.refuse(new Overtaken());
    await settled();
    expect(runs.store.getState()).toMatchObject({ phase: { kind: 'running' }, pair: before });
    asked[2]?.answer();
    await settled();
    expect(runs.store.getState().phase.kind).toBe('there');
  });

  it('that are the same pair as before are not asked for again', async () => {
    const { page, asked } = await compared();
    page.setState({ playheadMs: 5, problems: [], compare: { ...page.getState().compare } });
    expect(asked).toHaveLength(1);
  });

  it('wait for the run on show', () => {
    const { page, compared: runs, asked } = opened({ run: { kind: 'running', progress: null } });
    runs.watch();
    expect(asked).toHaveLength(0);
    page.setState({ run: { kind: 'done' } });
    expect(asked).toHaveLength(1);
  });

  it('of which one is not there say so', () => {
    const { compared: runs, asked } = opened({ compare: { left: { kind: 'before' }, right: { kind: 'this' } } });
    runs.watch();
    expect(runs.store.getState().phase.kind).toBe('missing');
    expect(asked).toHaveLength(0);
  });

  it('are stopped on demand, and run again on demand', async () => {
    const { compared: runs, asked } = opened();
    runs.watch();
    runs.stop();
    await settled();
    expect(runs.store.getState().phase.kind).toBe('stopped');
    runs.again();
    expect(asked).toHaveLength(2);
    expect(runs.store.getState().phase.kind).toBe('running');
  });

  it('are stopped when nobody looks any more, and asked for when somebody does again', async () => {
    const { compared: runs, asked, stops } = opened();
    runs.watch()();
    expect(stops()).toBe(1);
    await settled();
    runs.watch();
    expect(asked).toHaveLength(2);
    expect(runs.store.getState().phase.kind).toBe('running');
  });

  it('that cannot be run say why', async () => {
    const { compared: runs, asked } = opened();
    runs.watch();
    asked[0]?.refuse(new Error('boom'));
    await settled();
    expect(runs.store.getState().phase).toMatchObject({ kind: 'failed', problem: { found: 'boom' } });
  });

  it('of a link are looked at where the link says, once', async () => {
    const sight = { playheadMs: 1_500, view: { fromMs: 1_000, toMs: 2_000 }, selected: { left: 3, right: null } };
    const { page, compared: runs } = await compared({ sight });
    expect(runs.sight()).toEqual(sight);
    expect(page.getState().sight).toBeNull();
  });
});

describe('what a person does with two runs', () => {
  it('steps through the events of both in the order of time, each with its like', async () => {
    const { compared: runs, actions } = await compared();
    actions.toStart();
    actions.select(null);
    const seen: (readonly [number | null, number | null])[] = [];
    for (let i = 0; i < 4; i += 1) {
      actions.step(1);
      const { left, right } = runs.store.getState().selected;
      seen.push([left, right]);
    }
    const [first] = seen;
    expect(seen.every(([left, right]) => left === right)).toBe(true);
    actions.step(-1);
    actions.step(-1);
    actions.step(-1);
    const { left, right } = runs.store.getState().selected;
    expect([left, right]).toEqual(first);
  });

  it('walks both to the end and back to the start, one event at a time', async () => {
    const { compared: runs, actions } = await compared();
    const events = drawnTrace.events.filter(({ side }) => side === 'pipeline');
    actions.toStart();
    const moments = new Set<number>();
    for (let i = 0; i < 2 * events.length + 5; i += 1) {
      moments.add(runs.stage.getState().playheadMs);
      actions.step(1);
    }
    expect([...moments]).toEqual([...new Set([0, ...events.map(({ atMs }) => atMs)])]);
    expect(runs.stage.getState().playheadMs).toBe(events.at(-1)?.atMs);
  });

  it('jumps between what the user sees, and to where the runs part', async () => {
    const { compared: runs, actions } = await compared();
    const at = (): number => runs.stage.getState().playheadMs;
    actions.toStart();
    actions.stepVisible(1);
    expect(at()).toBe(1_100);
    actions.stepVisible(1);
    expect(at()).toBe(2_200);
    actions.stepVisible(-1);
    expect(at()).toBe(1_100);
    actions.firstFailure();
    expect(runs.store.getState().selected).toEqual({ left: DROPPED_ID, right: DROPPED_ID });
  });

  it('walks from difference to difference', async () => {
    const { compared: runs, actions } = await compared({
      compare: { left: { kind: 'this' }, right: { kind: 'baseline' } },
    });
    const times = runs.store.getState().pair?.comparison.differences.map(({ atMs }) => atMs) ?? [];
    expect(times.length).toBeGreaterThan(0);
    actions.toStart();
    actions.select(null);
    const seen: number[] = [];
    for (let i = 0; i < times.length; i += 1) {
      actions.difference(1);
      seen.push(runs.stage.getState().playheadMs);
    }
    expect(seen).toEqual(times);
  });

  it('zooms, fits and plays with one playhead over the longer of the two', async () => {
    const { compared: runs, actions } = await compared();
    actions.zoom(1);
    expect(runs.sight()?.view).not.toBeNull();
    actions.fit();
    expect(runs.stage.getState().view).toEqual(wholeRun(drawnTrace));
    expect(runs.sight()?.view).toBeNull();
    actions.toggle();
    expect(runs.stage.getState().playing).toBe(true);
    actions.toEnd();
    expect(runs.stage.getState()).toMatchObject({ playing: false, playheadMs: endOf(drawnTrace) });
  });
});
