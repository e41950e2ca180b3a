/**
 * `npm run soak`: builds the page, serves it on a free port, and runs tests/soak/main.ts beside it, built as a user's
 * bundler would. `npm run soak -- node --minutes 5` takes one half of it, and less of that.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { readWordsOrEnd, SOAK } from './words.mjs';

const given = process.argv.slice(2);
const { words } = readWordsOrEnd(SOAK, given);

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
// Inside the project, so that the built file finds the libraries, which stay outside it.
const outDir = at('node_modules/.cache/soak/program');
const pageDir = at('node_modules/.cache/soak/page');

await build({
  configFile: false,
  logLevel: 'error',
  root: at(''),
  build: { ssr: at('tests/soak/main.ts'), outDir, emptyOutDir: true, minify: false, target: 'node20' },
});
/** The page on a free port, for who asks for it. */
async function serve() {
  await build({ root: at(''), logLevel: 'error', build: { outDir: pageDir, emptyOutDir: true } });
  return preview({
    root: at(''),
    logLevel: 'error',
    build: { outDir: pageDir },
    preview: { host: '127.0.0.1', port: 0, open: false },
  });
}

const server = words.includes('node') && !words.includes('page') ? undefined : await serve();
const address = server?.resolvedUrls?.local[0] ?? 'no page';
const program = spawn(process.execPath, ['--expose-gc', `${outDir}/main.js`, address, ...given], {
  stdio: 'inherit',
});
const code = await new Promise((resolve) => program.on('exit', resolve));
await server?.close();
process.exitCode = typeof code === 'number' ? code : 1;
