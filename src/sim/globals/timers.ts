/**
 * Timers for code under test: full objects as Node has them, in virtual time. A timer belongs to the node that
 * made it: freezing the node defers it, thawing fires what is overdue, killing drops it; an unref'd timer does
 * not prolong a run.
 */
import type { Kernel, Scheduled } from '../kernel/kernel.ts';
import type { SimNode } from '../kernel/node.ts';

const LONGEST_DELAY_MS = 2_147_483_647;

/** Node's rule: what is no number, below 1 or beyond 31 bits becomes 1. */
function delayOf(delay: unknown): number {
  const ms = Number(delay);
  return ms >= 1 && ms <= LONGEST_DELAY_MS ? Math.trunc(ms) : 1;
}

type Callback = (...args: unknown[]) => unknown;

export interface TimerOptions {
  readonly callback: Callback;
  readonly args: readonly unknown[];
  readonly delay: unknown;
  readonly repeats: boolean;
  /** Told of what the callback throws. */
  readonly crashed: (node: SimNode, error: unknown) => void;
}

export class SimTimer {
  readonly #kernel: Kernel;
  readonly #node: SimNode;
  readonly #options: TimerOptions;
  readonly #delayMs: number;
  readonly #number: number;
  readonly #onEnd: () => void;
  #task: Scheduled | undefined;
  #setEvent = -1;
  #referenced = true;

  constructor(kernel: Kernel, node: SimNode, number: number, options: TimerOptions, onEnd: () => void) {
    this.#kernel = kernel;
    this.#node = node;
    this.#options = options;
    this.#delayMs = delayOf(options.delay);
    this.#number = number;
    this.#onEnd = onEnd;
    this.#start();
  }

  #start(): void {
    const kernel = this.#kernel;
    // What a dead instance's code still does before it comes to rest reaches nobody.
    if (this.#node.state === 'dead') return;
    const { invocation } = kernel;
    this.#setEvent = kernel.record(this.#node, {
      kind: 'timer-set',
      timer: kernel.recorder.nextId,
      delayMs: this.#delayMs,
      invocation,
    });
    this.#schedule({ cause: this.#setEvent, invocation });
  }

  #schedule(origin: { readonly cause: number; readonly invocation: number | undefined }): void {
    this.#task = this.#kernel.schedule(this.#node, this.#delayMs, () => this.#fire(origin.invocation), origin);
    this.#task.matters(this.#referenced);
  }

  #fire(invocation: number | undefined): void {
    const fired = this.#kernel.record(this.#node, {
      kind: 'timer-fired',
      timer: this.#setEvent,
      delayMs: this.#delayMs,
      invocation,
    });
    this.#kernel.follow(fired, invocation);
    this.#task = undefined;
    if (this.#options.repeats) this.#schedule({ cause: this.#setEvent, invocation });
    else this.#onEnd();
    try {
      this.#options.callback(...this.#options.args);
    } catch (error) {
      this.#options.crashed(this.#node, error);
    }
  }

  /** Stops it; a timer that has fired or was stopped before stays as it is. */
  close(): this {
    if (this.#task === undefined) return this;
    this.#task.cancel();
    this.#task = undefined;
    this.#onEnd();
    const { invocation } = this.#kernel;
    this.#kernel.record(this.#node, {
      kind: 'timer-cleared',
      timer: this.#setEvent,
      delayMs: this.#delayMs,
      invocation,
    });
    return this;
  }

  /** Starts it anew from this moment, also when it has fired. */
  refresh(): this {
    this.#task?.cancel();
    this.#start();
    return this;
  }

  ref(): this {
    this.#referenced = true;
    this.#task?.matters(true);
    return this;
  }

  unref(): this {
    this.#referenced = false;
    this.#task?.matters(false);
    return this;
  }

  hasRef(): boolean {
    return this.#referenced;
  }

  [Symbol.toPrimitive](): number {
    return this.#number;
  }
}

const DISPOSE: unknown = Reflect.get(Symbol, 'dispose');
if (typeof DISPOSE === 'symbol') {
  // Where the host knows `using`: what is set with it is stopped at the end of its block.
  const dispose = function dispose(this: SimTimer): void {
    this.close();
  };
  Object.defineProperty(SimTimer.prototype, DISPOSE, { value: dispose, writable: true, configurable: true });
}

/** The timers of a run: gives out numbers, so that `clearTimeout(+timer)` works as in Node. */
export class Timers {
  readonly #kernel: Kernel;
  readonly #crashed: TimerOptions['crashed'];
  readonly #byNumber = new Map<number, SimTimer>();
  #last = 0;

  constructor(kernel: Kernel, crashed: TimerOptions['crashed']) {
    this.#kernel = kernel;
    this.#crashed = crashed;
  }

  set(node: SimNode, given: Omit<TimerOptions, 'crashed'>): SimTimer {
    const { callback, args, delay, repeats } = given;
    const options: TimerOptions = { callback, args, delay, repeats, crashed: this.#crashed };
    this.#last += 1;
    const number = this.#last;
    const timer = new SimTimer(this.#kernel, node, number, options, () => this.#byNumber.delete(number));
    this.#byNumber.set(number, timer);
    return timer;
  }

  /** Whether it was one of ours. */
  clear(timer: unknown): boolean {
    if (timer instanceof SimTimer) {
      timer.close();
      return true;
    }
    const ours = typeof timer === 'number' || typeof timer === 'string' ? this.#byNumber.get(Number(timer)) : undefined;
    ours?.close();
    return ours !== undefined;
  }
}
