/**
 * The door of the simulator: `run` turns inputs into a trace; `resolveInputs` turns what a person asked for into
 * inputs; the catalogues say what can be asked for.
 */
export { run, type RunOptions } from './run.ts';
export { describeDifference, runTwice } from './compare.ts';
export { DEFAULT_BOUNDS, type Overrides, type Resolved, resolveInputs } from './inputs.ts';
export { faults } from './faults/index.ts';
export { constants } from './world/constants.ts';
