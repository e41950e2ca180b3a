/**
 * A run is one function: inputs go in, a trace comes out, and the trace is the only thing that leaves it. It
 * builds the world (nodes, services, network, faults), lets the users type, and takes events until none is left
 * that could matter. The code under test is an argument.
 */
import { installGlobals } from './globals/install.ts';
import { type DrawListener, Kernel } from './kernel/kernel.ts';
import type { App, Baseline } from './model/app.ts';
import { type RunInputs, type Trace, TRACE_FORMAT } from './model/trace.ts';
import { checkInputs } from './inputs.ts';
import { resolveConstants } from './world/constants.ts';
import { buildWorld } from './world/build.ts';

export interface RunOptions {
  readonly app: App;
  readonly baseline: Baseline;
  readonly inputs: RunInputs;
  /** Told of every random draw; for comparing two runs draw by draw. */
  readonly listen?: DrawListener | undefined;
}

/** One run at a time: the globals belong to it. */
let running = false;

/**
 * Runs the inputs and gives the trace. Throws InputError where the inputs name what does not exist. Whatever
 * happens, the globals are the host's again afterwards.
 */
export async function run({ app, baseline, inputs, listen }: RunOptions): Promise<Trace> {
  if (running) throw new Error('A run is under way in this thread; its globals cannot be shared. Await it first.');
  running = true;
  try {
    checkInputs(inputs);
    const constants = resolveConstants(inputs.profile, inputs.constants);
    const kernel = new Kernel(inputs.seed, listen);
    const world = buildWorld({ kernel, app, baseline, inputs, constants });
    const restore = installGlobals(kernel, world.transport, world.lifetime);
    try {
      const end = await kernel.run(inputs.bounds);
      return {
        format: TRACE_FORMAT,
        inputs,
        constants,
        nodes: world.nodes(),
        events: kernel.recorder.events,
        end,
      };
    } finally {
      restore();
    }
  } finally {
    running = false;
  }
}
