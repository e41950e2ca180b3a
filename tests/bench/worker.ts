/** The bench of runs in a worker of a browser, as the page runs the simulator; its figures go to who made the worker. */
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { compareRuns } from './runs.ts';

const RUNS_BY_HAND = 2;

try {
  const options = optionsFor(inputsOf(findScenario('rapid-burst')));
  postMessage({ figures: await compareRuns(options, RUNS_BY_HAND) });
} catch (error) {
  postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
