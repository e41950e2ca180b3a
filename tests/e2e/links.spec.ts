/** A view is a link: what one person sees, another opens, also after the code has changed. */
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });
const bar = (page: Page) => page.getByRole('region', { name: 'The run of this link' });
const conditions = (page: Page) => page.getByRole('region', { name: 'Conditions of the run' });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(badges(page)).toBeVisible();
}

/** The checkpoints of the link in the address. */
async function hashesIn(page: Page): Promise<readonly string[]> {
  await expect(page).toHaveURL(/hashes=/);
  return (new URLSearchParams(new URL(page.url()).hash.slice(1)).get('hashes') ?? '').split('.');
}

test('a link of which the run has changed says up to where it is as recorded, shows the place, and takes today’s', async ({
  page,
}) => {
  await open(page, FAILURE);
  const now = await hashesIn(page);
  expect(now.length).toBeGreaterThan(3);
  await expect(bar(page)).toHaveCount(0);

  // As if the logic had been another one from the third checkpoint on.
  const recorded = now.map((each, index) => (index < 2 ? each : `${each.split('-')[0]}-000000`));
  await open(page, `${FAILURE}&seed=1&hashes=${recorded.join('.')}`);
  await expect(bar(page)).toContainText('as recorded up to event 40 (');
  await expect(bar(page)).toContainText('departs between there and event 60');
  await page.reload();
  await expect(bar(page)).toContainText('departs between there and event 60');
  await bar(page).getByRole('button', { name: 'Show event 40' }).click();
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('Record 40 of');
  await bar(page).getByRole('button', { name: 'Link to today’s run' }).click();
  await expect(bar(page)).toHaveCount(0);
  await expect.poll(() => hashesIn(page)).toEqual(now);
});

test('a long link is packed, names its scenario, and opens as the same view', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const messages = Array.from({ length: 30 }, (_, i) => ({ atMs: i * 400, text: `შეტყობინება ${i} 👋` }));
  await open(page, `/#scenario=rapid-burst&tab=logs&messages=${encodeURIComponent(JSON.stringify(messages))}`);
  await expect(page).toHaveURL(/#scenario=rapid-burst&variant=[\w-]+&z=[\w-]+$/);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.length).toBeLessThan(1_500);

  const other = await context.newPage();
  await open(other, link);
  await expect(other.getByRole('tab', { name: 'Logs' })).toHaveAttribute('aria-selected', 'true');
  await expect(conditions(other).getByRole('button', { name: /^Messages/ })).toContainText('30');
  await expect(bar(other)).toHaveCount(0);
});

test('a link that is too long even when it is packed is not copied: the run is a file then', async ({ page }) => {
  // Texts that nothing makes shorter.
  const text = (i: number): string =>
    Array.from({ length: 60 }, (_, at) => ((i * 7_919 + at * 104_729) ** 2).toString(36)).join('');
  const messages = Array.from({ length: 40 }, (_, i) => ({ atMs: i * 400, text: text(i) }));
  await open(page, `/#scenario=rapid-burst&messages=${encodeURIComponent(JSON.stringify(messages))}`);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText(/The link would have \d+ kB/)).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the run as a file' }).click();
  expect((await download).suggestedFilename()).toMatch(/\.trace\.json$/);
});

test('on a phone the link is in the menu', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Copy link/ })
    .click();
  await expect(page.getByRole('dialog')).toContainText('Link copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('#scenario=requeue-deduplicated');
});

test('a packed link that was cut is told of, and the page goes on with what can be read', async ({ page }) => {
  await open(page, '/#scenario=clock-skew&z=bVXLbtswELz7K');
  await expect(page.getByRole('alert')).toContainText('a link as it was copied, whole');
  await expect(page.locator('main')).toHaveAttribute('data-shows', /^clock-skew/);
});

test('a pinned lock shows its holder at every moment, what a step changed stands out, and the link takes it along', async ({
  page,
  context,
}) => {
  await open(page, `${FAILURE}&tab=moment&at=3450`);
  const side = page.getByRole('complementary', { name: 'Moment' });
  await expect(side).toContainText('A pin beside a value keeps it here');
  await side.getByRole('button', { name: /^Pin Redis batch_processing/ }).click();
  await side.getByRole('button', { name: 'Pin QStash: Queued' }).click();
  const strip = page.getByRole('region', { name: 'Pinned values' });
  await expect(strip.getByRole('term')).toHaveText([/^Redis batch_processing/, 'QStash: how many queued']);
  await page.keyboard.press('Home');
  await expect(strip.getByRole('definition').first()).toHaveText('nothing');
  await page.keyboard.press('End');
  await page.keyboard.press('f');
  for (let step = 0; step < 40; step += 1) {
    if ((await strip.locator('[data-change="changed"]').count()) > 0) break;
    await page.keyboard.press('ArrowLeft');
  }
  await expect(strip.locator('[data-change="changed"]').first()).toContainText('was');

  await expect(page).toHaveURL(/pins=/);
  const other = await context.browser()?.newContext();
  const guest = await other?.newPage();
  if (guest === undefined) throw new Error('a browser has contexts');
  await open(guest, page.url());
  await expect(guest.getByRole('region', { name: 'Pinned values' }).getByRole('term')).toHaveCount(2);
  await other?.close();

  await open(page, '/#scenario=rapid-burst&tab=moment');
  await expect(strip.getByRole('term')).toHaveCount(2);
  await strip.getByRole('button', { name: 'Take the pin off QStash: how many queued' }).click();
  await expect(strip.getByRole('term')).toHaveCount(1);
  const tomorrow = await context.newPage();
  await open(tomorrow, '/#scenario=clock-skew&tab=moment');
  await expect(tomorrow.getByRole('region', { name: 'Pinned values' }).getByRole('term')).toHaveCount(1);
});
