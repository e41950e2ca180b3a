/**
 * `npm run bench`: what a run costs, as one JSON with the machine. Sections by name: `runs` (beside a test by hand and
 * beside the floor), `growth`, `memory`. Without any: runs and growth. `full` takes the largest sizes.
 */

import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { growth, memory } from './growth.ts';
import { machine } from './machine.ts';
import { compareRuns } from './runs.ts';

const MOST_MESSAGES = 1_000;
const MOST_MESSAGES_FULL = 100_000;
/** About a million events. */
const MILLION_EVENTS = 24_000;

const asked = process.argv.slice(2);
const full = asked.includes('full');
const named = asked.filter((name) => name !== 'full');
const wanted = (section: string, usual: boolean): boolean => (named.length === 0 ? usual : named.includes(section));

const figures: Record<string, unknown> = {
  machine: machine(),
};
if (wanted('runs', true)) figures['runs'] = await compareRuns(optionsFor(inputsOf(findScenario('rapid-burst'))));
if (wanted('growth', true)) figures['growth'] = await growth(full ? MOST_MESSAGES_FULL : MOST_MESSAGES);
if (wanted('memory', full)) figures['memory'] = await memory(MILLION_EVENTS);
console.log(JSON.stringify(figures, null, 2));
