/**
 * How many runs a second several workers make, beside one, and beside as many processes of one worker each, which know
 * nothing of each other: more than those the machine does not give. It says something on a quiet machine only: whoever
 * else needs the cores takes from all, and unequally.
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
  /**
   * @param {number} processes
   * @param {number} workers Of each.
   */
  const rate = async (processes, workers) => {
    const begun = performance.now();
    const asked = ['explore', '--policy', 'hardened', ...UNSHRUNK, ...runs, ...words, `--workers=${workers}`];
    /** @type {Promise<import('./program.mjs').Report | undefined>[]} */
    const under = Array.from({ length: processes }, () => told(program, asked));
    const reports = await Promise.all(under);
    const seconds = (performance.now() - begun) / 1_000;
    const made = reports.reduce((sum, report) => {
      if (report === undefined) throw new Error('The campaign failed, and said why');
      return sum + report.runs;
    }, 0);
    return { perSecond: made / seconds, times: reports[0]?.times };
  };
  await rate(1, most);
  const [one, several, apart] = [await rate(1, 1), await rate(1, most), await rate(most, 1)];
  const { runMs = 0, generationMs = 0, checksMs = 0, bookkeepingMs = 0 } = one.times ?? {};
  const cost = (runMs + generationMs + checksMs + bookkeepingMs) / runMs;
  /** @param {number} perSecond */
  const beside = (perSecond) =>
    `${perSecond.toFixed(1)} runs a second, ${(perSecond / one.perSecond).toFixed(2)} times as many`;
  console.log(
    `1 worker: ${one.perSecond.toFixed(1)} runs a second; exploring costs ${cost.toFixed(2)} times the bare runs`,
  );
  console.log(`${most} workers: ${beside(several.perSecond)}`);
  console.log(`${most} processes of one worker each: ${beside(apart.perSecond)}`);
  return true;
}
