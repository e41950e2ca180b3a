/** The command line as one bundle: loaders that compile on the fly make every call dearer. A planted bug goes in here. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { planting } from '../mutants/apply.mjs';

/**
 * What the commands say, as far as it is read here.
 *
 * @typedef {{ messages: readonly unknown[] }} Example
 * @typedef {{ check: string, pattern: string, excepted: boolean, runs: number, smallest: boolean, example: Example, faults: readonly string[], link: string }} Finding
 * @typedef {{ runMs: number, generationMs: number, checksMs: number, bookkeepingMs: number }} Times
 * @typedef {{ runs: number, verdict: string, plan: { excepted: readonly string[] }, findings: readonly Finding[], times: Times }} Report
 * @typedef {{ seed: number, found: boolean, runs: number }} FromSeed
 * @typedef {{ scenario: string, kind: string, failure: string, check: string | null, pattern: string | null, seeds: readonly FromSeed[], example: Example | null, faults: readonly string[] }} RecallRow
 * @typedef {{ policy: string, finding: string, reported: boolean, found: boolean, check: string, pattern: string, seeds: readonly FromSeed[], example: Example | null, faults: readonly string[], history: boolean }} HindcastRow
 * @typedef {{ mitigation: string, value: unknown, without: unknown, needed: boolean, runs: number, check: string | null, pattern: string | null, faults: readonly string[] }} AblatedRow
 */

/** @param {string} path */
export const at = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * @param {import('../mutants/list.mjs').Mutant} [mutant]
 * @returns {Promise<string>} Its file.
 */
export async function bundled(mutant) {
  const outDir = at(`node_modules/.cache/campaign/${mutant?.id ?? 'program'}`);
  await build({
    configFile: false,
    logLevel: 'error',
    root: at(''),
    ...(mutant === undefined ? {} : { plugins: [planting(mutant)] }),
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: { main: at('src/cli/main.ts'), worker: at('src/cli/explore/worker.ts') },
        // Side by side: the pool looks for its worker beside itself.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
  return `${outDir}/main.js`;
}

/** What ends with another code has no result: bad input, or a bug. */
const WITH_RESULT = [0, 1, 3];

/**
 * What the command says in JSON; undefined where it failed, and said why. Others can be asked meanwhile.
 *
 * @template T
 * @param {string} program
 * @param {readonly string[]} words
 * @returns {Promise<T | undefined>}
 */
export async function told(program, words) {
  const asked = spawn(process.execPath, [program, ...words, '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(asked, 'close');
  const said = await text(asked.stdout);
  /** @type {unknown[]} */
  const [status] = await ended;
  if (typeof status !== 'number' || !WITH_RESULT.includes(status)) return undefined;
  /** @type {T} */
  const result = JSON.parse(said);
  return result;
}
