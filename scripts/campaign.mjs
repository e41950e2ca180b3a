/**
 * `npm run campaign`: large campaigns, whose figures and counterexamples are kept in docs/campaigns and replayed by
 * `npm test`. The command line is bundled first: loaders that compile on the fly make every call dearer.
 * `npm run campaign -- --runs 100000 --policy hardened`; further options go to `explore` as they are.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @param {string} path */
const at = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const DEFAULT_POLICIES = ['documented', 'recommended'];
const DEFAULT_RUNS = '10000';
const LARGEST_OUTPUT = 1 << 28;
const outDir = at('node_modules/.cache/campaign');

await build({
  configFile: false,
  logLevel: 'error',
  root: at(''),
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    minify: false,
    target: 'node20',
    rolldownOptions: {
      input: { main: at('src/cli/main.ts'), worker: at('src/cli/explore/worker.ts') },
      // Side by side: the pool looks for its worker beside itself.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
});

const words = process.argv.slice(2);
/** @type {string[]} */
const policies = [];
/** @type {string[]} */
const rest = [];
for (let i = 0; i < words.length; i += 1) {
  if (words[i] === '--policy') policies.push(words[(i += 1)] ?? '');
  else rest.push(words[i] ?? '');
}
if (!rest.includes('--runs') && !rest.includes('--time')) rest.push('--runs', DEFAULT_RUNS);

mkdirSync(at('docs/campaigns'), { recursive: true });
let failed = false;
for (const policy of policies.length > 0 ? policies : DEFAULT_POLICIES) {
  const begun = Date.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    [`${outDir}/main.js`, 'explore', '--policy', policy, ...rest, '--json'],
    { stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: LARGEST_OUTPUT },
  );
  if (status !== 0 && status !== 1 && status !== 3) {
    failed = true;
    continue;
  }
  /** @type {{ runs: number, verdict: string, findings: unknown[], times: Record<string, number> }} */
  const { times, ...report } = JSON.parse(stdout);
  writeFileSync(at(`docs/campaigns/${policy}.json`), `${JSON.stringify(report, null, 1)}\n`);
  const seconds = (Date.now() - begun) / 1000;
  const shares = Object.entries(times).map(([part, ms]) => `${part} ${Math.round(ms)}`);
  console.log(
    `${policy}: ${report.runs} runs in ${seconds.toFixed(0)} s, ${report.findings.length} findings, ${report.verdict} (${shares.join(', ')})`,
  );
}
process.exitCode = failed ? 1 : 0;
