/**
 * `npm run bench`: how much a run costs beside its floor, in processor time, measured side by side in one
 * process. What counts is the ratio of pairs; single times are for information. Prints one JSON with the machine.
 */
import { cpus } from 'node:os';
import { findScenario, inputsOf, optionsFor } from '../support/app.ts';
import { run } from '../../src/sim/index.ts';
import { playFloor, scriptOf } from './floor.ts';

const ROUNDS = 15;
const RUNS_A_ROUND = 40;
/** The compiler is done with both after about a thousand runs. */
const WARM_UP_ROUNDS = 25;

async function timeMs(act: () => Promise<unknown>): Promise<number> {
  const from = process.cpuUsage();
  for (let i = 0; i < RUNS_A_ROUND; i += 1) await act();
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1_000 / RUNS_A_ROUND;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function spread(values: readonly number[]): { readonly min: number; readonly median: number; readonly max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return { min: round(quantile(sorted, 0)), median: round(quantile(sorted, 0.5)), max: round(quantile(sorted, 1)) };
}

const options = optionsFor(inputsOf(findScenario('rapid-burst')));
const trace = await run(options);
const script = scriptOf(trace);
const simulated: number[] = [];
const floor: number[] = [];
for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
  const a = await timeMs(() => run(options));
  const b = await timeMs(() => playFloor(script, options.app, options.baseline));
  if (round < WARM_UP_ROUNDS) continue;
  simulated.push(a);
  floor.push(b);
}
const figures = {
  scenario: 'rapid-burst',
  machine: { cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, node: process.version },
  rounds: ROUNDS,
  runsARound: RUNS_A_ROUND,
  events: trace.events.length,
  runMs: spread(simulated),
  floorMs: spread(floor),
  /** The simulator's cost over the floor's, pair by pair. */
  ratio: spread(simulated.map((a, i) => a / (floor[i] ?? Number.NaN))),
  simulatedOverReal: Math.round(trace.end.atMs / spread(simulated).median),
};
console.log(JSON.stringify(figures, null, 2));
