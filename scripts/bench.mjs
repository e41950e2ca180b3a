/**
 * `npm run bench`: builds tests/bench/main.ts as a user's bundler would and runs what came out. Loaders that compile on
 * the fly add calls of their own to every function, and measure those.
 */
import { spawnSync } from 'node:child_process';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// Inside the project, so that the built file finds the libraries, which stay outside it.
const outDir = at('node_modules/.cache/bench');

await build({
  configFile: false,
  logLevel: 'error',
  root: at(''),
  build: { ssr: at('tests/bench/main.ts'), outDir, emptyOutDir: true, minify: false, target: 'node20' },
});
// The largest runs hold a trace of some gigabytes.
const heapMb = Math.floor((0.7 * totalmem()) / 2 ** 20);
const options = ['--expose-gc', `--max-old-space-size=${heapMb}`];
const { status } = spawnSync(process.execPath, [...options, `${outDir}/main.js`, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
