/**
 * A run that is taken step by step: it can be advanced to a moment, given inputs while it goes on, looked at, stopped.
 * What is injected is recorded as plain inputs, and these, run from the start, give the same trace to the byte: inputs
 * have a place of their own in the order of events, whenever they become known, and none may begin in the past.
 *
 * The globals are the run's only while it advances; between, they are the host's. One run at a time in a thread, from
 * its start until it is stopped: libraries of the code under test keep state for the whole process.
 */
import { installGlobals } from './globals/install.ts';
import { makeStage, type Stage } from './globals/stage.ts';
import { checkInputs, type Injected, withInput } from './inputs.ts';
import { type DrawListener, Kernel } from './kernel/kernel.ts';
import type { Future } from './kernel/random.ts';
import type { Watch } from './kernel/watch.ts';
import type { App, Baseline } from './model/app.ts';
import { InputError } from './model/errors.ts';
import { type Bounds, type RunEnd, type RunInputs, type Trace, TRACE_FORMAT } from './model/trace.ts';
import { resolveConstants } from './world/constants.ts';
import { buildWorld, type World } from './world/build.ts';

export interface RunOptions {
  readonly app: App;
  readonly baseline: Baseline;
  readonly inputs: RunInputs;
  /** Told of every random draw; for comparing two runs draw by draw. */
  readonly listen?: DrawListener | undefined;
  /** Draws of another seed from a moment on: what else might have come of the same past. Such a run is no trace of its inputs. */
  readonly future?: Future | undefined;
  /** Wider ones than inputs may have, for measuring: its trace is for nobody to keep. */
  readonly bounds?: Bounds | undefined;
}

export interface Session {
  /** Everything that is due before this moment, in virtual milliseconds, has happened. */
  readonly reachedMs: number;
  /** Takes everything that is due before the moment. Gives how the run stands then: `stopped` where it goes on. */
  advanceTo(atMs: number, watch?: Watch): Promise<RunEnd>;
  /** One more input, from `reachedMs` on. Throws InputError where it cannot be, and changes nothing then. */
  inject(input: Injected): void;
  /** The run so far, with everything that was injected among its inputs. */
  trace(): Trace;
  /** Gives the thread back. The trace stays. */
  stop(): void;
}

/** The run that has the thread. */
let holder: object | undefined;

/** Throws InputError where the inputs name what does not exist. Whoever starts it must stop it, in a `finally`. */
export function startRun(options: RunOptions): Session {
  if (holder !== undefined)
    throw new Error('A run is under way in this thread, which cannot be shared. Stop it first.');
  const session = new RunningSession(options);
  holder = session;
  return session;
}

/** A class, since V8 keeps what a getter of an object literal sees until the next full collection of garbage. */
class RunningSession implements Session {
  readonly #kernel: Kernel;
  readonly #constants: Trace['constants'];
  readonly #world: World;
  readonly #stage: Stage;
  readonly #bounds: Bounds;
  #inputs: RunInputs;
  #end: RunEnd = { reason: 'stopped', atMs: 0 };
  #advancing = false;

  constructor({ app, baseline, inputs, listen, future, bounds }: RunOptions) {
    checkInputs(inputs);
    this.#bounds = bounds ?? inputs.bounds;
    this.#inputs = inputs;
    this.#constants = resolveConstants(inputs.profile, inputs.constants);
    this.#kernel = new Kernel(inputs.seed, listen, future);
    this.#world = buildWorld({ kernel: this.#kernel, app, baseline, inputs, constants: this.#constants });
    this.#stage = makeStage(this.#kernel, this.#world.transport, this.#world.lifetime);
  }

  get reachedMs(): number {
    return this.#kernel.reachedMs;
  }

  async advanceTo(atMs: number, watch?: Watch): Promise<RunEnd> {
    if (holder !== this || this.#advancing) throw new Error('This run has been stopped, or is being advanced already.');
    if (this.#end.reason === 'bound') return this.#end;
    this.#advancing = true;
    const restore = installGlobals(this.#stage);
    try {
      this.#end = await this.#kernel.run(this.#bounds, atMs, watch);
      return this.#end;
    } finally {
      restore();
      this.#advancing = false;
    }
  }

  inject(input: Injected): void {
    if (this.#advancing) throw new Error('Between two advances a run takes inputs, not while it advances.');
    if (this.#end.reason === 'bound') throw new InputError('run', this.#end.bound, 'a run that no bound has ended');
    const before = this.#inputs;
    const next = withInput(before, input, this.#kernel.reachedMs);
    const [message, fault] = [next.messages[before.messages.length], next.faults[before.faults.length]];
    if (message !== undefined) this.#world.type(before.messages.length, message);
    if (fault !== undefined) this.#world.arm(before.faults.length, fault);
    this.#inputs = next;
    this.#end = { reason: 'stopped', atMs: this.#end.atMs };
  }

  trace(): Trace {
    return {
      format: TRACE_FORMAT,
      inputs: this.#inputs,
      constants: this.#constants,
      nodes: this.#world.nodes(),
      events: this.#kernel.recorder.events,
      end: this.#end,
    };
  }

  stop(): void {
    if (holder === this) holder = undefined;
  }
}
