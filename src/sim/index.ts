/**
 * The door of the simulator: `run` turns inputs into a trace; `resolveInputs` turns what a person asked for into
 * inputs; the catalogues say what can be asked for.
 */
export { run, type RunOptions } from './run.ts';
export { type Comparison, describeDifference, type Difference, runTwice } from './compare.ts';
export { DEFAULT_BOUNDS, DEFAULT_SEED, type Overrides, type Resolved, resolveInputs } from './inputs.ts';
export { faults, type FaultDescription } from './faults/index.ts';
export { constants } from './world/constants.ts';
export type { ServiceConstant } from './services/service.ts';
