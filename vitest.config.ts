/** Unit, property, conformance and architecture tests. End-to-end tests are Playwright's: see playwright.config.ts. */
import { configDefaults, defineConfig } from 'vitest/config';

const ALL = ['tests/**/*.test.ts', 'tests/**/*.test.tsx'];

/** They load modules a second time or put others in their place: what libraries keep of the first ones is not undone. */
const APART = ['tests/unit/batching/libraries.test.ts', 'tests/unit/redis/quick-runs.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // A test that passes at the second attempt has failed.
    retry: 0,
    // Far above what any test takes: it ends one that hangs, and is no measure of how busy the machine is.
    testTimeout: 240_000,
    projects: [
      {
        extends: true,
        // A run replaces the globals of its process for as long as it lasts, and puts them back: so a process has one file
        // at a time, and the next finds it as the one before did. To read all modules anew for each took longer than the
        // tests.
        test: {
          name: 'together',
          include: ALL,
          exclude: [...configDefaults.exclude, 'tests/e2e/**', ...APART],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: APART, isolate: true } },
    ],
  },
});
