/**
 * The door of the simulator: `run` turns inputs into a trace, `startRun` does it step by step; `resolveInputs` turns what a person asked for into
 * inputs; the catalogues say what can be asked for.
 */
export type { Future } from './kernel/random.ts';
export { run } from './run.ts';
export { type RunOptions, type Session, startRun } from './session.ts';
export { describeDifference, runTwice } from './run-twice.ts';
export {
  checkAgainst,
  DEFAULT_BOUNDS,
  type Injected,
  LARGEST_SEED,
  type Overrides,
  type Resolved,
  resolveInputs,
} from './inputs.ts';
export { faults } from './faults/index.ts';
export { constants } from './world/constants.ts';
export type { Watch } from './kernel/watch.ts';
