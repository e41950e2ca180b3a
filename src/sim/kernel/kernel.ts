/**
 * The kernel: a discrete-event scheduler. It takes the earliest event, lets virtual time jump to it, makes its
 * node current, calls it, and waits until the run is quiescent; then it takes the next. While an event runs,
 * `current` says on which node, `cause` from which event what happens now follows, and `invocation` on behalf of
 * which request: the globals that the code under test sees look there.
 */
import { assert } from '../model/errors.ts';
import type { Bounds, NodeInfo, RunEnd } from '../model/trace.ts';
import { turns } from './host.ts';
import { SimNode } from './node.ts';
import { EventQueue } from './queue.ts';
import { eitherStream, type Future, randomStream, type Random } from './random.ts';
import { type NewEvent, Recorder } from './recorder.ts';
import { type Act, type ActOn, type Count, type Origin, type Pending, type Scheduled, Task } from './task.ts';
import type { DrawListener, Leg, Watch } from './watch.ts';

export type { Origin, Scheduled } from './task.ts';
export type { Draw, DrawListener } from './watch.ts';

/** Without code to wait for, the host gets a turn after so many events: only then can it be told to stop. */
const EVENTS_PER_TURN = 256;
const EVENTS_PER_NEWS = 256;

/** Where what comes from outside comes from: from nothing in the run. */
const OUTSIDE: Origin = { cause: undefined, invocation: undefined };
/** Inputs have numbers below those of all events that the run itself schedules. */
const INPUTS_FROM = -(2 ** 52);

/** Virtual time has a resolution of a microsecond: sums of fractions stay the same on every path. */
function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

export class Kernel {
  readonly recorder = new Recorder();
  readonly seed: number;
  readonly #queue = new EventQueue<Pending>();
  readonly #nodes = new Map<string, SimNode>();
  readonly #deferred = new Map<SimNode, Pending[]>();
  readonly #listen: DrawListener | undefined;
  #nowMs = 0;
  #reachedMs = 0;
  #sequence = 0;
  readonly #count: Count = { mattering: 0 };
  /** Operations of the host that finish outside the microtask queue and are under way. */
  #outstanding = 0;
  #current: SimNode | undefined;
  #cause: number | undefined;
  #invocation: number | undefined;
  #random: Random | undefined;
  #failure: { readonly error: unknown } | undefined;

  readonly #future: Future | undefined;

  constructor(seed: number, listen?: DrawListener, future?: Future) {
    this.seed = seed;
    this.#listen = listen;
    this.#future = future;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** The node whose event is running; undefined between events and outside a run. */
  get current(): SimNode | undefined {
    return this.#current;
  }

  /** On behalf of which invocation things happen now: that of `origin`, which this does not make. */
  get invocation(): number | undefined {
    return this.#invocation;
  }

  /** Where what happens now comes from. */
  get origin(): Origin {
    return { cause: this.#cause, invocation: this.#invocation };
  }

  stream(name: string): Random {
    const [listen, future] = [this.#listen, this.#future];
    const heard =
      listen &&
      ((stream: string, value: number): void => listen({ stream, value, atMs: this.#nowMs, node: this.#current?.id }));
    const own = randomStream(this.seed, name, heard);
    if (future === undefined) return own;
    return eitherStream(own, randomStream(future.seed, name, heard), () => this.#nowMs >= future.fromMs);
  }

  /**
   * The stream behind `Math.random` and `crypto` while an event runs: each event has one of its own. Client libraries
   * keep state for the whole process (Firestore's draws a number when it is first used), so code may draw once more in
   * the first run than in later ones; that must move no draw of another event.
   */
  get random(): Random {
    const node = this.#current;
    assert(node !== undefined, 'draws of code are made while an event runs');
    this.#random ??= this.stream(`node/${node.id}/${node.steps}`);
    return this.#random;
  }

  addNode(info: NodeInfo, runsCode: boolean): SimNode {
    assert(!this.#nodes.has(info.id), `node ${info.id} is new`);
    const node = new SimNode(info, runsCode);
    this.#nodes.set(info.id, node);
    return node;
  }

  /** In the order in which they came to be. */
  get nodes(): readonly SimNode[] {
    return [...this.#nodes.values()];
  }

  /** Records an event on a node; it follows from what is happening now. */
  record(node: SimNode, event: NewEvent): number {
    return this.recorder.record(node, this.#nowMs, this.#cause, event);
  }

  /** What happens from here on, until the end of this event, follows from that one. */
  follow(cause: number, invocation: number | undefined = this.#invocation): void {
    this.#cause = cause;
    this.#invocation = invocation;
  }

  schedule(node: SimNode, delayMs: number, act: Act, origin: Origin = this.origin): Scheduled {
    return this.scheduleOn(node, delayMs, origin, act, undefined);
  }

  /** The same for what happens again and again: one function, and what it is done on. */
  scheduleOn<S>(node: SimNode, delayMs: number, origin: Origin, act: ActOn<S>, subject: S): Scheduled {
    const atMs = toMicrosecond(this.#nowMs + Math.max(0, delayMs));
    const task = new Task(atMs, this.#sequence, node, origin, this.#count, act, subject);
    this.#sequence += 1;
    this.#queue.push(task);
    return task;
  }

  /**
   * What comes from outside, at a moment of virtual time: before everything else that is due then, and among inputs of
   * one moment by rank. So the order does not depend on when an input became known: before the run, or while it went on.
   */
  scheduleInput(node: SimNode, atMs: number, rank: number, act: Act): Scheduled {
    const due = toMicrosecond(Math.max(0, atMs));
    assert(due >= this.#reachedMs, `an input at ${due} ms comes before it is too late, at ${this.#reachedMs} ms`);
    const task = new Task(due, INPUTS_FROM + rank, node, OUTSIDE, this.#count, act, undefined);
    this.#queue.push(task);
    return task;
  }

  /** Everything that is due before this moment has happened. */
  get reachedMs(): number {
    return this.#reachedMs;
  }

  /** The node keeps what becomes due, and does it when it thaws. */
  freeze(node: SimNode): void {
    if (node.state === 'running') node.state = 'frozen';
  }

  /** Does at once, in its order, what became due meanwhile. */
  thaw(node: SimNode): void {
    if (node.state !== 'frozen') return;
    node.state = 'running';
    const due = this.#deferred.get(node) ?? [];
    this.#deferred.delete(node);
    for (const task of due) {
      if (task.pending) this.schedule(node, 0, () => this.#perform(task), task.origin);
    }
  }

  #perform(task: Pending): void | Promise<void> {
    if (!task.pending) return undefined;
    task.cancel();
    return task.perform();
  }

  /** Silences the node for good: its pending timers and answers never arrive. */
  kill(node: SimNode): void {
    node.state = 'dead';
    this.#deferred.delete(node);
  }

  /** Counts an operation that finishes outside the microtask queue; the run waits for it. */
  async track<T>(operation: Promise<T>): Promise<T> {
    this.#outstanding += 1;
    try {
      return await operation;
    } finally {
      this.#outstanding -= 1;
    }
  }

  /** For what must end the run from inside a callback of the host, where a throw would be lost. */
  fail(error: unknown): void {
    this.#failure ??= { error };
  }

  /**
   * Takes events until nothing is pending that could matter, a bound is hit, or the next one is not due before `untilMs`.
   * It can be called again, and goes on where it was.
   */
  run(bounds: Bounds, untilMs: number = Number.POSITIVE_INFINITY, watch: Watch = {}): Promise<RunEnd> {
    const leg: Leg = { bounds, untilMs: toMicrosecond(untilMs), watch, taken: 0, told: 0 };
    return new Promise((resolve, reject) => {
      turns(() => {
        try {
          const end = this.#turn(leg);
          if (end === undefined) return true;
          resolve(end);
        } catch (error) {
          reject(error);
        }
        return false;
      });
    });
  }

  /** Events up to the next after which code may go on, or to the host's turn; undefined while the leg is not over. */
  #turn(leg: Leg): RunEnd | undefined {
    if (this.#outstanding > 0) return undefined;
    const { bounds, untilMs, watch } = leg;
    const toTake = leg.taken + EVENTS_PER_TURN;
    do {
      this.#rest();
      if (this.#failure !== undefined) throw this.#failure.error;
      this.#tell(leg);
      if (leg.taken >= toTake) return undefined;
      if (this.#count.mattering > 0 && watch.stopped?.() === true) return { reason: 'stopped', atMs: this.#nowMs };
      const task = this.#next(untilMs);
      if (task === undefined) return this.#reach(untilMs);
      if (task.atMs > bounds.maxVirtualMs) return { reason: 'bound', atMs: this.#nowMs, bound: 'maxVirtualMs' };
      if (this.recorder.events.length >= bounds.maxEvents) {
        return { reason: 'bound', atMs: this.#nowMs, bound: 'maxEvents' };
      }
      leg.taken += 1;
      if (this.#step(task)) return undefined;
    } while (this.#outstanding === 0);
    return undefined;
  }

  /** Between events nothing is current, and what is recorded from outside follows from nothing. */
  #rest(): void {
    this.#current = undefined;
    this.#cause = undefined;
    this.#invocation = undefined;
  }

  #tell(leg: Leg): void {
    if (leg.watch.progress === undefined || leg.taken - leg.told < EVENTS_PER_NEWS) return;
    leg.told = leg.taken;
    leg.watch.progress({ events: this.recorder.events.length, atMs: this.#nowMs });
  }

  /** The earliest task that is due before then and is to be done, if the run waits for any. */
  #next(untilMs: number): Pending | undefined {
    while (this.#count.mattering > 0) {
      const task = this.#queue.first;
      if (task === undefined || task.atMs >= untilMs) return undefined;
      this.#queue.pop();
      if (!task.pending) continue;
      if (task.node.state === 'running') return task;
      // What a frozen node keeps for later ends no run, however far away it is.
      if (task.node.state === 'frozen') this.#defer(task);
      else task.cancel();
    }
    return undefined;
  }

  /** Everything that is due before then has happened. */
  #reach(untilMs: number): RunEnd {
    if (Number.isFinite(untilMs)) this.#reachedMs = Math.max(this.#reachedMs, untilMs);
    return { reason: this.#count.mattering === 0 ? 'quiet' : 'stopped', atMs: this.#nowMs };
  }

  #defer(task: Pending): void {
    task.matters(false);
    const due = this.#deferred.get(task.node) ?? [];
    due.push(task);
    this.#deferred.set(task.node, due);
  }

  /**
   * Does one event. Says whether code may go on after it, in the microtask queue: an event of a simulated service is
   * over when its function returns.
   */
  #step(task: Pending): boolean {
    task.cancel();
    this.#nowMs = task.atMs;
    this.#current = task.node;
    this.#random = undefined;
    task.node.steps += 1;
    this.#cause = task.origin.cause;
    this.#invocation = task.origin.invocation;
    const result = task.perform();
    if (result !== undefined) this.track(result).catch((error: unknown) => this.fail(error));
    return task.node.runsCode;
  }
}
