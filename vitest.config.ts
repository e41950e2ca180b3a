/** Unit, property, conformance and architecture tests. End-to-end tests are Playwright's: see playwright.config.ts. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**'],
    // A run replaces the globals of its process for as long as it lasts, and puts them back: so a process has one file
    // at a time, and the next finds it as the one before did. To read all modules anew for each took longer than the tests.
    pool: 'forks',
    isolate: false,
    // A test that passes at the second attempt has failed.
    retry: 0,
    // Far above what any test takes: it ends one that hangs, and is no measure of how busy the machine is.
    testTimeout: 240_000,
  },
});
