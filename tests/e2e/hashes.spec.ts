/** Determinism is sacred: a scenario has the same trace in Chromium, shown by the page, as in Node, told by the CLI. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'playwright/test';
import { scenarios } from '../../src/scenarios/index.ts';

interface Ran {
  readonly id: string;
  readonly variant: string;
  readonly hash: string;
}

const all = scenarios.flatMap(({ id, variants }) => variants.map((variant) => `${id}/${variant.id}`));

async function hashesInNode(): Promise<Readonly<Record<string, string>>> {
  const command = ['--no-install', 'tsx', 'src/cli/main.ts', 'run', '--all', '--json'];
  const { stdout } = await promisify(execFile)('npx', command, { maxBuffer: 64 * 1024 * 1024 });
  const ran = JSON.parse(stdout) as readonly Ran[];
  return Object.fromEntries(ran.map(({ id, variant, hash }) => [`${id}/${variant}`, hash]));
}

/** The page is loaded once: each scenario is then asked for by its address, as a link in another tab would do. */
test('every variant of every scenario has one hash in Node and in Chromium', async ({ page }) => {
  test.setTimeout(300_000);
  const inNode = hashesInNode();
  await page.goto('/');
  const main = page.locator('main[data-run="done"]');
  const hash = page.getByTitle(/^Hash of the trace: [0-9a-f]{64}$/);
  await expect(main).toHaveCount(1);
  const inChromium: Record<string, string> = {};
  for (const { id, variants } of scenarios) {
    for (const { id: variant } of variants) {
      await page.evaluate((address) => window.location.assign(address), `#scenario=${id}&variant=${variant}`);
      await expect(page.locator(`main[data-shows="${id}/${variant}"]`)).toHaveAttribute('data-run', 'done');
      inChromium[`${id}/${variant}`] = ((await hash.getAttribute('title')) ?? '').replace(/^.*: /, '');
    }
  }
  const known = await inNode;
  expect(Object.keys(known).toSorted()).toEqual(all.toSorted());
  expect(inChromium).toEqual(known);
});
