/**
 * `npm run bench`: what a run costs, as one JSON with the machine. Sections by name: `runs` (beside a test by hand and
 * beside the floor), `chromium` (the same in a worker there), `shares` (of the time, by part, from a profile), `growth`,
 * `memory`, `page` (in a real browser). Without any: all. `full` takes the largest sizes of `growth`. `--keep` puts
 * the figures into docs/bench.json and the README's table. docs/performance.md says what the keys mean.
 */
import { BENCH, BENCH_SECTIONS, readWords } from '../../scripts/words.mjs';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { compareInChromium } from './chromium.ts';
import { growth, memory } from './growth.ts';
import { keep } from './keep.ts';
import { machine } from './machine.ts';
import { page } from './page.ts';
import { shares } from './profiled.ts';
import { compareRuns } from './runs.ts';

const MOST_MESSAGES = 1_000;
const MOST_MESSAGES_FULL = 100_000;
/** About a million events. */
const MILLION_EVENTS = 24_000;

const { words, keep: isKept } = readWords(BENCH, process.argv.slice(2));
const full = words.includes('full');

const SECTIONS: Readonly<Record<(typeof BENCH_SECTIONS)[number], () => Promise<object>>> = {
  runs: () => compareRuns(optionsFor(inputsOf(findScenario('rapid-burst')))),
  chromium: () => compareInChromium(new URL('chromium/worker.js', import.meta.url)),
  shares: () => shares(import.meta.url),
  growth: () => growth(full ? MOST_MESSAGES_FULL : MOST_MESSAGES),
  memory: () => memory(MILLION_EVENTS),
  page: page,
};

const named = words.filter((word) => word !== 'full');
const figures: Record<string, object> = {};
for (const name of BENCH_SECTIONS) {
  if (named.length === 0 || named.includes(name)) figures[name] = await SECTIONS[name]();
}
if (isKept) keep('bench', figures);
console.log(JSON.stringify({ machine: machine(), ...figures }, null, 2));
