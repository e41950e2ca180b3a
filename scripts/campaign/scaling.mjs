/**
 * How many runs a second several workers make, beside one. It says something on a quiet machine only: whoever else needs
 * the cores takes from both, and unequally.
 */
import { availableParallelism, loadavg } from 'node:os';
import { bundled, told } from './program.mjs';

const DEFAULT_RUNS = '1500';
/** Until a failure that never comes. */
const UNSHRUNK = ['--until-found'];
/** Above it somebody else is at work. */
const QUIET = 0.3;

/** @param {string[]} words */
export async function scaling(words) {
  const program = await bundled();
  const most = Math.min(2, availableParallelism());
  const [load = 0] = loadavg();
  if (load > QUIET) console.log(`The machine is not quiet (load ${load.toFixed(2)}): what follows says little.`);
  const runs = words.includes('--runs') ? [] : ['--runs', DEFAULT_RUNS];
  /** @param {number} workers */
  const rate = (workers) => {
    const begun = performance.now();
    /** @type {import('./program.mjs').Report | undefined} */
    const report = told(program, [
      'explore',
      '--policy',
      'hardened',
      ...UNSHRUNK,
      ...runs,
      ...words,
      `--workers=${workers}`,
    ]);
    if (report === undefined) throw new Error('The campaign failed, and said why');
    const { runMs, generationMs, checksMs, bookkeepingMs } = report.times;
    return {
      perSecond: (report.runs / (performance.now() - begun)) * 1000,
      cost: (runMs + generationMs + checksMs + bookkeepingMs) / runMs,
    };
  };
  rate(most);
  const [one, several] = [rate(1), rate(most)];
  console.log(
    `1 worker: ${one.perSecond.toFixed(1)} runs a second; exploring costs ${one.cost.toFixed(2)} times the bare runs`,
  );
  console.log(
    `${most} workers: ${several.perSecond.toFixed(1)} runs a second: ${(several.perSecond / one.perSecond).toFixed(2)} times as many`,
  );
  return true;
}
