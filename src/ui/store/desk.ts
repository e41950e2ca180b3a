/**
 * The desk of a view that asks a laboratory: what it asked, how far that is, and what came of it. It outlives a look at
 * another view, so that a finding can be opened and come back from. Without React.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { RunStopped } from '../worker/client.ts';
import { askLab, type LabTask } from '../worker/lab/client.ts';
import type { LabAnswer, LabNews, LabProgress, LabQuestion } from '../worker/lab/protocol.ts';
import type { Problem } from '../worker/protocol.ts';
import { problemOf } from './problem-of.ts';

export type Work =
  | { readonly kind: 'idle' | 'stopped' | 'done' }
  | { readonly kind: 'working'; readonly progress: LabProgress | null; readonly hands: number }
  | { readonly kind: 'failed'; readonly problem: Problem };

export interface DeskState<R> {
  readonly work: Work;
  readonly result: R;
  /** Whether somebody said stop to the question that was asked last: some give what they have by then. */
  readonly halted: boolean;
  /** Why workers died that were replaced, in the question that was asked last. */
  readonly lost: readonly string[];
}

/** What a piece of news, or the answer, makes of what there is. */
export type Take<R> = (response: LabNews | LabAnswer, before: R) => R;

export class Desk<R> {
  readonly store: StoreApi<DeskState<R>>;
  readonly #take: Take<R>;
  readonly #ask: typeof askLab;
  #task: LabTask | undefined;

  constructor(first: R, take: Take<R>, ask: typeof askLab = askLab) {
    this.store = createStore<DeskState<R>>(() => ({ work: { kind: 'idle' }, result: first, halted: false, lost: [] }));
    this.#take = take;
    this.#ask = ask;
  }

  get isWorking(): boolean {
    return this.store.getState().work.kind === 'working';
  }

  /** `first`: what the result is until there is news; left out, it stays. Settles when the question is over, however. */
  async ask(question: LabQuestion, hands: number, first?: R): Promise<void> {
    if (this.isWorking) return;
    const { store } = this;
    store.setState({
      work: { kind: 'working', progress: null, hands },
      halted: false,
      lost: [],
      ...(first === undefined ? {} : { result: first }),
    });
    const task = this.#ask(question, hands, (news) => this.#heard(news, hands));
    this.#task = task;
    try {
      const answer = await task.answer;
      store.setState(({ result }) => ({ work: { kind: 'done' }, result: this.#take(answer, result) }));
    } catch (error) {
      const work: Work =
        error instanceof RunStopped ? { kind: 'stopped' } : { kind: 'failed', problem: problemOf(error) };
      store.setState({ work });
    }
  }

  stop(): void {
    if (!this.isWorking) return;
    this.store.setState({ halted: true });
    this.#task?.stop();
  }

  /** Changes what there is, as a person asks. */
  set(change: (result: R) => R): void {
    this.store.setState(({ result }) => ({ result: change(result) }));
  }

  #heard(news: LabNews, hands: number): void {
    if (!this.isWorking) return;
    if (news.kind === 'progress') this.store.setState({ work: { kind: 'working', progress: news.progress, hands } });
    else if (news.kind === 'lost') this.store.setState(({ lost }) => ({ lost: [...lost, news.why] }));
    this.store.setState(({ result }) => ({ result: this.#take(news, result) }));
  }
}

/** What is left, from what was done in what time; null where nobody can say. */
export function leftMs({ done, of, begun, elapsedMs }: LabProgress, timeMs: number | null): number | null {
  const perMs = (done - begun) / Math.max(1, elapsedMs);
  const byRuns = of === null || perMs === 0 ? Infinity : (of - done) / perMs;
  const byTime = timeMs === null ? Infinity : Math.max(0, timeMs - elapsedMs);
  const left = Math.min(byRuns, byTime);
  return Number.isFinite(left) ? left : null;
}

/** How many a second, in all. */
export function rateOf({ done, begun, elapsedMs }: LabProgress): number {
  return Math.round(((done - begun) / Math.max(1, elapsedMs)) * 1_000);
}
