/**
 * A live run, without React: virtual time follows real time, what a person types and throws goes to the worker at that
 * moment, and what happened comes back. All that was done is kept as an own scenario from the first input on, so that
 * neither a worker that dies nor a page that is closed loses any of it.
 *
 * `stage` has the shape of the page's own state, so that every pane shows a live run as it shows any other. There,
 * `playing` means that the playhead follows the present.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OwnScenario } from '../../../sim/model/own-scenario.ts';
import type { FaultInput } from '../../../sim/model/scenario.ts';
import type { TraceEvent } from '../../../sim/model/trace.ts';
import type { LiveClient } from '../../worker/live-client.ts';
import type { LiveInput, LiveNews } from '../../worker/live-protocol.ts';
import type { Problem, RunResult } from '../../worker/protocol.ts';
import type { PageStore } from '../host.ts';
import type { Frames } from '../playback.ts';
import { type LiveState } from './state.ts';
import { initialState, type PageState } from '../state.ts';
import { replayOf, resultOf } from './result.ts';
import { problemOf } from '../problem-of.ts';
import { sightAt } from './sight.ts';
import { storyEnd } from '../span.ts';
import { titleOf } from '../own/titles.ts';

/** What a live run needs of the page; tests give their own. */
export interface LiveHost {
  readonly client: Pick<LiveClient, 'start' | 'step' | 'finish' | 'close'>;
  readonly frames: Frames;
  /** Keeps what is recorded. */
  readonly keep: (own: OwnScenario) => void;
  /** Runs it from the start, elsewhere. */
  readonly rerun: (own: OwnScenario) => Promise<RunResult>;
  readonly page: PageStore;
}

/** A frame that comes late (a hidden tab) counts as no more than this. */
const LONGEST_FRAME_MS = 100;
/** Real milliseconds between two questions to the worker, two judgements (these look at the whole trace), two pictures. */
const STEP_MS = 40;
const JUDGE_MS = 500;
const GROW_MS = 200;

export class LiveRun {
  readonly store: StoreApi<LiveState>;
  readonly stage: PageStore;
  readonly #host: LiveHost;
  #inputs: LiveInput[] = [];
  /** Sent before there was anybody to send it to: it goes when the run is ready. */
  #early: { readonly text: string; readonly user: string }[] = [];
  #asking = false;
  #asked: Promise<void> = Promise.resolve();
  /** No input may come before this: the worker has been asked to go so far. */
  #askedMs = 0;
  #sinceStepMs = 0;
  #sinceJudgedMs = 0;
  #sinceShownMs = 0;
  #unjudged = false;
  #frame: number | undefined;
  #lastRealMs: number | undefined;
  #events: readonly TraceEvent[] = [];
  /** Raised when another run begins: answers for the one before are let go. */
  #run = 0;

  constructor(host: LiveHost) {
    this.#host = host;
    const { theme, description, scenarios } = host.page.getState();
    this.store = createStore<LiveState>(() => ({
      phase: { kind: 'closed' },
      speed: 1,
      nowMs: 0,
      own: null,
      fromMs: 0,
      waiting: 0,
      problems: [],
    }));
    this.stage = createStore<PageState>(() => ({ ...initialState(theme, false), description, scenarios }));
    host.page.subscribe(({ description: now, scenarios: all }) => {
      const { description: before, scenarios: known } = this.stage.getState();
      if (now !== before || all !== known) this.stage.setState({ description: now, scenarios: all });
    });
  }

  /** Begins with these conditions, and with what they hold already; what is due before the moment happens at once. */
  async start(own: OwnScenario, fromMs = 0): Promise<void> {
    this.close();
    const run = this.#run;
    this.store.setState({ phase: { kind: 'starting' }, nowMs: fromMs, fromMs, own, waiting: 0, problems: [] });
    this.stage.setState({ result: null, selectedEventId: null, hoveredEventId: null, playing: true });
    this.#askedMs = fromMs;
    this.#early = [];
    await this.#ask(run, async () => {
      this.#take(await this.#host.client.start(own, fromMs));
      this.store.setState({ phase: { kind: 'ready' } });
      for (const { text, user } of this.#early.splice(0)) this.type(text, user);
    });
  }

  /** The user sends a text, now; while the run starts, as soon as it is ready. */
  type(text: string, user: string): void {
    if (this.store.getState().phase.kind === 'starting') {
      this.#early.push({ text, user });
      this.store.setState({ waiting: this.#early.length });
      return;
    }
    this.#put((atMs) => ({ kind: 'message', message: { atMs, text, user } }));
  }

  /** Something goes wrong, now: `make` is told when that is. */
  throw(make: (atMs: number) => FaultInput | undefined): void {
    this.#put((atMs) => {
      const fault = make(atMs);
      return fault === undefined ? undefined : { kind: 'fault', fault };
    });
  }

  setSpeed(speed: number): void {
    this.store.setState({ speed });
  }

  toggle(): void {
    const { phase } = this.store.getState();
    if (phase.kind === 'going') this.store.setState({ phase: { kind: 'paused' } });
    else if (phase.kind === 'paused' || phase.kind === 'ready') this.#go();
  }

  /** The playhead is at the present again. */
  follow(): void {
    this.stage.setState({ playing: true });
    this.#present();
  }

  /** Lets it come to its end, and holds its recording against it. */
  async finish(): Promise<void> {
    const { phase } = this.store.getState();
    if (phase.kind !== 'going' && phase.kind !== 'paused' && phase.kind !== 'ready') return;
    const run = this.#run;
    this.store.setState({ phase: { kind: 'finishing' } });
    await this.#asked;
    if (run !== this.#run || this.store.getState().phase.kind !== 'finishing') return;
    await this.#ask(run, async () => {
      if (this.#inputs.length > 0)
        this.#take(await this.#host.client.step(this.#inputs.splice(0), this.#askedMs, false));
      const news = await this.#host.client.finish();
      this.#take(news);
      // What still came until its end is shown as well.
      const { trace } = this.stage.getState().result ?? {};
      this.store.setState(({ nowMs }) => ({ nowMs: Math.max(nowMs, trace === undefined ? 0 : storyEnd(trace)) }));
      this.#present();
      this.#host.client.close();
      const { own } = this.store.getState();
      if (own === null || news.hash === null) return;
      this.store.setState({ phase: { kind: 'over', hash: news.hash, replay: { kind: 'checking' } } });
      const replay = await replayOf(() => this.#host.rerun(own), news.hash);
      if (run === this.#run) this.store.setState({ phase: { kind: 'over', hash: news.hash, replay } });
    });
  }

  /** After the worker was lost: the same inputs in a fresh one, up to where it was. */
  async recover(): Promise<void> {
    const { own, nowMs, fromMs } = this.store.getState();
    if (own === null) return;
    await this.start(own, Math.ceil(nowMs));
    this.store.setState({ fromMs });
  }

  /** Ends it; what was recorded stays. */
  close(): void {
    this.#run += 1;
    this.#host.client.close();
    if (this.#frame !== undefined) this.#host.frames.cancel(this.#frame);
    this.#frame = undefined;
    this.#lastRealMs = undefined;
    this.#inputs = [];
    this.#asking = false;
    this.#events = [];
    this.store.setState({ phase: { kind: 'closed' } });
  }

  dismiss(problem: Problem): void {
    this.store.setState(({ problems }) => ({ problems: problems.filter((other) => other !== problem) }));
  }

  #put(make: (atMs: number) => LiveInput | undefined): void {
    const { phase, nowMs } = this.store.getState();
    if (phase.kind !== 'ready' && phase.kind !== 'going' && phase.kind !== 'paused') return;
    // Whole milliseconds: a recording is to be read and edited.
    const input = make(Math.ceil(Math.max(nowMs, this.#askedMs)));
    if (input === undefined) return;
    this.#inputs.push(input);
    this.#record([input]);
    this.store.setState({ waiting: this.#inputs.length });
    if (phase.kind === 'ready') this.#go();
  }

  /** What is done is kept before anybody is asked whether it can be. */
  #record(inputs: readonly LiveInput[]): void {
    const { own } = this.store.getState();
    if (own === null) return;
    const messages = inputs.flatMap((input) => (input.kind === 'message' ? [input.message] : []));
    const faults = inputs.flatMap((input) => (input.kind === 'fault' ? [input.fault] : []));
    this.#keep({ ...own, messages: [...own.messages, ...messages], faults: [...own.faults, ...faults] });
  }

  /** Something was refused: the recording is what has really come into the run, and what is still on its way. */
  #recordAgain({ inputs: { messages, faults } }: LiveNews): void {
    const { own } = this.store.getState();
    if (own === null) return;
    this.#keep({ ...own, messages, faults });
    this.#record(this.#inputs);
  }

  rename(title: string): void {
    const { own } = this.store.getState();
    const named = title.trim();
    if (own === null || named === '') return;
    this.store.setState({ own: { ...own, title: named } });
    this.#host.keep({ ...own, title: named });
  }

  #keep(own: OwnScenario): void {
    const titled = { ...own, title: titleOf(own, this.store.getState().own) };
    this.store.setState({ own: titled });
    this.#host.keep(titled);
  }

  #go(): void {
    this.store.setState({ phase: { kind: 'going' } });
    this.#lastRealMs = undefined;
    this.#frame ??= this.#host.frames.request((realMs) => this.#tick(realMs));
  }

  #tick(realMs: number): void {
    this.#frame = undefined;
    const { phase, speed, nowMs } = this.store.getState();
    if (phase.kind !== 'going') return;
    const passedMs = this.#lastRealMs === undefined ? 0 : Math.min(realMs - this.#lastRealMs, LONGEST_FRAME_MS);
    this.#lastRealMs = realMs;
    this.#sinceStepMs += passedMs;
    this.#sinceJudgedMs += passedMs;
    this.#sinceShownMs += passedMs;
    this.store.setState({ nowMs: nowMs + passedMs * speed });
    this.#present();
    if (!this.#asking && (this.#inputs.length > 0 || this.#sinceStepMs >= STEP_MS)) void this.#step();
    this.#frame ??= this.#host.frames.request((later) => this.#tick(later));
  }

  #step(): Promise<void> {
    const run = this.#run;
    return this.#ask(run, async () => {
      this.#sinceStepMs = 0;
      const judged = this.#unjudged && this.#sinceJudgedMs >= JUDGE_MS;
      if (judged) this.#sinceJudgedMs = 0;
      this.#askedMs = Math.max(this.#askedMs, this.store.getState().nowMs);
      const news = await this.#host.client.step(this.#inputs.splice(0), this.#askedMs, judged);
      if (run === this.#run) this.#take(news);
    });
  }

  /** Asks the worker; whatever ends it, what was recorded stays. */
  #ask(run: number, question: () => Promise<void>): Promise<void> {
    this.#asking = true;
    const asked = question()
      .catch((error: unknown) => {
        if (run === this.#run) this.store.setState({ phase: { kind: 'lost', problem: problemOf(error, 'live') } });
      })
      .finally(() => {
        if (run === this.#run) this.#asking = false;
      });
    this.#asked = asked;
    return asked;
  }

  #take(news: LiveNews): void {
    const fresh = news.events.length > 0;
    if (fresh) this.#events = [...this.#events.slice(0, news.fromEvent), ...news.events];
    if (news.verdicts !== null) this.#unjudged = false;
    else if (fresh) this.#unjudged = true;
    const before = this.stage.getState().result;
    if (news.problems.length > 0) this.#recordAgain(news);
    this.store.setState(({ problems }) => ({
      waiting: this.#inputs.length,
      problems: news.problems.length === 0 ? problems : [...problems, ...news.problems],
    }));
    // What is open grows; where nothing is, the picture stands.
    const grows = news.end.reason === 'stopped' && this.#sinceShownMs >= GROW_MS;
    if (fresh || before === null || news.verdicts !== null || news.hash !== null || grows) {
      this.#sinceShownMs = 0;
      this.stage.setState({ result: resultOf(news, this.#events, before) });
    }
    this.#present();
  }

  /** Moves the playhead of the panes, and what is in sight, along with the present. */
  #present(): void {
    if (!this.stage.getState().playing) return;
    const { nowMs } = this.store.getState();
    this.stage.setState({ playheadMs: nowMs, view: sightAt(nowMs, this.#events.at(-1)?.atMs ?? nowMs) });
  }
}
