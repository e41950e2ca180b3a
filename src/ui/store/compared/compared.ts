/**
 * Two runs beside each other, without React: which they are follows the picks and the run on show; the worker runs and
 * compares them. As long as somebody looks, a new pick is asked for at once and the newest counts; what was there stays
 * until the next is.
 *
 * `stage` has the shape of the page's own state, with the longer of the two as its result, so that what plays, zooms and
 * draws a run does the same with two: there is one playhead and one stretch in sight for both.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { RunComparison, RunDifference } from '../../../sim/model/compare/index.ts';
import { Overtaken, RunStopped, type SimulationClient } from '../../worker/client.ts';
import type { Problem, Progress } from '../../worker/protocol.ts';
import { comparedRun, eventsOf, firstParting, type Picked, type Resolved, resolvePick } from './compare.ts';
import type { PageStore } from '../host.ts';
import { writePick } from './picks.ts';
import { problemOf } from '../problem-of.ts';
import { clampView, endOf, revealing, wholeRun } from '../span.ts';
import { initialState, type PageState, type Sight } from '../state.ts';

export interface Pair {
  readonly left: Picked;
  readonly right: Picked;
  readonly comparison: RunComparison;
  /** Where they part, where they do. */
  readonly first: RunDifference | undefined;
}

export type ComparedPhase =
  | { readonly kind: 'there' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  /** Nothing ran before, no file was opened. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface ComparedState {
  readonly phase: ComparedPhase;
  /** The last two that were there. */
  readonly pair: Pair | null;
  readonly selected: Sight['selected'];
}

const NOTHING_SELECTED: Sight['selected'] = { left: null, right: null };

export class ComparedRuns {
  readonly store: StoreApi<ComparedState>;
  readonly stage: PageStore;
  readonly #client: Pick<SimulationClient, 'compare' | 'stop'>;
  readonly #page: PageStore;
  /** What was asked for last. */
  #asked = '';

  constructor(client: Pick<SimulationClient, 'compare' | 'stop'>, page: PageStore) {
    this.#client = client;
    this.#page = page;
    this.store = createStore<ComparedState>(() => ({
      phase: { kind: 'running', progress: null },
      pair: null,
      selected: NOTHING_SELECTED,
    }));
    this.stage = createStore<PageState>(() => initialState(page.getState().theme, false));
  }

  /** Somebody looks. Gives what ends that: then nothing is asked for, and what is under way is stopped. */
  watch(): () => void {
    this.#look();
    const unsubscribe = this.#page.subscribe((now, before) => {
      if (PARTS.some((part) => now[part] !== before[part])) this.#look();
    });
    return () => {
      unsubscribe();
      this.stage.setState({ playing: false });
      if (this.store.getState().phase.kind !== 'running') return;
      // Whoever looks next asks anew.
      this.#asked = '';
      this.#client.stop();
    };
  }

  stop(): void {
    this.#client.stop();
  }

  /** Asks again for what was stopped. */
  again(): void {
    this.#asked = '';
    this.#look();
  }

  /** Selects an event of one run, and its like in the other. */
  select(where: 'left' | 'right', id: number | null): void {
    const { pair } = this.store.getState();
    if (pair === null) return;
    const { rightOf, leftOf } = pair.comparison;
    const other = id === null ? null : ((where === 'left' ? rightOf : leftOf).get(id) ?? null);
    this.store.setState({ selected: where === 'left' ? { left: id, right: other } : { left: other, right: id } });
  }

  /** To an event of one run: selected with its like, in sight, and the playhead on it. */
  goTo(where: 'left' | 'right', id: number): void {
    const atMs = this.store.getState().pair?.[where].result.trace.events[id]?.atMs;
    if (atMs === undefined) return;
    this.select(where, id);
    this.#moveTo(atMs);
  }

  open(difference: RunDifference): void {
    this.store.setState({ selected: eventsOf(difference) });
    this.#moveTo(difference.atMs);
  }

  /** Where it is looked at, for a link; null as long as nothing is there. */
  sight(): Sight | null {
    const { pair, selected } = this.store.getState();
    if (pair === null) return null;
    const { playheadMs, view, result } = this.stage.getState();
    const whole = result === null ? view : wholeRun(result.trace);
    const isWhole = whole.fromMs === view.fromMs && whole.toMs === view.toMs;
    return { playheadMs, selected, view: isWhole ? null : view };
  }

  #moveTo(atMs: number): void {
    const { result } = this.stage.getState();
    if (result === null) return;
    this.stage.setState(({ view }) => ({
      playheadMs: atMs,
      playing: false,
      view: clampView(revealing(view, atMs), result.trace),
    }));
  }

  #look(): void {
    const state = this.#page.getState();
    // Until the run on show is there, nothing can be held against it.
    if (state.run.kind === 'running' || state.run.kind === 'waiting') return;
    const [left, right] = [resolvePick(state, state.compare.left), resolvePick(state, state.compare.right)];
    const asked = `${keyOf(state, 'left', left)} ${keyOf(state, 'right', right)}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (left.kind === 'missing' || right.kind === 'missing') this.store.setState({ phase: { kind: 'missing' } });
    else void this.#ask(asked, left, right);
  }

  async #ask(asked: string, left: Known, right: Known): Promise<void> {
    this.store.setState({ phase: { kind: 'running', progress: null } });
    const heard = (progress: Progress): void => {
      if (asked === this.#asked) this.store.setState({ phase: { kind: 'running', progress } });
    };
    try {
      const { comparison, ...ran } = await this.#client.compare(comparedRun(left), comparedRun(right), heard);
      if (asked !== this.#asked) return;
      const picked = (known: Known, result: Picked['result'] | null): Picked => {
        if (known.kind === 'there') return known.picked;
        if (result === null) throw new Error('Assertion failed: a run that was wanted comes');
        return { result, side: 'pipeline' };
      };
      this.#land({ left: picked(left, ran.left), right: picked(right, ran.right), comparison });
    } catch (error) {
      if (asked !== this.#asked || error instanceof Overtaken) return;
      if (error instanceof RunStopped) this.store.setState({ phase: { kind: 'stopped' } });
      else this.store.setState({ phase: { kind: 'failed', problem: problemOf(error) } });
    }
  }

  #land(both: Omit<Pair, 'first'>): void {
    const { left, right, comparison } = both;
    const first = firstParting(comparison.differences);
    // Both are moved within the longer one.
    const longer = endOf(left.result.trace) >= endOf(right.result.trace) ? left.result : right.result;
    const { sight } = this.#page.getState();
    const whole = wholeRun(longer.trace);
    const { playheadMs = first?.atMs ?? 0, view, selected } = sight ?? {};
    this.stage.setState({
      result: longer,
      playing: false,
      playheadMs: Math.min(playheadMs, endOf(longer.trace)),
      view: view === null || view === undefined ? whole : clampView(view, longer.trace),
    });
    this.store.setState({
      phase: { kind: 'there' },
      pair: { ...both, first },
      selected: selected ?? (first === undefined ? NOTHING_SELECTED : eventsOf(first)),
    });
    if (sight !== null) this.#page.setState({ sight: null });
  }
}

type Known = Exclude<Resolved, { readonly kind: 'missing' }>;

/** Of what the two runs are. */
const PARTS = ['choice', 'overrides', 'own', 'scenarios', 'run', 'result', 'before', 'loaded', 'compare'] as const;

/** What is there counts by its trace, what is asked for by its request, and both by what it was picked as. */
function keyOf(state: PageState, where: 'left' | 'right', resolved: Resolved): string {
  const as = writePick(state.compare[where]);
  switch (resolved.kind) {
    case 'there':
      return `${as} ${resolved.picked.result.hash} ${resolved.picked.side}`;
    case 'ask':
      return `${as} ${JSON.stringify(resolved.request)}`;
    case 'missing':
      return as;
  }
}
