/**
 * The life of the page, without React: asks the worker what there is, reads the address, runs, keeps the state, and
 * has the marks of the list worked out by a worker of their own. What a person does is in `actions.ts`.
 */
import { InputError } from '../../sim/model/errors.ts';
import { OWN_VARIANT } from '../../sim/model/own-scenario.ts';
import { createStore } from 'zustand/vanilla';
import { Overtaken, RunStopped } from '../worker/client.ts';
import type { Overrides, Problem, Progress, RunResult } from '../worker/protocol.ts';
import { FRESH, openedIn, type Origin, stillFound, stillIn } from './fresh.ts';
import type { PageHost, PageStore } from './host.ts';
import { AT_THE_END, type Landing, landed } from './landing.ts';
import { readLink, type ReadLink } from './link/link.ts';
import { OwnList } from './own/list.ts';
import { newOwnId } from './own/own.ts';
import { ownFrom } from './own/from.ts';
import { isOfStorage, problemOf } from './problem-of.ts';
import { requestOf } from './request.ts';
import { currentStep, firstStep, withStep } from './steps.ts';
import { summariseAll } from './summaries.ts';
import { storyEnd } from './span.ts';
import { type Choice, initialState, type PageState } from './state.ts';

/** How a change came about. */
export interface Gesture {
  /** Changes of one gesture are one step. */
  readonly gesture?: string | null;
  /** Made on the drawing: it stays where it is. */
  readonly inView?: boolean;
}

export class Page {
  readonly store: PageStore;
  /** The person's own scenarios among those of the list. */
  readonly own: OwnList;
  readonly #host: PageHost;
  #landing: Landing = AT_THE_END;
  /** The run before the changes that were only tried. */
  #settled: RunResult | null = null;
  /** An address that came before it was known what scenarios there are. */
  #waiting: { readonly hash: string; readonly origin: Origin | undefined };

  constructor(host: PageHost) {
    this.#host = host;
    this.#waiting = host;
    this.store = createStore<PageState>(() => initialState(host.theme, isBlank(host.hash)));
    this.own = new OwnList(this.store, host.shelf, (problem) => this.tell(problem));
  }

  /** Asks what there is, runs what the address names, then has the marks of the list worked out. */
  async start(): Promise<void> {
    try {
      const description = await this.#host.client.describe();
      this.store.setState({ description });
      this.own.load();
    } catch (error) {
      const problem = problemOf(error);
      this.store.setState({ run: { kind: 'failed', problem } });
      this.tell(problem);
      return;
    }
    await this.open(this.#waiting.hash, this.#waiting.origin);
    await summariseAll(this.store, this.#host.background);
  }

  /** Shows what an address asks for; what does not fit is told of, and left out. */
  async open(hash: string, origin?: Origin): Promise<void> {
    const { scenarios } = this.store.getState();
    this.#waiting = { hash, origin };
    if (scenarios.length === 0) return;
    const link = await readLink(hash, scenarios, this.#firstChoice());
    // Another one came while this one was unpacked.
    if (this.#waiting.hash !== hash) return;
    if (link.pins !== null) this.#host.pins.visit(link.pins);
    if (link.lanes !== null) this.#host.lanes.visit(link.lanes);
    const own = link.own === null ? null : this.own.visit(link.own);
    const choice = own === null ? link.choice : { scenario: own.id, variant: OWN_VARIANT };
    await this.#show({ ...link, choice }, isBlank(hash), origin);
  }

  /** The run as it is today is the one that links are made of from now on. */
  takeAsRecorded(): void {
    const { result } = this.store.getState();
    this.store.setState({ recorded: [], result: result === null ? null : { ...result, departure: null } });
  }

  /** Lets an own scenario go; where it was on show, the first one is. */
  forget(id: string): void {
    this.own.forget(id);
    if (this.store.getState().choice.scenario === id) void this.choose(this.#firstChoice());
  }

  /** From this moment on the run may be changed; what came before is held against what it was. */
  async fork(atMs: number): Promise<void> {
    const { result } = this.store.getState();
    if (result === null) return;
    try {
      const { past } = await this.#host.client.run({ ...requestOf(this.store.getState()), pastMs: atMs });
      if (past === null) return;
      this.store.setState({ fork: { atMs, before: past, now: past, differsAt: null }, playing: false });
    } catch (error) {
      if (!(error instanceof Overtaken || error instanceof RunStopped)) this.tell(problemOf(error));
    }
  }

  endFork(): void {
    this.store.setState({ fork: null });
  }

  /** Stops the run that is under way. */
  stopRun(): void {
    this.#host.client.stop();
  }

  /** Shows another scenario or variant as it is. */
  choose(choice: Choice): Promise<void> {
    this.#landing = AT_THE_END;
    const opened = { choice, overrides: {}, steps: firstStep({}), stage: 'replay' } as const;
    const cameFrom = stillIn(this.store.getState(), choice);
    this.store.setState({ ...FRESH, ...opened, cameFrom, ...this.#toldOn() });
    return this.run();
  }

  /** Runs the same scenario under other conditions, at once: a step that can be gone back from. */
  change(overrides: Overrides, { gesture = null, inView = false }: Gesture = {}): Promise<void> {
    const { steps } = this.store.getState();
    this.store.setState({ steps: withStep(steps, { overrides, gesture }) });
    return this.#under(overrides, { inView, trial: false });
  }

  /** What a change would do, while a hand is still on it: no step yet. */
  attempt(overrides: Overrides): Promise<void> {
    return this.#under(overrides, { inView: true, trial: true });
  }

  /** Goes to a step of the list, and runs it again. */
  stepTo(at: number): Promise<void> {
    const { steps } = this.store.getState();
    const next = { ...steps, at: Math.min(Math.max(0, at), steps.list.length - 1) };
    this.store.setState({ steps: next });
    return this.#under(currentStep(next).overrides, { inView: true, trial: false });
  }

  #under(
    overrides: Overrides,
    { inView, trial }: { readonly inView: boolean; readonly trial: boolean },
  ): Promise<void> {
    const { playheadMs, result, view } = this.store.getState();
    const atEnd = result === null || playheadMs >= storyEnd(result.trace);
    const atMs = atEnd ? null : playheadMs;
    this.#landing = { ...AT_THE_END, atMs, view: atEnd && !inView ? null : view, trial, since: { view, playheadMs } };
    this.store.setState({ overrides, recorded: [], newcomer: false, ...this.#toldOn() });
    return this.run();
  }

  /** Shows the run that a file holds, as it was; what its inputs give today is told beside it. */
  async openTrace(name: string, text: string): Promise<void> {
    const { result } = this.store.getState();
    this.store.setState({ run: { kind: 'running', progress: null }, playing: false });
    const heard = (progress: Progress): void => this.store.setState({ run: { kind: 'running', progress } });
    try {
      const file = await this.#host.client.judge(text, heard);
      this.store.setState({ loaded: { name, ...file } });
      this.show(file.result, null);
    } catch (error) {
      if (this.#wasEnded(error)) return;
      const problem = problemOf(error);
      this.store.setState({ run: result === null ? { kind: 'failed', problem } : { kind: 'done' } });
      this.tell(problem);
    }
  }

  /** Shows a run that is there already, at an event of it. */
  show(result: RunResult, eventId: number | null): void {
    const { scenarios, description } = this.store.getState();
    const { scenario, variant, overrides } = result.request;
    const { inputs } = result.trace;
    this.#landing = { ...AT_THE_END, atMs: result.trace.events[eventId ?? -1]?.atMs ?? null, eventId };
    const found = stillFound(this.store.getState(), inputs);
    const fresh = { ...FRESH, found, stage: 'replay', ...this.#toldOn() } as const;
    if (scenarios.some(({ id }) => id === scenario) || description === null) {
      this.store.setState({ ...fresh, choice: { scenario, variant }, overrides, steps: firstStep(overrides) });
    } else {
      // Nobody here knows the scenario: what the address and the conditions speak of is made from its inputs.
      const known = /^mine-[a-z0-9]{1,40}$/.test(scenario);
      const own = this.own.visit(ownFrom(inputs, description, known ? scenario : newOwnId(Math.random)));
      const choice = { scenario: own.id, variant: OWN_VARIANT };
      this.store.setState({ ...fresh, choice, overrides: {}, steps: firstStep({}) });
    }
    this.#land(result);
  }

  async run(): Promise<void> {
    this.store.setState({ run: { kind: 'running', progress: null }, playing: false });
    const heard = (progress: Progress): void => this.store.setState({ run: { kind: 'running', progress } });
    try {
      this.#land(await this.#host.client.run(requestOf(this.store.getState()), heard));
    } catch (error) {
      if (this.#wasEnded(error)) return;
      await this.#failed(problemOf(error));
    }
  }

  /** Whether somebody stopped it, or asked for another one: neither is a failure. */
  #wasEnded(error: unknown): boolean {
    if (error instanceof RunStopped) this.store.setState({ run: { kind: 'stopped', progress: error.progress } });
    return error instanceof RunStopped || error instanceof Overtaken;
  }

  #show(link: ReadLink, newcomer: boolean, origin?: Origin): Promise<void> {
    const { atMs, eventId, view, rightEventId: right } = link;
    // Of a comparison the link says where that is looked at, and nothing of the run alone.
    const compares = link.stage === 'compare';
    const play = newcomer && !this.#host.reducedMotion;
    this.#landing = compares ? AT_THE_END : { ...AT_THE_END, atMs, eventId, view, play, anew: true };
    const sight = compares && atMs !== null ? { playheadMs: atMs, view, selected: { left: eventId, right } } : null;
    const { choice, overrides, recorded, found, fork, tab, stage, ask, compare, filter, logFilter, chatUser } = link;
    this.store.setState({
      ...FRESH,
      choice,
      overrides,
      recorded,
      found,
      fork: fork === null ? null : { atMs: fork.atMs, before: fork, now: fork, differsAt: null },
      steps: firstStep(overrides),
      ...this.#toldOn(link.problems),
      newcomer,
      tab,
      phoneTab: tab,
      stage,
      ...(origin ?? openedIn(this.store.getState(), stage)),
      asks: { ...this.store.getState().asks, [stage]: ask },
      compare,
      sight,
      filter,
      logFilter,
      chatUser,
    });
    return this.run();
  }

  #firstChoice(): Choice {
    const { scenarios } = this.store.getState();
    const scenario = scenarios.find(({ id }) => id === this.#host.first) ?? scenarios[0];
    if (scenario === undefined) throw new Error('Assertion failed: there is at least one scenario');
    return { scenario: scenario.id, variant: scenario.variants[0].id };
  }

  #land(result: RunResult): void {
    const { trace } = result;
    const { eventId, trial } = this.#landing;
    const state = this.store.getState();
    if (trial) this.#settled ??= state.result;
    this.store.setState(landed(state, result, this.#landing, this.#settled));
    const known = eventId === null || trace.events[eventId] !== undefined;
    if (!known) {
      const expected = `a number from 0 to ${trace.events.length - 1}`;
      this.tell(problemOf(new InputError('link.event', eventId, expected)));
    }
    if (!trial) this.#settled = null;
    this.#landing = AT_THE_END;
  }

  /** Says what is wrong. With nothing to show yet, the scenario runs as it is, so that the page goes on. */
  async #failed(problem: Problem): Promise<void> {
    const { result, overrides } = this.store.getState();
    this.store.setState({ run: { kind: 'failed', problem } });
    this.tell(problem);
    if (result === null && Object.keys(overrides).length > 0) {
      this.store.setState({ overrides: {}, steps: firstStep({}) });
      await this.run();
    }
  }

  /** What is told goes with the run that it was about, but for what was made and could not be kept. */
  #toldOn(next: readonly Problem[] = []): Pick<PageState, 'problems'> {
    return { problems: [...this.store.getState().problems.filter(isOfStorage), ...next] };
  }

  /** Says what could not be done, until somebody lets it go. */
  tell(problem: Problem): void {
    this.store.setState(({ problems }) =>
      problems.some(({ message }) => message === problem.message) ? {} : { problems: [...problems, problem] },
    );
  }
}

function isBlank(hash: string): boolean {
  return hash.replace('#', '') === '';
}
