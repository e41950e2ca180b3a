/** A developer who follows one failure through time, and hands it on as a link. */
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
}

const moment = (page: Page) => page.getByRole('status', { name: 'Virtual time' });
const selected = (page: Page) => page.getByRole('region', { name: 'Selected event' });
const record = (page: Page) => selected(page).getByRole('heading', { name: /^Record \d+ of \d+$/ });

test('a newcomer sees a failure playing, with a sentence on what to look at', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByText('Production fails')).toBeVisible();
  await expect(page.getByText('Baseline passes')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Timelines' }).getByText('Look at')).toBeVisible();
  const before = await moment(page).textContent();
  await expect(moment(page)).not.toHaveText(before ?? '');
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('arrows walk from event to event, and with shift between what the user sees', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'To the start' }).click();
  await page.getByRole('heading', { name: 'Batching bench' }).click();
  await page.keyboard.press('Escape');
  await expect(selected(page).getByText('Select an event')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  const first = await record(page).textContent();
  await page.keyboard.press('ArrowRight');
  await expect(record(page)).not.toHaveText(first ?? '');
  await page.keyboard.press('ArrowLeft');
  await expect(record(page)).toHaveText(first ?? '');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(moment(page)).toHaveText('1.100 s');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(moment(page)).toHaveText('2.200 s');
});

test('F leads to the dropped re-queue, and B to what the single tab did', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('f');
  await expect(selected(page)).toContainText('QStash');
  const failedAt = await moment(page).textContent();
  expect(Number.parseFloat(failedAt ?? '')).toBeGreaterThan(3);
  expect(Number.parseFloat(failedAt ?? '')).toBeLessThan(4);
  await page.keyboard.press('b');
  await expect(selected(page)).toContainText('Tab');
});

test('the chain of causes leads back to the message', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('f');
  const steps = selected(page).getByRole('list').getByRole('button');
  expect(await steps.count()).toBeGreaterThan(2);
  await steps.first().click();
  await expect(selected(page).getByRole('heading', { level: 2 })).toBeVisible();
});

test('a reload keeps scenario, variant, seed, moment and selection', async ({ page }) => {
  await open(page, FAILURE);
  const seed = page.getByLabel('Seed', { exact: true });
  await seed.fill('7');
  await seed.press('Enter');
  await page.getByRole('heading', { name: 'Batching bench' }).click();
  await page.keyboard.press('f');
  const before = { moment: await moment(page).textContent(), record: await record(page).textContent() };
  await expect(page).toHaveURL(/seed=7.*at=\d+.*event=\d+/);
  await page.reload();
  await expect(record(page)).toHaveText(before.record ?? '');
  await expect(page.getByLabel('Seed', { exact: true })).toHaveValue('7');
  expect(
    Math.abs(Number.parseFloat((await moment(page).textContent()) ?? '') - Number.parseFloat(before.moment ?? '')),
  ).toBeLessThan(0.01);
});

test('a link holds the whole view: tab, filters of the list and of the log, the stretch in sight', async ({ page }) => {
  await open(page, FAILURE);
  const side = page.getByRole('complementary');
  await side.getByRole('tab', { name: 'Logs' }).click();
  await side.getByLabel('Filter by text').fill('Recent message');
  await side.getByLabel('Instance').selectOption({ label: 'processor #1' });
  await expect(side.getByRole('listitem')).toHaveCount(1);
  await page.getByLabel('Filter scenarios').fill('requeue');
  await page.getByRole('heading', { name: 'Batching bench' }).click();
  const axis = page.locator('.tl-axis');
  const whole = await axis.textContent();
  await page.keyboard.press('+');
  await expect(axis).not.toHaveText(whole ?? '');
  const zoomed = await axis.textContent();
  await expect(page).toHaveURL(/tab=logs.*from=.*to=.*filter=requeue.*log-instance=processor-1.*log-text=Recent/);
  await page.reload();
  await expect(side.getByRole('tab', { name: 'Logs' })).toHaveAttribute('aria-selected', 'true');
  await expect(side.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByLabel('Filter scenarios')).toHaveValue('requeue');
  await expect(axis).toHaveText(zoomed ?? '');
});

test('the filter is used by keys: Enter opens the first that fits, an arrow goes to it', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('/');
  await page.keyboard.type('stranded');
  await page.keyboard.press('ArrowDown');
  const row = page.getByRole('navigation').getByRole('button', { name: 'second-burst-stranded' });
  await expect(row).toBeFocused();
  await expect(row).not.toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(page.getByLabel('Filter scenarios')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(row).toHaveAttribute('aria-current', 'true');
});

test('the same seed gives the same trace, whatever ran in between', async ({ page }) => {
  await open(page, FAILURE);
  const hash = page.getByTitle(/^Hash of the trace/);
  const first = await hash.getAttribute('title');
  await page.getByRole('button', { name: 'Another seed' }).click();
  await expect(page).toHaveURL(/seed=/);
  await page.getByRole('button', { name: 'Reset to scenario' }).click();
  await expect(hash).toHaveAttribute('title', first ?? '');
});

test('going back in the browser goes back to the scenario before', async ({ page }) => {
  await open(page, FAILURE);
  await page
    .getByRole('navigation', { name: 'Scenarios' })
    .getByRole('button', { name: /rapid-burst/ })
    .click();
  await expect(page).toHaveURL(/scenario=rapid-burst/);
  await page.goBack();
  await expect(page.locator('header').getByText('requeue-deduplicated')).toBeVisible();
});

test('a link with a mistake names the field, what was found and what was expected, and the page goes on', async ({
  page,
}) => {
  await open(page, `${FAILURE}&seed=many&faults=[`);
  const alert = page.getByRole('alert').first();
  await expect(alert).toContainText('The link’s seed could not be used');
  await expect(alert).toContainText('"many"');
  await expect(alert).toContainText('a whole number from 0 to');
  await expect(alert).toContainText('The link’s faults could not be used');
  await expect(page.getByText('Production fails')).toBeVisible();
  await alert.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(alert).not.toContainText('seed');
});

test('a link that asks for a setting that does not exist says so, and shows the scenario as it is', async ({
  page,
}) => {
  await open(page, `${FAILURE}&settings={"nonsense":1}`);
  await expect(page.getByRole('alert').first()).toContainText('The setting “nonsense” could not be used.');
  await expect(page.getByText('Production fails')).toBeVisible();
});
