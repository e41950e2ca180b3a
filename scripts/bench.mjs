/**
 * `npm run bench`: builds tests/bench/main.ts as a user's bundler would and runs what came out. Loaders that compile on
 * the fly add calls of their own to every function, and measure those. The same runs are bundled for a browser.
 */
import { spawnSync } from 'node:child_process';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { ENVIRONMENT, WITHOUT_PROCESS } from './defines.mjs';
import { redisMock } from './redis-mock.mjs';
import { BENCH, readWordsOrEnd } from './words.mjs';

const given = process.argv.slice(2);
readWordsOrEnd(BENCH, given);

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// Inside the project, so that the built file finds the libraries, which stay outside it.
const outDir = at('node_modules/.cache/bench');

await build({
  configFile: false,
  logLevel: 'error',
  root: at(''),
  build: {
    ssr: at('tests/bench/main.ts'),
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    target: 'node20',
  },
});
await build({
  configFile: false,
  logLevel: 'error',
  root: at(''),
  define: { ...WITHOUT_PROCESS, ...ENVIRONMENT },
  plugins: [redisMock()],
  build: {
    outDir: `${outDir}/chromium`,
    emptyOutDir: true,
    minify: false,
    target: 'es2023',
    modulePreload: false,
    chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
    rolldownOptions: {
      input: at('tests/bench/worker.ts'),
      output: { entryFileNames: 'worker.js', codeSplitting: false },
    },
  },
});
// The largest runs hold a trace of some gigabytes.
const heapMb = Math.floor((0.7 * totalmem()) / 2 ** 20);
const options = ['--expose-gc', `--max-old-space-size=${heapMb}`];
const { status } = spawnSync(process.execPath, [...options, `${outDir}/main.js`, ...given], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
