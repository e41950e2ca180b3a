/**
 * End-to-end tests: the built page in a real Chromium. The page is built once and served on a free port; the browser
 * is the one that scripts/chromium.mjs finds (CHROMIUM_PATH chooses another).
 */
import { createServer } from 'node:net';
import { defineConfig } from 'playwright/test';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from './scripts/chromium.mjs';

/** What the browser keeps of somebody who has seen this build before: the first visit writes it. */
const SEEN_BEFORE = 'test-results/seen-before.json';

/** Playwright reads this file again in each of its workers: they find the first one's choice in the environment. */
const PORT = 'BATCHING_BENCH_E2E_PORT';

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address !== null) resolve(address.port);
        else reject(new Error(`A free port was asked for; the system gave ${String(address)}.`));
      });
    });
  });
}

const executablePath = findChromium();
if (executablePath === undefined) throw new Error(`There is no browser for the tests. ${HOW_TO_GET_CHROMIUM}`);
const port = (process.env[PORT] ??= String(await freePort()));
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
  testDir: 'tests/e2e',
  projects: [
    { name: 'first visit', testMatch: '**/*.setup.ts' },
    { name: 'page', testMatch: '**/*.spec.ts', dependencies: ['first visit'], use: { storageState: SEEN_BEFORE } },
  ],
  outputDir: 'test-results',
  forbidOnly: (process.env['CI'] ?? '') !== '',
  fullyParallel: true,
  retries: 0,
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  // Two browsers and the simulation share the machine; a page that is slow is not a page that is wrong.
  expect: { timeout: 20_000 },
  use: {
    baseURL,
    viewport: { width: 1440, height: 900 },
    // Recording every test in case it fails takes a quarter of their time. A run is the same each time: what failed is
    // recorded with `npx playwright test --trace on` and its place.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [...CHROMIUM_ARGS] },
  },
  webServer: {
    command: `npm run --silent build -- --logLevel error && npx --no-install vite preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: baseURL,
    reuseExistingServer: false,
    timeout: 120_000,
    stdout: 'ignore',
    stderr: 'pipe',
  },
});
