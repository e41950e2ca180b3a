// `npm test`: installs what is missing, then runs every suite, each a script of its own (`npm run test:types`). All
// of them run even when one fails, so that one look shows everything. Where CI is set, what cannot run is a failure.
import { HOW_TO_GET_CHROMIUM, provideChromium } from './chromium.mjs';
import { run } from './command.mjs';
import { requireDependencies } from './dependencies.mjs';
import { requireNode } from './node-version.mjs';
import { HOW_TO_GET_REDIS, provideRedisServer } from './redis-server.mjs';

requireNode();
requireDependencies();

const strict = (process.env['CI'] ?? '') !== '';
const chromium = provideChromium();
const redis = provideRedisServer();

/** Name, and why it is left out. @type {readonly { readonly name: string, readonly missing?: string }[]} */
const suites = [
  { name: 'test:types' },
  { name: 'test:lint' },
  { name: 'test:format' },
  { name: 'test:dead' },
  { name: 'test:spec' },
  { name: 'test:e2e', ...(chromium === undefined ? { missing: HOW_TO_GET_CHROMIUM } : {}) },
];

/** @type {string[]} */
const lines = [];
let failed = 0;
for (const { name, missing } of suites) {
  if (missing !== undefined) {
    if (strict) failed += 1;
    lines.push(`  ${strict ? 'failed ' : 'skipped'}  ${name}: there is no browser. ${missing}`);
    continue;
  }
  console.log(`\n── ${name}`);
  const begun = Date.now();
  const code = run('npm', ['run', '--silent', name], chromium === undefined ? {} : { CHROMIUM_PATH: chromium });
  if (code !== 0) failed += 1;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  lines.push(`  ${code === 0 ? 'passed ' : 'failed '}  ${name} (${seconds} s)`);
}
if (redis === undefined) {
  if (strict) failed += 1;
  lines.push(
    `  ${strict ? 'failed ' : 'skipped'}  tests/conformance/redis: there is no redis-server. ${HOW_TO_GET_REDIS}`,
  );
}

console.log(`\n── ${failed === 0 ? 'Everything that ran passed' : `${failed} failed`}\n${lines.join('\n')}`);
process.exitCode = failed === 0 ? 0 : 1;
