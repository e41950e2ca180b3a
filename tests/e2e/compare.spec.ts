/** A developer who holds two runs against each other, keeps one as a file, and opens it again. */
import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });
const compare = (page: Page) => page.getByRole('region', { name: 'Two runs beside each other' });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(badges(page)).toBeVisible();
}

async function saved(page: Page, row: RegExp): Promise<{ readonly name: string; readonly text: string }> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: row }).click();
  const file = await download;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** As a hand lets a file fall on the page. */
async function drop(page: Page, name: string, text: string): Promise<void> {
  const data = await page.evaluateHandle(
    ([fileName, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([content], fileName, { type: 'application/json' }));
      return transfer;
    },
    [name, text] as const,
  );
  await page.dispatchEvent('body', 'dragover', { dataTransfer: data });
  await page.dispatchEvent('body', 'drop', { dataTransfer: data });
}

test('the documented variant beside the repaired one: where they part, what it led to, what the reply costs', async ({
  page,
}) => {
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await compare(page).getByRole('combobox', { name: 'Run on the right' }).selectOption('variant:own-id');
  const list = compare(page).getByRole('complementary');
  await expect(compare(page)).toContainText('passes');
  await expect(list.getByRole('listitem').filter({ hasText: 'first' })).toHaveCount(1);
  await expect(list.getByRole('listitem').filter({ hasText: 'Right only' }).first()).toContainText('follow');
  await expect(list.getByRole('row').filter({ hasText: 'no reply' })).toHaveCount(3);
  await expect(compare(page).getByRole('group', { name: 'Run on the left' })).toBeVisible();

  await list.getByRole('button', { name: 'Right: show in Runs' }).first().click();
  await expect(page.getByRole('region', { name: 'Selected event' }).getByText(/^Record \d+ of/)).toBeVisible();
  await expect(badges(page)).toContainText('Production passes');
  await expect(page).toHaveURL(/variant=own-id.*event=\d+/);
});

test('a saved trace that is dropped on the page is that run, and its inputs still give it', async ({ page }) => {
  await open(page, FAILURE);
  const { name, text } = await saved(page, /^Trace \(JSON\)/);
  await open(page, '/#scenario=rapid-burst');
  await drop(page, name, text);
  const bar = page.getByRole('region', { name: 'Run from a file' });
  await expect(bar).toContainText(name);
  await expect(bar).toContainText('give the same');
  await expect(badges(page)).toContainText('Production fails');
  await expect(page).toHaveURL(/scenario=requeue-deduplicated/);
});

test('a trace that today’s logic would not give says after which event it departs, and is compared with what is now', async ({
  page,
}) => {
  await open(page, FAILURE);
  const { name, text } = await saved(page, /^Trace \(JSON\)/);
  await drop(page, name, text.replace('"deduplicated":true', '"deduplicated":false'));
  const bar = page.getByRole('region', { name: 'Run from a file' });
  await expect(bar).toContainText(/depart after event \d+/);
  await expect(bar).toContainText('recorded false, now true');
  await bar.getByRole('button', { name: 'Compare with that run' }).click();
  await expect(compare(page).getByRole('listitem').filter({ hasText: 'first' })).toContainText('Other outcome');
});

test('a file that is no trace is refused by the field that does not fit, and the run on show stays', async ({
  page,
}) => {
  await open(page, FAILURE);
  const { name, text } = await saved(page, /^Trace \(JSON\)/);
  await drop(page, name, text.replace('"kind":"message"', '"kind":"massage"'));
  await expect(page.getByRole('alert')).toContainText('“events[0].kind” does not fit');
  await expect(page.getByRole('alert')).toContainText('massage');
  await expect(badges(page)).toContainText('Production fails');
  await drop(page, 'notes.txt', 'not JSON');
  await expect(page.getByRole('alert')).toContainText('The file is no trace.');
});

test('the menu is walked by keys, and a test that it saves names this page and what it shows', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'Export', exact: true }).focus();
  await page.keyboard.press('Enter');
  const rows = page.getByRole('dialog').getByRole('listitem').getByRole('button');
  await expect(rows.first()).toBeFocused();
  const titles = await rows.allTextContents();
  const wanted = titles.findIndex((title) => title.startsWith('Bug report'));
  expect(wanted).toBeGreaterThan(0);
  for (let row = 1; row <= wanted; row += 1) {
    await page.keyboard.press('ArrowDown');
    await expect(rows.nth(row)).toBeFocused();
  }
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Export', exact: true })).toBeFocused();
  const { name, text } = await saved(page, /^Playwright test/);
  expect(name).toBe('requeue-deduplicated-same-id-1.spec.ts');
  expect(text).toContain(new URL(page.url()).origin);
  expect(text).toContain('"Everybody is answered": "broken"');
});

test('Find understands what came out of it and what did not come after it', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: /^Find/ });
  await dialog.getByRole('button', { name: /^publish deduplicated/ }).click();
  await expect(dialog.getByRole('status')).toContainText('Understood: publish deduplicated, no delivery after it.');
  await expect(dialog.getByRole('option').first()).toContainText('drops the publish');
});

test('two runs are played by keys and by the transport, with one playhead, and the link opens at the same place', async ({
  page,
}) => {
  await page.goto(`${FAILURE}&show=compare&left=this&right=variant:own-id`);
  await expect(compare(page)).toContainText('passes');
  const now = compare(page).getByRole('status', { name: 'Virtual time' });
  const list = compare(page).getByRole('complementary');
  const first = await now.textContent();

  await page.keyboard.press('Home');
  await expect(now).toHaveText('0.000 s');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(now).not.toHaveText('0.000 s');
  const message = await now.textContent();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(now).toHaveText(message ?? '');
  await page.keyboard.press('f');
  await expect(now).toHaveText(first ?? '');
  await expect(list.getByRole('button', { pressed: true })).toHaveCount(1);
  await page.keyboard.press('n');
  await expect(list.getByRole('listitem').nth(1).getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('+');
  await expect(page).toHaveURL(/at=\d+.*event=\d+.*from=/);
  const at = await now.textContent();
  await page.reload();
  await expect(compare(page)).toContainText('passes');
  await expect(now).toHaveText(at ?? '');
  await expect(list.getByRole('listitem').nth(1).getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');

  await page.keyboard.press('Home');
  await compare(page).getByRole('button', { name: 'Play', exact: true }).click();
  await expect(now).not.toHaveText('0.000 s');
  await compare(page).getByRole('button', { name: 'Pause', exact: true }).click();
  const paused = await now.textContent();
  // The button that has the focus is pressed by Space, once, and by nobody else.
  await page.keyboard.press('Space');
  await expect(compare(page).getByRole('button', { name: 'Pause', exact: true })).toBeVisible();
  expect(paused).not.toBe('0.000 s');
});

test('before and after a change is a link like any other: it opens in a page that never ran the first', async ({
  page,
  context,
}) => {
  await open(page, FAILURE);
  await page.getByRole('combobox', { name: 'Policy' }).selectOption('hardened');
  await expect(badges(page)).toContainText('Production passes');
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  const unchanged = compare(page).getByRole('combobox', { name: 'Run on the left' });
  await expect(unchanged.locator('option:checked')).toHaveText(/^Unchanged: /);
  await expect(compare(page)).toContainText('fails 7 checks');
  await unchanged.selectOption('before');
  const differences = compare(page).getByRole('heading', { name: /^Differences \(\d+\)/ });
  await expect(differences).toBeVisible();
  // The address follows a little later; what is copied is of this moment.
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  await expect(compare(other).getByRole('heading', { name: /^Differences/ })).toHaveText(
    (await differences.textContent()) ?? '',
  );
  const left = compare(other).getByRole('combobox', { name: 'Run on the left' });
  await expect(left.locator('option:checked')).toHaveText('The run before a change, from the link');
});
