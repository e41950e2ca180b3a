/** A developer with the log of a deployment: pastes it, reads what it shows, and opens what reproduces it. */
import { expect, type Page, test } from 'playwright/test';

const view = (page: Page) => page.getByRole('region', { name: 'Diagnose a deployment' });
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });

async function open(page: Page): Promise<void> {
  await page.goto('/#show=diagnose');
  await expect(view(page).getByText('Nothing is pasted yet.')).toBeVisible();
}

test('a pasted log is counted, its lines are highlighted, and its scenario opens', async ({ page }) => {
  await open(page);
  await view(page)
    .getByRole('textbox', { name: 'Log lines' })
    .fill('GET / 200\n🔍 ENABLE_REDIS_BATCHING env value: " true "\n🔍 Batching enabled: false');
  await expect(view(page).getByRole('heading', { name: 'Broken The flag has spaces around it' })).toBeVisible();
  await expect(view(page).getByText('2 lines of the batching logic, 1 line of somebody else').first()).toBeVisible();
  const evidence = view(page).getByRole('list', { name: 'The lines that show it' }).locator('mark');
  await expect(evidence).toHaveText(['🔍 ENABLE_REDIS_BATCHING env value: " true "', '🔍 Batching enabled: false']);
  await view(page).getByRole('button', { name: 'Open env-spaces' }).click();
  await expect(badges(page)).toContainText('Production fails');
  await expect(page).toHaveURL(/scenario=env-spaces/);
  await page.getByRole('button', { name: 'Diagnose' }).click();
  await expect(view(page).getByRole('textbox', { name: 'Log lines' })).toHaveValue(/ENABLE_REDIS_BATCHING/);
});

test('where the log has times, its messages run again at those times', async ({ page }) => {
  await open(page);
  await view(page).getByRole('combobox', { name: 'Paste an example' }).selectOption('With times, in a mess');
  await expect(view(page).getByRole('heading', { name: /A processor waits for more/ })).toBeVisible();
  await view(page).getByRole('button', { name: 'Rebuild the timing' }).click();
  await expect(badges(page)).toContainText('Production fails');
  await expect(page.getByRole('log').or(page.getByRole('complementary')).getByText('message 3').first()).toBeVisible();
});

test('of lines that are nobody’s it claims nothing', async ({ page }) => {
  await open(page);
  await view(page).getByRole('textbox', { name: 'Log lines' }).fill('hello\nworld');
  await expect(view(page).getByRole('heading', { name: 'None of the lines is one' })).toBeVisible();
  await expect(view(page).getByRole('button', { name: /^Open / })).toHaveCount(0);
});

test('the set-up is put to the real logic: a zero in front, then spaces that nobody trims', async ({ page }) => {
  await open(page);
  const says = view(page).getByRole('status', { name: 'What the code does' });
  await expect(says).toContainText('Batching is on for this user.');
  await view(page)
    .getByRole('textbox', { name: /^User id/ })
    .fill('03282789748459241');
  await expect(says).toContainText('Batching is off for this user');
  await expect(says).toContainText('a zero in front');
  await expect(says).toContainText('Checking batching for user 03282789748459241');
  await view(page).getByRole('textbox', { name: 'Its value' }).fill(' true ');
  await view(page)
    .getByRole('checkbox', { name: /^The code trims/ })
    .uncheck();
  await expect(says).toContainText('compares it untrimmed');
  await expect(says.getByText('With the flag put right, what is in the way next')).toBeVisible();
  await view(page)
    .getByRole('textbox', { name: /^User id/ })
    .fill('me');
  await expect(says).toContainText('page-scoped id of 8 to 20 digits');
});

test('the story finds by running which switch would have prevented it, and a click switches it', async ({ page }) => {
  await page.goto('/#scenario=requeue-deduplicated&variant=same-id&tab=story');
  await expect(badges(page)).toContainText('Production fails');
  await expect(
    page.getByRole('table', { name: 'What it cost' }).getByRole('row', { name: /^Model calls/ }),
  ).toContainText('0');
  await page.getByRole('button', { name: 'Which switch would have prevented this?' }).click();
  const found = page.getByRole('table', { name: 'Which switch would have prevented this' });
  await expect(found.getByRole('row', { name: /requeue id: own/ })).toContainText('Everybody is answered');
  await found.getByRole('button', { name: 'Switch it: requeue id: own' }).click();
  await expect(badges(page)).toContainText('Production passes');
});
