import { describe, expect, it } from 'vitest';
import { packAddress } from '../../../src/sim/model/link/packed.ts';
import { addressOf } from '../../../src/ui/store/link/address.ts';
import { OwnShelf } from '../../../src/ui/store/own/own.ts';
import { createActions } from '../../../src/ui/store/actions.ts';
import { readOrigin } from '../../../src/ui/store/fresh.ts';
import { Page } from '../../../src/ui/store/page.ts';
import { blankOwn } from '../../../src/ui/store/own/from.ts';
import { playWith } from '../../../src/ui/store/playback.ts';
import { fileOnShow } from '../../../src/ui/store/selectors.ts';
import { endOf, wholeRun } from '../../../src/ui/store/span.ts';
import { WorkerProblem } from '../../../src/ui/worker/client.ts';
import type { RunRequest, RunResult } from '../../../src/ui/worker/protocol.ts';
import { pageHost, type Run, scenario } from './page-host.ts';
import { DROPPED_ID, drawnResult, drawnTrace } from './drawn-trace.ts';

describe('the page', () => {
  it('plays a failure to a newcomer, from the start, with the failure selected', async () => {
    const page = new Page(pageHost());
    await page.start();
    const { playing, playheadMs, selectedEventId, newcomer } = page.store.getState();
    expect({ playing, playheadMs, selectedEventId, newcomer }).toEqual({
      playing: true,
      playheadMs: 0,
      selectedEventId: DROPPED_ID,
      newcomer: true,
    });
  });

  it('stands still at the end where motion is to be reduced', async () => {
    const page = new Page(pageHost({ reducedMotion: true }));
    await page.start();
    expect(page.store.getState().playing).toBe(false);
    expect(page.store.getState().playheadMs).toBe(endOf(drawnTrace));
  });

  it('opens a link at its moment and its event', async () => {
    const page = new Page(pageHost({ hash: `#scenario=${scenario.id}&variant=same-id&at=3500&event=2` }));
    await page.start();
    const { playheadMs, selectedEventId, playing } = page.store.getState();
    expect({ playheadMs, selectedEventId, playing }).toEqual({ playheadMs: 3500, selectedEventId: 2, playing: false });
  });

  it('leads back to the view in which a run was opened, and to none where it was opened elsewhere', async () => {
    const page = new Page(pageHost({ hash: '#show=history' }));
    await page.start();
    const cameFrom = () => page.store.getState().cameFrom;
    await page.open(`#scenario=${scenario.id}&found=answered/requeue-dropped`);
    expect([cameFrom(), page.store.getState().stage]).toEqual(['history', 'replay']);
    await page.change({ seed: 2 });
    expect(cameFrom()).toBe('history');
    await page.choose({ scenario: scenario.id, variant: 'same-id' });
    expect(cameFrom()).toBe('history');
    await page.open('#show=matrix');
    expect(cameFrom()).toBe(null);
    await page.open(`#scenario=${scenario.id}`);
    expect(cameFrom()).toBe('matrix');
    await page.open(`#scenario=${scenario.id}&seed=3`);
    expect(cameFrom()).toBe(null);
  });

  it('leads back to the view that the browser kept beside the address, after a reload too', async () => {
    const hash = `#scenario=${scenario.id}&found=answered/requeue-dropped`;
    const page = new Page(pageHost({ hash, origin: { cameFrom: 'history' } }));
    await page.start();
    const cameFrom = () => page.store.getState().cameFrom;
    expect(cameFrom()).toBe('history');
    await page.open('#show=matrix');
    await page.open(hash, { cameFrom: 'document' });
    expect(cameFrom()).toBe('document');
    await page.open('#show=matrix');
    await page.open(hash, { cameFrom: null });
    expect(cameFrom()).toBe(null);
  });

  it('takes what the browser kept for a view only where the page has written it and there is one', () => {
    expect([readOrigin(null), readOrigin('history'), readOrigin({ view: 'history' })]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect([
      readOrigin({ cameFrom: 'history' }),
      readOrigin({ cameFrom: null }),
      readOrigin({ cameFrom: 'x' }),
    ]).toEqual([{ cameFrom: 'history' }, { cameFrom: null }, { cameFrom: null }]);
  });

  it('says that an event of the link does not exist, and goes on', async () => {
    const page = new Page(pageHost({ hash: `#scenario=${scenario.id}&event=99999` }));
    await page.start();
    expect(page.store.getState().problems.map(({ field }) => field)).toEqual(['link.event']);
    expect(page.store.getState().run.kind).toBe('done');
  });

  it('names what a link asks for in vain, then shows the scenario as it is', async () => {
    const problem = { field: 'settings.nope', found: '1', expected: 'one of lockMs', message: 'settings.nope' };
    const run: Run = (request) =>
      request.overrides.settings === undefined
        ? Promise.resolve({ ...drawnResult, request })
        : Promise.reject(new WorkerProblem(problem));
    const page = new Page(pageHost({ hash: `#scenario=${scenario.id}&settings={"nope":1}`, run }));
    await page.start();
    const { problems, run: state, overrides } = page.store.getState();
    expect({ problems, kind: state.kind, overrides }).toEqual({ problems: [problem], kind: 'done', overrides: {} });
  });

  it('keeps the last run in sight when the next one fails', async () => {
    const run: Run = (request) =>
      request.overrides.seed === 2 ? Promise.reject(new Error('boom')) : Promise.resolve({ ...drawnResult, request });
    const page = new Page(pageHost({ run }));
    await page.start();
    await page.change({ seed: 2 });
    const { result, run: state, problems } = page.store.getState();
    expect({ kept: result !== null, kind: state.kind, found: problems[0]?.found }).toEqual({
      kept: true,
      kind: 'failed',
      found: 'boom',
    });
  });

  it('has the marks of the list worked out after the first run, says how far that is, and lets the worker go', async () => {
    const told: string[] = [];
    const { background } = pageHost();
    const page = new Page(
      pageHost({
        background: {
          summarise: (request) => {
            const { run, judging } = page.store.getState();
            told.push(`${run.kind} ${judging?.done}/${judging?.all}`);
            return background.summarise(request);
          },
          close: () => void told.push('closed'),
        },
      }),
    );
    await page.start();
    expect(told).toEqual(['done 0/1', 'closed']);
    expect(page.store.getState().summaries['requeue-deduplicated/same-id']?.marks.pipeline).toBe('broken');
    expect(page.store.getState().judging).toBeNull();
  });

  it('says that the simulation cannot be started, and does not pretend to run', async () => {
    const lost = { field: 'worker', found: 'forbidden', expected: 'an answer', message: 'worker: forbidden' };
    const page = new Page({
      ...pageHost(),
      client: {
        describe: () => Promise.reject(new WorkerProblem(lost)),
        run: () => Promise.reject(new Error()),
        judge: () => Promise.reject(new Error()),
        stop: () => undefined,
      },
    });
    await page.start();
    const { run: state, problems } = page.store.getState();
    expect({ kind: state.kind, problems }).toEqual({ kind: 'failed', problems: [lost] });
  });

  it('shows a run from a file as it was, with its moment, and keeps what ran before it', async () => {
    const saved: RunResult = { ...drawnResult, request: { ...drawnResult.request, overrides: { seed: 7 } } };
    const page = new Page(pageHost({ judge: () => Promise.resolve({ result: saved, again: { kind: 'stopped' } }) }));
    await page.start();
    const ran = page.store.getState().result;
    await page.openTrace('saved.json', '{}');
    const state = page.store.getState();
    expect(fileOnShow(state)).toEqual({ name: 'saved.json', result: saved, again: { kind: 'stopped' } });
    expect(state).toMatchObject({ before: ran, overrides: { seed: 7 }, run: { kind: 'done' }, stage: 'replay' });
    await page.run();
    expect(fileOnShow(page.store.getState())).toBeNull();
  });

  it('goes on with the run on show where a file is no trace, and says which field it is', async () => {
    const wrong = { field: 'saved.events[3].kind', found: '"x"', expected: 'an event', message: 'no' };
    const page = new Page(pageHost({ judge: () => Promise.reject(new WorkerProblem(wrong)) }));
    await page.start();
    const before = page.store.getState().result;
    await page.openTrace('wrong.json', '{}');
    const { result, run: state, problems, loaded } = page.store.getState();
    expect({ result, state, problems, loaded }).toEqual({
      result: before,
      state: { kind: 'done' },
      problems: [wrong],
      loaded: null,
    });
  });

  it('makes a run of a scenario that nobody here knows one’s own', async () => {
    const saved: RunResult = { ...drawnResult, request: { scenario: 'mine-abc', variant: 'run', overrides: {} } };
    const page = new Page(pageHost({ judge: () => Promise.resolve({ result: saved, again: { kind: 'same' } }) }));
    await page.start();
    await page.openTrace('saved.json', '{}');
    const { choice, own, visiting, result } = page.store.getState();
    expect({ choice: choice.scenario, own: own.map(({ id }) => id), visiting }).toEqual({
      choice: 'mine-abc',
      own: ['mine-abc'],
      visiting: ['mine-abc'],
    });
    expect(result).toBe(saved);
  });

  it('holds the run against the one of its link until somebody changes it', async () => {
    const asked: RunRequest[] = [];
    const run: Run = (request) => {
      asked.push(request);
      const departure = request.recorded === undefined ? null : ({ kind: 'goes-on', events: 20, now: 24 } as const);
      return Promise.resolve({ ...drawnResult, request, departure, checkpoints: [{ events: 24, hash: 'zzzzzz' }] });
    };
    const page = new Page(pageHost({ hash: `#scenario=${scenario.id}&hashes=20-abcdef`, run }));
    await page.start();
    expect(asked[0]?.recorded).toEqual([{ events: 20, hash: 'abcdef' }]);
    expect(page.store.getState().result?.departure?.kind).toBe('goes-on');
    expect(await addressOf(page.store.getState())).toContain('hashes=20-abcdef');
    page.takeAsRecorded();
    expect(page.store.getState().result?.departure).toBeNull();
    expect(await addressOf(page.store.getState())).toContain('hashes=24-zzzzzz');
    await page.open(`#scenario=${scenario.id}&hashes=20-abcdef`);
    await page.change({ seed: 2 });
    expect(asked.at(-1)?.recorded).toBeUndefined();
  });

  it('opens a link to an own scenario beside the one that has its id and has changed since', async () => {
    const page = new Page(pageHost());
    await page.start();
    const mine = { ...blankOwn('mine-abc'), title: 'Mine' };
    page.own.keep(mine);
    const visitor = { ...mine, seed: 9 };
    await page.open(`#own=${JSON.stringify(visitor)}`);
    const { own, choice, visiting } = page.store.getState();
    expect(own[0]).toEqual(mine);
    expect(own[1]).toEqual({ ...visitor, id: choice.scenario });
    expect(visiting).toEqual([choice.scenario]);
    await page.open(`#own=${JSON.stringify({ ...mine, title: 'As it was called' })}`);
    expect(page.store.getState().choice.scenario).toBe('mine-abc');
  });

  it('goes on telling that what was made could not be kept, whatever is run next', async () => {
    const full = new OwnShelf(() => ({
      getItem: () => null,
      setItem: () => {
        throw new DOMException('no room', 'QuotaExceededError');
      },
    }));
    const page = new Page({ ...pageHost(), shelf: full });
    await page.start();
    const mine = { ...blankOwn('mine-abc'), title: 'Mine' };
    page.own.keep(mine);
    page.tell({ field: 'settings.a', found: '1', expected: '2', message: 'settings.a' });
    await page.choose({ scenario: mine.id, variant: 'recorded' });
    expect(page.store.getState().problems.map(({ field }) => field)).toEqual(['storage']);
    await page.open(`#scenario=${scenario.id}&seed=x`);
    expect(page.store.getState().problems.map(({ field }) => field)).toEqual(['storage', 'link.seed']);
  });

  it('takes in a file beside what is kept, and writes over nothing', async () => {
    const page = new Page(pageHost());
    await page.start();
    const mine = { ...blankOwn('mine-abc'), title: 'Mine' };
    page.own.keep(mine);
    expect(page.own.take(mine)).toBe(mine);
    const other = page.own.take({ ...mine, seed: 9 });
    expect(other.id).not.toBe(mine.id);
    expect(page.store.getState().own).toEqual([mine, other]);
  });

  it('opens the newest of two links, though the first takes longer to unpack', async () => {
    const page = new Page(pageHost());
    await page.start();
    const filter = Array.from({ length: 199 }, (_, i) => String.fromCodePoint(0x10d0 + (i % 30))).join('');
    const long = await packAddress(new URLSearchParams({ scenario: scenario.id, filter }));
    expect(long).toContain('z=');
    await Promise.all([page.open(long), page.open(`#scenario=${scenario.id}&filter=new`)]);
    expect(page.store.getState().filter).toBe('new');
  });

  it('opens a link at the stretch of time, the tab and the filters that it names', async () => {
    const hash = `#scenario=${scenario.id}&from=500&to=2500&tab=logs&log-level=error&filter=clock&user=2`;
    const page = new Page(pageHost({ hash }));
    await page.start();
    const { view, tab, logFilter, filter, chatUser } = page.store.getState();
    expect({ view, tab, level: logFilter.level, filter, chatUser }).toEqual({
      view: { fromMs: 500, toMs: 2500 },
      tab: 'logs',
      level: 'error',
      filter: 'clock',
      chatUser: '2',
    });
  });
});

describe('what a person does', () => {
  async function opened() {
    const page = new Page(pageHost({ reducedMotion: true }));
    await page.start();
    return { page, actions: createActions(page.store), state: () => page.store.getState() };
  }

  it('steps through every event, also where several share a moment', async () => {
    const { actions, state } = await opened();
    actions.toStart();
    actions.select(null);
    actions.step(1);
    const ids = [state().selectedEventId];
    for (let i = 0; i < 4; i += 1) {
      actions.step(1);
      ids.push(state().selectedEventId);
    }
    const start = ids[0] ?? 0;
    expect(ids).toEqual([start, start + 1, start + 2, start + 3, start + 4]);
  });

  it('jumps between the moments that the user sees', async () => {
    const { actions, state } = await opened();
    actions.toStart();
    actions.stepVisible(1);
    expect(state().playheadMs).toBe(1100);
    actions.stepVisible(1);
    actions.stepVisible(1);
    expect(state().playheadMs).toBe(5800);
    actions.stepVisible(-1);
    expect(state().playheadMs).toBe(2200);
  });

  it('zooms no further out than the whole run, and comes back to it', async () => {
    const { actions, state } = await opened();
    const whole = wholeRun(drawnTrace);
    actions.zoom(-1);
    expect(state().view).toEqual(whole);
    actions.zoom(1);
    expect(state().view.toMs - state().view.fromMs).toBeLessThan(whole.toMs - whole.fromMs);
    actions.fit();
    expect(state().view).toEqual(whole);
  });

  it('brings what it goes to into sight', async () => {
    const { actions, state } = await opened();
    actions.setView({ fromMs: 0, toMs: 500 });
    actions.firstFailure();
    const { view, playheadMs, selectedEventId } = state();
    expect(selectedEventId).toBe(DROPPED_ID);
    expect(view.fromMs <= playheadMs && playheadMs <= view.toMs).toBe(true);
  });

  it('leads from a failure to what the single tab did', async () => {
    const { actions, state } = await opened();
    actions.firstFailure();
    actions.baseline();
    expect(state().playheadMs).toBe(5800);
  });

  it('plays at the speed of the frames and stops at the end', async () => {
    const { page, actions, state } = await opened();
    let frame: ((realMs: number) => void) | undefined;
    let requests = 0;
    playWith(page.store, {
      request: (next) => {
        frame = next;
        requests += 1;
        return requests;
      },
      cancel: () => undefined,
    });
    page.store.setState({ speed: 10 });
    actions.toggle();
    frame?.(1000);
    frame?.(1050);
    expect(state().playheadMs).toBe(500);
    expect(requests).toBe(3);
    for (let realMs = 1100; state().playing && realMs < 5000; realMs += 50) frame?.(realMs);
    expect(state().playheadMs).toBe(endOf(drawnTrace));
    expect(state().playing).toBe(false);
  });
});
