/**
 * A run that is taken step by step: it can be advanced to a moment, given inputs while it goes on, looked at, stopped.
 * What is injected is recorded as plain inputs, and these, run from the start, give the same trace to the byte: inputs
 * have a place of their own in the order of events, whenever they become known, and none may begin in the past.
 *
 * The globals are the run's only while it advances; between, they are the host's. One run at a time in a thread, from
 * its start until it is stopped: libraries of the code under test keep state for the whole process.
 */
import { installGlobals } from './globals/install.ts';
import { makeStage } from './globals/stage.ts';
import { checkInputs, type Injected, withInput } from './inputs.ts';
import { type DrawListener, Kernel } from './kernel/kernel.ts';
import type { Watch } from './kernel/watch.ts';
import type { App, Baseline } from './model/app.ts';
import { InputError } from './model/errors.ts';
import { type RunEnd, type RunInputs, type Trace, TRACE_FORMAT } from './model/trace.ts';
import { resolveConstants } from './world/constants.ts';
import { buildWorld } from './world/build.ts';

export interface RunOptions {
  readonly app: App;
  readonly baseline: Baseline;
  readonly inputs: RunInputs;
  /** Told of every random draw; for comparing two runs draw by draw. */
  readonly listen?: DrawListener | undefined;
}

export interface Session {
  /** Everything that is due before this moment, in virtual milliseconds, has happened. */
  readonly reachedMs: number;
  /** Takes everything that is due before the moment. Gives how the run stands then: `stopped` where it goes on. */
  readonly advanceTo: (atMs: number, watch?: Watch) => Promise<RunEnd>;
  /** One more input, from `reachedMs` on. Throws InputError where it cannot be, and changes nothing then. */
  readonly inject: (input: Injected) => void;
  /** The run so far, with everything that was injected among its inputs. */
  readonly trace: () => Trace;
  /** Gives the thread back. The trace stays. */
  readonly stop: () => void;
}

/** The run that has the thread. */
let holder: object | undefined;

/** Throws InputError where the inputs name what does not exist. Whoever starts it must stop it, in a `finally`. */
export function startRun({ app, baseline, inputs: given, listen }: RunOptions): Session {
  if (holder !== undefined)
    throw new Error('A run is under way in this thread, which cannot be shared. Stop it first.');
  checkInputs(given);
  const constants = resolveConstants(given.profile, given.constants);
  const kernel = new Kernel(given.seed, listen);
  const world = buildWorld({ kernel, app, baseline, inputs: given, constants });
  const stage = makeStage(kernel, world.transport, world.lifetime);
  const token = {};
  let inputs = given;
  let end: RunEnd = { reason: 'stopped', atMs: 0 };
  let advancing = false;
  holder = token;

  return {
    get reachedMs() {
      return kernel.reachedMs;
    },
    advanceTo: async (atMs, watch) => {
      if (holder !== token || advancing) throw new Error('This run has been stopped, or is being advanced already.');
      if (end.reason === 'bound') return end;
      advancing = true;
      const restore = installGlobals(stage);
      try {
        end = await kernel.run(inputs.bounds, atMs, watch);
        return end;
      } finally {
        restore();
        advancing = false;
      }
    },
    inject: (input) => {
      if (advancing) throw new Error('Between two advances a run takes inputs, not while it advances.');
      if (end.reason === 'bound') throw new InputError('run', end.bound, 'a run that no bound has ended');
      const next = withInput(inputs, input, kernel.reachedMs);
      const [message, fault] = [next.messages[inputs.messages.length], next.faults[inputs.faults.length]];
      if (message !== undefined) world.type(inputs.messages.length, message);
      if (fault !== undefined) world.arm(inputs.faults.length, fault);
      inputs = next;
      end = { reason: 'stopped', atMs: end.atMs };
    },
    trace: () => ({
      format: TRACE_FORMAT,
      inputs,
      constants,
      nodes: world.nodes(),
      events: kernel.recorder.events,
      end,
    }),
    stop: () => {
      if (holder === token) holder = undefined;
    },
  };
}
