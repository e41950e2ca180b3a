/**
 * A run is one function: inputs go in, a trace comes out, and the trace is the only thing that leaves it. It
 * builds the world (nodes, services, network, faults), lets the users type, and takes events until none is left
 * that could matter. The code under test is an argument.
 */
import type { Watch } from './kernel/watch.ts';
import type { Trace } from './model/trace.ts';
import { type RunOptions, startRun } from './session.ts';

/**
 * Runs the inputs and gives the trace. Throws InputError where the inputs name what does not exist. Whatever
 * happens, the globals are the host's again afterwards. A watch that stops it gets the trace so far.
 */
export async function run(options: RunOptions, watch?: Watch): Promise<Trace> {
  const session = startRun(options);
  try {
    await session.advanceTo(Number.POSITIVE_INFINITY, watch);
    return session.trace();
  } finally {
    session.stop();
  }
}
