/** Determinism is sacred: a scenario has the same trace in Chromium, shown by the page, as in Node, told by the CLI. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { scenarios } from '../../src/scenarios/index.ts';

interface Ran {
  readonly id: string;
  readonly variant: string;
  readonly hash: string;
}

let inNode: readonly Ran[] = [];

test.beforeAll(() => {
  const printed = execFileSync('npx', ['--no-install', 'tsx', 'src/cli/main.ts', 'run', '--all', '--json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  inNode = JSON.parse(printed) as readonly Ran[];
});

for (const { id, variants } of scenarios) {
  for (const { id: variant } of variants) {
    test(`${id} / ${variant} has one hash in Node and in Chromium`, async ({ page }) => {
      const ran = inNode.find((result) => result.id === id && result.variant === variant);
      expect(ran?.hash).toMatch(/^[0-9a-f]{64}$/);
      await page.goto(`/#scenario=${id}&variant=${variant}`);
      await expect(page.getByTitle(`Hash of the trace: ${ran?.hash ?? ''}`)).toBeVisible();
    });
  }
}
