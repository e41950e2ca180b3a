/** Whoever wants a run told: in plain sentences that lead to their events. */
import { expect, type Page, test } from 'playwright/test';

const CLOCK = '/#scenario=clock-skew&variant=2s-behind&tab=story';

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
}

test('the story tells what was done, what went wrong first, why, and what it led to', async ({ page }) => {
  await open(page, CLOCK);
  const account = page.getByRole('region', { name: 'The run in plain words' });
  await expect(account.getByRole('heading')).toHaveText([
    'What was done',
    'What went wrong first',
    'Why',
    'What followed',
    'What it led to',
  ]);
  await expect(account).toContainText('Messages 1–3 were never answered.');
});

test('a sentence selects the event that it speaks of and moves the playhead there', async ({ page }) => {
  await open(page, CLOCK);
  const sentence = page.getByRole('button', { name: /^At 3.6\ss QStash dropped the request of the processor/ });
  await sentence.click();
  await expect(sentence).toHaveAttribute('aria-current', 'true');
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('drops the publish: duplicate id');
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('3.600 s');
});

test('the switch that would have prevented it joins the account once it is found', async ({ page }) => {
  await open(page, '/#scenario=requeue-deduplicated&tab=story');
  await page.getByRole('button', { name: 'Which switch would have prevented this?' }).click();
  const account = page.getByRole('region', { name: 'The run in plain words' });
  await expect(account).toContainText('would have prevented all of it: every broken check holds then.');
});
