/** A tester who looks at all scenarios, their verdicts and proofs, and changes the conditions. */
import { expect, type Locator, type Page, test } from 'playwright/test';

const scenarios = (page: Page) => page.getByRole('navigation', { name: 'Scenarios' });
const conditions = (page: Page) => page.getByRole('region', { name: 'Conditions of the run' });
const side = (page: Page) => page.getByRole('complementary');
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });

async function open(page: Page, scenario: string, variant = ''): Promise<void> {
  await page.goto(`/#scenario=${scenario}${variant === '' ? '' : `&variant=${variant}`}`);
  await expect(badges(page)).toBeVisible();
}

test.describe('at the first visit', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('every scenario gets its marks, the page says how far that is, all are as expected, and are there at once the next time', async ({
    page,
  }) => {
    let workers = 0;
    page.on('worker', () => (workers += 1));
    await open(page, 'rapid-burst');
    const rows = scenarios(page).locator('button.row');
    const count = await rows.count();
    expect(count).toBeGreaterThan(5);
    const progress = scenarios(page).getByRole('progressbar', { name: /^Running all of them/ });
    await expect(progress).toHaveCount(1);
    await expect(progress).toHaveCount(0, { timeout: 60_000 });
    const marks = scenarios(page).getByRole('img', { name: /^Production: (holds|broken)$/ });
    await expect(marks).toHaveCount(count);
    await expect(scenarios(page).getByRole('img', { name: 'not as expected' })).toHaveCount(0);
    expect(workers).toBe(2);

    await page.reload();
    await expect(badges(page)).toBeVisible();
    await expect(marks).toHaveCount(count);
    expect(workers).toBe(3);
  });
});

test('slash filters the list as one types, by name and by what breaks, and Escape shows all again', async ({
  page,
}) => {
  await open(page, 'rapid-burst');
  const rows = scenarios(page).locator('button.row[title]');
  const all = await rows.count();
  await page.keyboard.press('/');
  await page.keyboard.type('clock-skew');
  await expect(rows).toHaveCount(1);
  await page.keyboard.press('Escape');
  await expect(rows).toHaveCount(all);
  await page.keyboard.press('/');
  await page.keyboard.type('one-processor');
  await expect(rows.filter({ hasText: 'lock-expires-early' })).toBeVisible();
  await expect(rows.filter({ hasText: 'rapid-burst' })).toHaveCount(0);
  await expect(page).toHaveURL(/filter=one-processor/);
});

test('a group folds, and a filter looks into it all the same', async ({ page }) => {
  await open(page, 'rapid-burst');
  const group = scenarios(page).getByRole('button', { name: /^Found by simulation/ });
  const row = scenarios(page).getByRole('button', { name: /^requeue-deduplicated/ });
  await expect(row).toBeVisible();
  await group.click();
  await expect(group).toHaveAttribute('aria-expanded', 'false');
  await expect(row).toHaveCount(0);
  await page.keyboard.press('/');
  await page.keyboard.type('requeue-dedup');
  await expect(row).toBeVisible();
});

test('a variant with the repair passes where the documented one fails', async ({ page }) => {
  await open(page, 'requeue-deduplicated');
  await expect(badges(page)).toContainText('Production fails');
  await page.getByRole('list', { name: 'Variants' }).getByRole('button', { name: 'an id of its own' }).click();
  await expect(badges(page)).toContainText('Production passes');
});

test('a broken verdict says what it found, what was expected, and leads to the event that proves it', async ({
  page,
}) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  await side(page).getByRole('tab', { name: 'Verdicts' }).click();
  const answered = side(page).getByRole('listitem').filter({ hasText: 'Everybody is answered' });
  await expect(answered).toContainText('broken');
  await expect(answered).toContainText('as expected');
  await page.keyboard.press('Escape');
  await answered.getByRole('button').first().click();
  await expect(page.getByRole('region', { name: 'Selected event' }).getByText(/^Record \d+ of/)).toBeVisible();
});

test('another policy runs at once, has no expectations, and reset brings the scenario back', async ({ page }) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  const reset = page.getByRole('button', { name: 'Reset to scenario' });
  await expect(reset).toBeDisabled();
  await conditions(page).getByLabel('Profile').selectOption('published');
  await expect(page).toHaveURL(/profile=published/);
  await side(page).getByRole('tab', { name: 'Verdicts' }).click();
  await expect(side(page)).toContainText('nothing is expected of it');
  await reset.click();
  await expect(reset).toBeDisabled();
  await expect(side(page)).toContainText('as expected');
});

test('a setting is changed in its form, and what does not fit says what would', async ({ page }) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  await conditions(page).getByRole('button', { name: 'Settings' }).click();
  const sheet = page.getByRole('dialog', { name: 'Settings' });
  const quiet = sheet.getByLabel(/^quiet/i);
  await quiet.fill('-5');
  await quiet.press('Enter');
  await expect(sheet.getByRole('alert')).toContainText('a number from 0 to');
  await quiet.fill('1000');
  await quiet.press('Enter');
  await expect(badges(page)).toContainText('Production passes');
  await expect(page).toHaveURL(/quietMs/);
});

test('a fault is found by its words, its form opens at once, and it is taken off again', async ({ page }) => {
  await open(page, 'rapid-burst');
  await expect(badges(page)).toContainText('Production passes');
  await conditions(page).getByRole('button', { name: 'Add fault', exact: true }).click();
  const menu = page.getByRole('dialog', { name: 'All faults' });
  await expect(menu.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('slow model');
  await expect(menu.getByRole('listitem')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/faults=/);
  const form = page.getByRole('dialog', { name: 'Fault: Slow model' });
  await form.getByLabel(/^latency/).fill('20000');
  await page.keyboard.press('Enter');
  await expect(conditions(page).locator('.chip-armed')).toContainText('20 s');
  await form.getByRole('button', { name: 'Remove' }).click();
  await expect(conditions(page).locator('.chip-armed')).toHaveCount(0);
});

test('a fault’s form says whether the fault took effect, and its fields stay where they are', async ({ page }) => {
  await page.goto(`/#scenario=rapid-burst&faults=${encodeURIComponent('[{"fault":"crash","nth":99}]')}`);
  await expect(badges(page)).toContainText('Production passes');
  await conditions(page).locator('.chip-armed').click();
  const form = page.getByRole('dialog', { name: 'Fault: Crash' });
  const said = form.getByRole('status');
  await expect(said).toHaveText('It never took effect: nothing in this run was as it says.');
  const nth = form.getByRole('textbox', { name: /^nth/i });
  const before = await nth.boundingBox();
  await nth.fill('1');
  await page.keyboard.press('Enter');
  await expect(said).toHaveText('It took effect in this run.');
  expect(await nth.boundingBox()).toEqual(before);
});

test('a suggested fault opens its form as well', async ({ page }) => {
  await open(page, 'rapid-burst');
  await conditions(page)
    .getByRole('button', { name: /^Add fault: / })
    .first()
    .click();
  await expect(page.getByRole('dialog', { name: /^Fault: / })).toBeVisible();
});

/** Whether nothing of any of the texts is cut off. */
const whole = (texts: Locator): Promise<boolean> =>
  texts.evaluateAll((elements) => elements.every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth));

test('armed faults of one kind are told apart by their chips, and spaces in a value are seen', async ({ page }) => {
  const chips = conditions(page).locator('.chip-armed');
  await open(page, 'foreign-lock-release');
  await expect(chips).toHaveText(['Slow model 40 s', 'Second delivery 35 s', 'Second delivery 46 s']);
  expect(await whole(chips.locator('span'))).toBe(true);
  await open(page, 'lock-expires-early');
  await expect(chips).toHaveText(['Slow model 40 s', 'Second delivery 35 s']);
  expect(await whole(chips.locator('.chip-value'))).toBe(true);
  await open(page, 'env-spaces');
  await expect(chips).toHaveText(['Environment variable " true "']);
});

test('on a phone every lane keeps its number, and the axis some of its figures', async ({ browser, baseURL }) => {
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await phone.newPage();
  await page.goto(`${baseURL ?? ''}/#scenario=foreign-lock-release`);
  // A link opens with the tab that it names: until it is read, another one that is picked is put back.
  await expect(page.locator('main[data-run="done"]')).toHaveAttribute('data-shows', /^foreign-lock-release/);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const names = page.locator('.tl-lanes .tl-numbered');
  await expect(names.filter({ hasText: 'processor' })).toHaveText(['processor #1', 'processor #2', 'processor #3']);
  expect(await whole(names.locator('span'))).toBe(true);
  await expect(page.locator('.tl-badge')).toHaveCount(2);
  expect(await page.locator('.tl-axis .tl-still > span').count()).toBeGreaterThanOrEqual(2);
  await phone.close();
});

test('a seed and a message that do not fit are refused in a sentence', async ({ page }) => {
  await open(page, 'rapid-burst');
  await page.getByLabel('Seed', { exact: true }).fill('seven');
  await expect(conditions(page).getByRole('alert')).toContainText('a whole number from 0 to 4294967295');
  // What is said lies over no button of the transport.
  const transport = page.locator('.transport-buttons');
  const bottom = await conditions(page)
    .getByRole('alert')
    .evaluate((element) => element.getBoundingClientRect().bottom);
  expect(bottom).toBeLessThanOrEqual((await transport.boundingBox())?.y ?? 0);
  await page.getByLabel('Seed', { exact: true }).fill('7');
  await expect(conditions(page).getByRole('alert')).toHaveCount(0);
  await conditions(page)
    .getByRole('button', { name: /^Messages/ })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Messages' });
  await expect(sheet.getByText('At, in ms')).toBeVisible();
  await sheet.getByLabel('Message 1: User').fill('me');
  await expect(sheet.getByRole('alert')).toContainText('an id of 8 to 20 digits');
});

test('constants are searched, stand under their service, and show what differs alone', async ({ page }) => {
  await open(page, 'rapid-burst');
  await conditions(page)
    .getByRole('button', { name: /^Constants/ })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Constants of the services' });
  await expect(sheet.getByRole('heading', { name: 'QStash' })).toBeVisible();
  await page.keyboard.type('dedup window');
  const field = sheet.getByRole('textbox', { name: /^dedup window/i });
  await expect(field).toBeVisible();
  await field.fill('1000');
  await field.press('Enter');
  await sheet.getByRole('searchbox').fill('');
  await sheet.getByLabel('Only what differs from the default').check();
  await expect(field).toHaveValue('1000');
  await sheet.getByRole('button', { name: /^Take back the change/ }).click();
  await expect(sheet.getByRole('button', { name: /^Take back the change/ })).toHaveCount(0);
});

test('messages of one’s own run at once', async ({ page }) => {
  await open(page, 'rapid-burst');
  await conditions(page)
    .getByRole('button', { name: /^Messages/ })
    .click();
  const sheet = page.getByRole('dialog', { name: 'Messages' });
  await sheet.getByRole('button', { name: 'Add a message' }).click();
  await expect(sheet.getByRole('listitem')).toHaveCount(4);
  const text = sheet.getByLabel('Message 4: Text');
  await text.fill('კიდევ ერთი');
  await text.press('Enter');
  await page.keyboard.press('Escape');
  await expect(side(page).getByText('კიდევ ერთი').first()).toBeVisible();
});

test('the log is filtered by instance, level, user and text', async ({ page }) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  await side(page).getByRole('tab', { name: 'Logs' }).click();
  const lines = side(page).getByRole('listitem');
  const all = await lines.count();
  expect(all).toBeGreaterThan(5);
  await side(page).getByLabel('Filter by text').fill('Recent message');
  await expect(lines).toHaveCount(1);
  await side(page).getByLabel('Filter by text').fill('');
  await side(page).getByLabel('Instance').selectOption({ index: 1 });
  expect(await lines.count()).toBeLessThan(all);
  await lines.first().getByRole('button').click();
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('Level');
});

test('the moment shows the stranded messages in Redis and the id that QStash remembers', async ({ page }) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  await side(page).getByRole('tab', { name: 'Moment' }).click();
  await page.getByRole('button', { name: 'To the end' }).click();
  await expect(side(page).getByRole('heading', { name: /^Redis/ })).toBeVisible();
  await expect(side(page)).toContainText('გამარჯობა');
  await expect(side(page)).toContainText('batch_3282789748459241_conversation');
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(side(page)).not.toContainText('batch_3282789748459241_conversation');
});

test('the trace is saved as a file that says what it is', async ({ page }) => {
  await open(page, 'rapid-burst');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: /^Trace \(JSON\)/ }).click();
  expect((await download).suggestedFilename()).toMatch(/^rapid-burst-.*\.trace\.json$/);
});

test('Ctrl K finds an event and goes there', async ({ page }) => {
  await open(page, 'requeue-deduplicated', 'same-id');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('qstash publish');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('QStash');
});

test('what is typed after Ctrl K is searched for, however late the search arrives, and starts nothing else', async ({
  page,
}) => {
  let fetched = 0;
  let arrive = (): void => undefined;
  const typed = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route(/\/Find-[^/]*\.js/, async (route) => {
    fetched += 1;
    await typed;
    await route.continue();
  });
  await open(page, 'requeue-deduplicated', 'same-id');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('publish');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  arrive();
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue('publish');
  expect(fetched).toBe(1);
});
