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
import { EventQueue, type Queued } from './queue.ts';
import { randomStream, type Random } from './random.ts';
import { type NewEvent, Recorder } from './recorder.ts';

/** A random draw, with its time and place: the test mode compares two runs draw by draw. */
export interface Draw {
  readonly stream: string;
  readonly value: number;
  readonly atMs: number;
  /** The node whose event was running; undefined while the world was built. */
  readonly node: string | undefined;
}

export type DrawListener = (draw: Draw) => void;

/** Where a piece of work comes from: the event that led to it and the invocation that it belongs to. */
export interface Origin {
  readonly cause: number | undefined;
  readonly invocation: number | undefined;
}

export interface Scheduled {
  /** Takes it out of the run, if it has not run yet. */
  cancel(): void;
  /** Whether the run waits for it: an unref'd timer does not prolong a run. */
  matters(yes: boolean): void;
}

type Act = () => void | Promise<void>;

/** How many pending tasks the run waits for. */
interface Count {
  mattering: number;
}

class Task implements Queued, Scheduled {
  readonly atMs: number;
  readonly sequence: number;
  readonly node: SimNode;
  readonly act: Act;
  readonly origin: Origin;
  readonly #count: Count;
  #matters = true;
  #pending = true;

  constructor(atMs: number, sequence: number, node: SimNode, act: Act, origin: Origin, count: Count) {
    this.atMs = atMs;
    this.sequence = sequence;
    this.node = node;
    this.act = act;
    this.origin = origin;
    this.#count = count;
    count.mattering += 1;
  }

  get pending(): boolean {
    return this.#pending;
  }

  /** It is done, or not to be done: the run no longer waits for it. */
  cancel(): void {
    if (!this.#pending) return;
    this.#pending = false;
    if (this.#matters) this.#count.mattering -= 1;
  }

  matters(yes: boolean): void {
    if (!this.#pending || this.#matters === yes) return;
    this.#matters = yes;
    this.#count.mattering += yes ? 1 : -1;
  }
}

/** Virtual time has a resolution of a microsecond: sums of fractions stay the same on every path. */
function toMicrosecond(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}

export class Kernel {
  readonly recorder = new Recorder();
  readonly seed: number;
  readonly #queue = new EventQueue<Task>();
  readonly #nodes = new Map<string, SimNode>();
  readonly #deferred = new Map<SimNode, Task[]>();
  readonly #listen: DrawListener | undefined;
  #nowMs = 0;
  #sequence = 0;
  readonly #count: Count = { mattering: 0 };
  /** Operations of the host that finish outside the microtask queue and are under way. */
  #outstanding = 0;
  #current: SimNode | undefined;
  #cause: number | undefined;
  #invocation: number | undefined;
  #random: Random | undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(seed: number, listen?: DrawListener) {
    this.seed = seed;
    this.#listen = listen;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** The node whose event is running; undefined between events and outside a run. */
  get current(): SimNode | undefined {
    return this.#current;
  }

  /** Where what happens now comes from. */
  get origin(): Origin {
    return { cause: this.#cause, invocation: this.#invocation };
  }

  stream(name: string): Random {
    const listen = this.#listen;
    if (listen === undefined) return randomStream(this.seed, name);
    return randomStream(this.seed, name, (stream, value) => {
      listen({ stream, value, atMs: this.#nowMs, node: this.#current?.id });
    });
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
    const atMs = toMicrosecond(this.#nowMs + Math.max(0, delayMs));
    const task = new Task(atMs, this.#sequence, node, act, origin, this.#count);
    this.#sequence += 1;
    this.#queue.push(task);
    return task;
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

  #perform(task: Task): void | Promise<void> {
    if (!task.pending) return undefined;
    task.cancel();
    return task.act();
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

  /** Runs until nothing is pending that could matter, or until a bound is hit. */
  run(bounds: Bounds): Promise<RunEnd> {
    return new Promise((resolve, reject) => {
      turns(() => {
        try {
          const end = this.#turn(bounds);
          if (end === undefined) return true;
          resolve(end);
        } catch (error) {
          reject(error);
        }
        return false;
      });
    });
  }

  /** Events up to the next after which code may go on; undefined while the run is not over. */
  #turn(bounds: Bounds): RunEnd | undefined {
    if (this.#outstanding > 0) return undefined;
    do {
      this.#current = undefined;
      if (this.#failure !== undefined) throw this.#failure.error;
      const task = this.#next();
      if (task === undefined) return { reason: 'quiet', atMs: this.#nowMs };
      if (task.atMs > bounds.maxVirtualMs) return { reason: 'bound', atMs: this.#nowMs, bound: 'maxVirtualMs' };
      if (this.recorder.events.length >= bounds.maxEvents) {
        return { reason: 'bound', atMs: this.#nowMs, bound: 'maxEvents' };
      }
      if (task.node.state === 'frozen') this.#defer(task);
      else if (this.#step(task)) return undefined;
    } while (this.#outstanding === 0);
    return undefined;
  }

  /** The earliest task that is to be done, if the run waits for any. */
  #next(): Task | undefined {
    while (this.#count.mattering > 0) {
      const task = this.#queue.pop();
      if (task === undefined) return undefined;
      if (!task.pending) continue;
      if (task.node.state !== 'dead') return task;
      task.cancel();
    }
    return undefined;
  }

  #defer(task: Task): void {
    task.matters(false);
    const due = this.#deferred.get(task.node) ?? [];
    due.push(task);
    this.#deferred.set(task.node, due);
  }

  /**
   * Does one event. Says whether code may go on after it, in the microtask queue: an event of a simulated service is
   * over when its function returns.
   */
  #step(task: Task): boolean {
    task.cancel();
    this.#nowMs = task.atMs;
    this.#current = task.node;
    this.#random = undefined;
    task.node.steps += 1;
    this.#cause = task.origin.cause;
    this.#invocation = task.origin.invocation;
    const result = task.act();
    if (result !== undefined) this.track(result).catch((error: unknown) => this.fail(error));
    return task.node.runsCode;
  }
}
