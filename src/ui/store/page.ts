/**
 * The life of the page, without React: reads the address, asks the worker, keeps the state, and works out the
 * marks of the list when nobody waits for anything. What a person does is in `actions.ts`.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Scenario } from '../../sim/model/scenario.ts';
import { Overtaken, type SimulationClient, WorkerProblem } from '../worker/client.ts';
import type { Overrides, Problem, RunResult } from '../worker/protocol.ts';
import { interestingView } from '../timeline/layout.ts';
import { readLink, type ReadLink } from './link.ts';
import { openingEvent } from './selectors.ts';
import { clampView, endOf, storyEnd } from './span.ts';
import { type Choice, EVERYTHING, type PageState, summaryKey, type Theme } from './state.ts';

/** What the page needs of its browser; tests give their own. */
export interface PageHost {
  readonly client: Pick<SimulationClient, 'describe' | 'run' | 'summarise'>;
  readonly scenarios: readonly Scenario[];
  /** The address after `#`, at the start. */
  readonly hash: string;
  /** The scenario that a newcomer sees. */
  readonly first: Choice;
  readonly theme: Theme;
  readonly reducedMotion: boolean;
}

export type PageStore = StoreApi<PageState>;

/** What a finished run does to the moment and the selection. */
interface Landing {
  readonly atMs: number | null;
  readonly eventId: number | null;
  readonly play: boolean;
}

const AT_THE_END: Landing = { atMs: null, eventId: null, play: false };

export class Page {
  readonly store: PageStore;
  readonly #host: PageHost;
  #landing: Landing;

  constructor(host: PageHost) {
    this.#host = host;
    const link = readLink(host.hash, host.scenarios, host.first);
    const newcomer = host.hash.replace('#', '') === '';
    this.#landing = { atMs: link.atMs, eventId: link.eventId, play: newcomer && !host.reducedMotion };
    this.store = createStore<PageState>(() => initialState(host, link, newcomer));
  }

  /** Describes, runs what the address names, then works out the marks of the list. */
  async start(): Promise<void> {
    await Promise.all([this.#describe(), this.run()]);
    await this.#summariseAll();
  }

  /** Shows another scenario or variant as it is; `link` where an address asks for more than that. */
  choose(choice: Choice, link?: ReadLink): Promise<void> {
    this.#landing = link === undefined ? AT_THE_END : { atMs: link.atMs, eventId: link.eventId, play: false };
    this.store.setState({
      choice,
      overrides: link?.overrides ?? {},
      problems: link?.problems ?? [],
      playing: false,
      newcomer: false,
      chatUser: null,
      logFilter: EVERYTHING,
      ...(link === undefined ? {} : { tab: link.tab }),
    });
    return this.run();
  }

  /** Runs the same scenario under other conditions, at once. */
  change(overrides: Overrides): Promise<void> {
    const { playheadMs, result } = this.store.getState();
    const atEnd = result === null || playheadMs >= storyEnd(result.trace);
    this.#landing = { atMs: atEnd ? null : playheadMs, eventId: null, play: false };
    this.store.setState({ overrides, problems: [], newcomer: false, playing: false });
    return this.run();
  }

  async run(): Promise<void> {
    const { choice, overrides } = this.store.getState();
    this.store.setState({ run: { kind: 'running' } });
    try {
      this.#land(await this.#host.client.run({ ...choice, overrides }));
    } catch (error) {
      if (error instanceof Overtaken) return;
      await this.#failed(problemOf(error));
    }
  }

  #land(result: RunResult): void {
    const { trace } = result;
    const { atMs, eventId, play } = this.#landing;
    const known = eventId !== null && trace.events[eventId] !== undefined;
    this.store.setState({
      result,
      run: { kind: 'done' },
      view: clampView(interestingView(trace), trace),
      playheadMs: play ? 0 : Math.min(atMs ?? storyEnd(trace), endOf(trace)),
      playing: play,
      selectedEventId: known ? eventId : openingEvent(result),
      hoveredEventId: null,
    });
    if (eventId !== null && !known) {
      const expected = `a number from 0 to ${trace.events.length - 1}`;
      this.#tell({
        field: 'link.event',
        found: String(eventId),
        expected,
        message: `link.event: found ${eventId}, expected ${expected}`,
      });
    }
    this.#landing = AT_THE_END;
  }

  /** Says what is wrong. With nothing to show yet, the scenario runs as it is, so that the page goes on. */
  async #failed(problem: Problem): Promise<void> {
    const { result, overrides } = this.store.getState();
    this.store.setState({ run: { kind: 'failed', problem } });
    this.#tell(problem);
    if (result === null && Object.keys(overrides).length > 0) {
      this.store.setState({ overrides: {} });
      await this.run();
    }
  }

  #tell(problem: Problem): void {
    this.store.setState(({ problems }) =>
      problems.some(({ message }) => message === problem.message) ? {} : { problems: [...problems, problem] },
    );
  }

  async #describe(): Promise<void> {
    try {
      this.store.setState({ description: await this.#host.client.describe() });
    } catch (error) {
      this.#tell(problemOf(error));
    }
  }

  /** First every scenario's first variant, since the list shows those; then the others. */
  async #summariseAll(): Promise<void> {
    const all = this.#host.scenarios.flatMap(({ id, variants }) =>
      variants.map((variant, index) => ({ scenario: id, variant: variant.id, index })),
    );
    for (const { scenario, variant } of all.toSorted((a, b) => Math.min(a.index, 1) - Math.min(b.index, 1))) {
      try {
        const summary = await this.#host.client.summarise({ scenario, variant, overrides: {} });
        this.store.setState(({ summaries }) => ({ summaries: { ...summaries, [summaryKey(summary)]: summary } }));
      } catch (error) {
        if (!(error instanceof WorkerProblem)) throw error;
        // Its row keeps the dash of what was not run; whoever opens it is told why.
      }
    }
  }
}

function problemOf(error: unknown): Problem {
  if (error instanceof WorkerProblem) return error.problem;
  const message = error instanceof Error ? error.message : String(error);
  return { field: 'page', found: message, expected: 'no error', message };
}

function initialState(host: PageHost, link: ReadLink, newcomer: boolean): PageState {
  return {
    scenarios: host.scenarios,
    description: null,
    choice: link.choice,
    overrides: link.overrides,
    run: { kind: 'waiting' },
    result: null,
    problems: link.problems,
    summaries: {},
    playheadMs: 0,
    playing: false,
    speed: null,
    selectedEventId: null,
    hoveredEventId: null,
    view: { fromMs: 0, toMs: 1000 },
    filter: '',
    tab: link.tab,
    phoneTab: link.tab,
    logFilter: EVERYTHING,
    chatUser: null,
    theme: host.theme,
    overlay: 'none',
    newcomer,
  };
}
