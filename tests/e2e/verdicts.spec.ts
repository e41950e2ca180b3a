/** A developer who replays one failure after another: every variant is opened from the list, its verdicts are read. */
import { expect, type Page, test } from 'playwright/test';
import { scenarios } from '../../src/scenarios/index.ts';
import { checks } from '../../src/sim/checks/index.ts';
import { expectedOutcome } from '../../src/sim/model/expected.ts';
import type { Scenario, Variant } from '../../src/sim/model/scenario.ts';

const WORDS = { holds: 'holds', broken: 'broken', inconclusive: 'not judged' } as const;

/** What a reader of the scenario file would look for: each check by its name, and the word beside Production. */
function wanted({ expected }: Variant): Readonly<Record<string, string>> {
  return Object.fromEntries(
    checks.map(({ id, title, unlessListed }) => [title, WORDS[expectedOutcome(expected, id, unlessListed)]]),
  );
}

/** What the tab says: of each check, the word of production, and whether it is as expected. */
async function readVerdicts(page: Page): Promise<Readonly<Record<string, string>>> {
  const rows = await page
    .getByRole('complementary')
    .locator('.verdicts > ul > li')
    .evaluateAll((items) =>
      items.map((item) => {
        const title = item.querySelector('h3')?.firstChild?.textContent?.trim() ?? '';
        const production = [...item.querySelectorAll('p')].find((line) => line.textContent?.startsWith('Production'));
        const word = production?.querySelector('.word')?.textContent ?? 'nothing';
        const surprise = production?.querySelector('.not-expected')?.textContent ?? '';
        return [title, surprise === '' ? word : `${word}, ${surprise}`] as const;
      }),
    );
  return Object.fromEntries(rows);
}

async function openVariant(page: Page, scenario: Scenario, variant: Variant): Promise<void> {
  const list = page.getByRole('navigation', { name: 'Scenarios' });
  if (variant === scenario.variants[0]) {
    const row = list.locator('button.row').filter({ has: page.getByText(scenario.id, { exact: true }) });
    await row.click();
  } else {
    const rows = list.getByRole('list', { name: 'Variants' }).getByRole('button');
    const row = rows.nth(scenario.variants.indexOf(variant));
    await expect(row).toHaveAttribute('title', variant.title);
    await row.click();
  }
  await expect(page.locator(`main[data-shows="${scenario.id}/${variant.id}"]`)).toHaveAttribute('data-run', 'done');
}

for (const kind of ['document', 'found', 'explored', 'wire', 'history', 'recommended'] as const) {
  const ofKind = scenarios.filter((scenario) => scenario.kind === kind);
  if (ofKind.length === 0) continue;
  test(`scenarios of kind ${kind}: every variant opens, and its verdicts read as its file says`, async ({ page }) => {
    test.setTimeout(240_000);
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/#tab=verdicts');
    await expect(page.locator('main')).toHaveAttribute('data-run', 'done');
    const problems = page.getByRole('alert').filter({ hasText: 'could not be used' });
    for (const scenario of ofKind) {
      for (const variant of scenario.variants) {
        await openVariant(page, scenario, variant);
        expect(await readVerdicts(page), `${scenario.id}/${variant.id}`).toEqual(wanted(variant));
        await expect(problems).toHaveCount(0);
      }
    }
  });
}
