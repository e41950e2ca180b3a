/** Unit, property, conformance and architecture tests. End-to-end tests are Playwright's: see playwright.config.ts. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**'],
    // A run replaces the globals of its process for as long as it lasts: no two files share one.
    pool: 'forks',
    isolate: true,
    // A test that passes at the second attempt has failed.
    retry: 0,
    // Far above what any test takes: it ends one that hangs, and is no measure of how busy the machine is.
    testTimeout: 240_000,
  },
});
