/** Somebody who wants proof: explores, compares, sweeps, reads the history and the document's claims, and opens what is found. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';

const view = (page: Page, name: RegExp) => page.getByRole('region', { name });
const explore = (page: Page) => view(page, /^Explore: /);
const findings = (page: Page) => explore(page).getByRole('region', { name: /^Findings \(/ });
const outcome = (page: Page) => explore(page).getByRole('region', { name: /^(Found|None found|Inconclusive)$/ });

/** What a view is asked, as its address has it. */
function asking(show: string, ask = ''): string {
  return `/#${new URLSearchParams({ show, ...(ask === '' ? {} : { ask }) }).toString()}`;
}

async function start(page: Page, form: string, button: string): Promise<void> {
  await page.getByRole('form', { name: form }).getByRole('button', { name: button, exact: true }).click();
}

/** A campaign of one user that ends within seconds: its findings, whatever the number of workers. */
async function exploreSome(page: Page, ask: string): Promise<void> {
  await page.goto(asking('explore', ask));
  await start(page, 'What to explore', 'Explore');
  await expect(outcome(page)).toBeVisible({ timeout: 90_000 });
}

const FEW = 'policy=fall-through users=1 runs=8';

test.describe('exploring', () => {
  test.setTimeout(180_000);

  test('lists what it finds, opens it as a run, and is still there when one comes back', async ({ page }) => {
    await page.goto('/#scenario=requeue-deduplicated&variant=same-id');
    await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
    await page.getByRole('button', { name: 'Prove' }).click();
    await expect(explore(page)).toContainText('What a campaign found before you came: documented');
    await expect(findings(page)).toBeVisible();
    await exploreSome(page, FEW);
    await expect(outcome(page)).toContainText('Found');
    await expect(outcome(page)).toContainText('What the campaign met');
    const first = findings(page).getByRole('listitem').first();
    await expect(first).toContainText('of 8 runs');
    await expect(first).toContainText('Smallest');
    const check = (await first.getByRole('list').getByRole('listitem').first().innerText()).split('\n')[0] ?? '';
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await first.getByRole('button', { name: 'Copy command' }).click();
    // What the command prints leads to the finding too.
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/run --link '#.*&found=[a-z-]+%2F/);
    await first.getByRole('link', { name: 'Open the run' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Production fails' })).toBeVisible();
    await expect(page).toHaveURL(/policy=fall-through/);
    // It says what it is, whoever opens the link.
    const link = page.url();
    await page.goto('/');
    await page.goto(link);
    const found = page.getByRole('region', { name: 'Counterexample' });
    await expect(found).toContainText(check);
    await expect(found).toContainText(/Broken Cause: .+ Seed \d+, policy fall-through/);
    await found.getByRole('button', { name: 'Back to Explore' }).click();
    await expect(explore(page)).toBeVisible();
  });

  test('is still there when one comes back from what it found', async ({ page }) => {
    await exploreSome(page, FEW);
    const first = findings(page).getByRole('listitem').first();
    await first.getByRole('link', { name: 'Open the run' }).click();
    await page.getByRole('button', { name: 'Keep as a scenario' }).click();
    await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/: /);
    await expect(page).toHaveURL(/own=/);
    await page.goBack();
    await page.goBack();
    await expect(findings(page).getByRole('listitem').first()).toContainText('Smallest');
  });

  test('finds the same with one worker as with two', async ({ page }) => {
    await exploreSome(page, `${FEW} workers=1`);
    const alone = await findings(page).innerText();
    await exploreSome(page, `${FEW} workers=2`);
    await expect(explore(page).getByRole('form')).toBeVisible();
    expect(await findings(page).innerText()).toBe(alone);
    expect(alone).toContain('Smallest');
  });

  test('says after a reload that the campaign of the address was not run, and runs it', async ({ page }) => {
    await exploreSome(page, FEW);
    await expect(explore(page).getByText('was not run in this page yet')).toHaveCount(0);
    await page.reload();
    await expect(explore(page)).toContainText(
      'The campaign of this address, fall-through · seed 1 · 8 runs, was not run',
    );
    await explore(page).getByRole('button', { name: 'Run it' }).click();
    await expect(explore(page).getByText('was not run in this page yet')).toHaveCount(0);
    await expect(outcome(page)).toContainText('in 8 runs', { timeout: 90_000 });
  });

  test('stops at once, with what it has', async ({ page }) => {
    await page.goto(asking('explore', 'runs=100000 users=1'));
    await start(page, 'What to explore', 'Explore');
    await expect(explore(page).getByText(/ of 100,000 runs · /)).toBeVisible({ timeout: 60_000 });
    await expect(explore(page).getByText(/ left · /)).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(outcome(page)).toContainText('Stopped: what is listed was found by then', { timeout: 5_000 });
  });

  test('is kept in a file, goes on from it, and is compared with the one before', async ({ page }) => {
    await exploreSome(page, FEW);
    await page.getByRole('button', { name: 'Keep and compare' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save campaign' }).click();
    const file = await (await saving).path();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ state: { merged: 8 }, report: { runs: 8 } });

    await page.reload();
    await page.getByLabel('Open a campaign…').setInputFiles(file);
    await expect(outcome(page)).toContainText('in 8 runs');
    await page.getByLabel('Compare with a file…').setInputFiles(file);
    const beside = explore(page).getByRole('region', { name: /^Beside fall-through/ });
    await expect(beside.getByRole('cell', { name: 'Ongoing' }).first()).toBeVisible();
    await expect(beside.getByRole('cell', { name: /^(New|Resolved)$/ })).toHaveCount(0);
    await expect(beside).not.toContainText('asked for something else');
    await page.getByRole('button', { name: 'Go on, 8 more' }).click();
    await expect(outcome(page)).toContainText('in 16 runs', { timeout: 90_000 });
    await expect(beside.getByRole('cell', { name: 'Ongoing' }).first()).toBeVisible();
    await page.getByRole('form').getByRole('combobox', { name: 'Mode' }).selectOption('pct');
    await start(page, 'What to explore', 'Explore');
    await expect(beside).toContainText('It was asked for something else (mode: random, now pct): ', {
      timeout: 90_000,
    });
  });

  test('says what is wrong with a file that is no campaign', async ({ page }) => {
    await page.goto(asking('explore'));
    await page.getByLabel('Open a campaign…').setInputFiles({
      name: 'list.json',
      mimeType: 'application/json',
      buffer: Buffer.from('[1, 2]'),
    });
    const alert = explore(page).getByRole('alert');
    await expect(alert).toContainText('a campaign that this page or the command line kept', { timeout: 90_000 });
  });

  test('draws when a finding was decided, with the events of the jump', async ({ page }) => {
    await exploreSome(page, 'users=1 runs=3');
    const first = findings(page).getByRole('listitem').first();
    await first.getByRole('button', { name: 'When was it decided?' }).click();
    await expect(first.getByRole('img', { name: /^How likely/ })).toBeVisible({ timeout: 120_000 });
    await expect(first).toContainText(/It rises (most between|nowhere)|No moment decided it/);
  });

  test('says beside a field what is wrong in it, and starts nothing until it fits', async ({ page }) => {
    await page.goto(asking('explore', FEW));
    const form = page.getByRole('form', { name: 'What to explore' });
    const button = form.getByRole('button', { name: 'Explore', exact: true });
    const runs = form.getByRole('spinbutton', { name: 'Runs' });
    const before = await button.boundingBox();
    await runs.fill('0');
    await button.click({ force: true });
    await expect(form.getByRole('alert')).toHaveText('Runs: found "0", expected a whole number from 1 to 1000000');
    await expect(runs).toHaveAccessibleDescription(/^Runs: found "0"/);
    // It has the width of all fields, not that of its own: one line, and nothing beside it moves.
    expect((await form.getByRole('alert').boundingBox())?.height).toBeLessThan(20);
    expect(await button.boundingBox()).toEqual(before);
    await page.setViewportSize({ width: 390, height: 844 });
    expect((await form.getByRole('alert').boundingBox())?.height).toBeLessThan(35);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(runs).toHaveValue('0');
    await expect(button).toBeDisabled();
    await expect(explore(page).getByRole('button', { name: 'Run it' })).toBeDisabled();
    // Its sentence goes as soon as it fits; it counts when the field is left.
    await runs.fill('3');
    await expect(form.getByRole('alert')).toHaveCount(0);
    await form.getByRole('spinbutton', { name: 'Seed' }).fill('-1');
    await page.keyboard.press('Enter');
    await expect(form.getByRole('alert')).toContainText('Seed: found "-1", expected a whole number from 0 to');
    await expect(page).toHaveURL(/runs%3D3/);
    await expect(page).not.toHaveURL(/seed/);
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await button.click();
    await expect(outcome(page)).toContainText('in 3 runs', { timeout: 90_000 });
    await expect(page).toHaveURL(/seed%3D2/);
  });

  test('says what its address asks in vain, and goes on as usual', async ({ page }) => {
    await page.goto(asking('explore', 'runs=many policy=hardened'));
    const alert = page.getByRole('alert').filter({ hasText: 'The link’s choice of “runs”' });
    await expect(alert).toContainText('many');
    await expect(page.getByRole('spinbutton', { name: 'Runs' })).toHaveValue('1000');
    await expect(page.getByRole('combobox', { name: 'Policy' })).toHaveValue('hardened');
  });
});

test('the matrix says what each policy breaks, and a cell opens the run', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(asking('matrix', 'scenarios=recommended runs=1'));
  await start(page, 'What to compare', 'Run the matrix');
  const table = view(page, /^Matrix: /).getByRole('table');
  await expect(table).toBeVisible({ timeout: 90_000 });
  await expect(table.getByRole('rowheader', { name: 'QStash messages' })).toBeVisible();
  const hardened = table.getByRole('link', { name: /^retry-meets-own-lock \/ .*, hardened: nothing broken$/ });
  await expect(hardened.first()).toBeAttached();
  // A cell opens what was run, whatever is chosen for the next matrix.
  const seed = page.getByRole('spinbutton', { name: 'Seed' });
  await seed.fill('7');
  await seed.press('Enter');
  await expect(page).toHaveURL(/seed%3D7/);
  await expect(hardened.first()).not.toHaveAttribute('href', /seed=7/);
  const broken = table.getByRole('link', { name: /^retry-meets-own-lock \/ .*, recommended: \d+ checks? broken/ });
  await broken.first().focus();
  await expect(
    view(page, /^Matrix: /)
      .getByText(/recommended: \d+ checks? broken: /)
      .first(),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Production fails' })).toBeVisible();
  await expect(page).toHaveURL(/policy=recommended/);
  await page.getByRole('button', { name: 'Back to Matrix' }).click();
  await expect(hardened.first()).toBeAttached();
});

test('a sweep says what is best, and its figures with their intervals, by keys alone', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(asking('sweep', 'x=quietMs=500..1500:1000 y=delayMs=1000..3000:2000 runs=3'));
  const sweep = view(page, /^Sweep: /);
  await expect(sweep).toContainText('4 combinations, 12 runs');
  await start(page, 'What to vary', 'Sweep');
  await expect(sweep.getByRole('region', { name: 'What is best' })).toContainText('Least goes wrong with quietMs', {
    timeout: 90_000,
  });
  const heat = sweep.getByRole('region', { name: /^Heat map/ });
  await heat.getByRole('button', { name: /^quietMs 500, delayMs 1000: / }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(heat.getByRole('button', { name: /^quietMs 1500, delayMs 1000: / })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(heat.getByText('quietMs 1500, delayMs 3000')).toBeVisible();
  await expect(heat.getByText(/95 % interval/).first()).toBeVisible();
  await heat.getByRole('combobox', { name: 'Show' }).selectOption('Reply, median');
  await expect(page).toHaveURL(/metric%3Dreply/);
  await sweep.getByText('All figures as a table').click();
  await expect(sweep.getByRole('row')).toHaveCount(3 + 5);
});

test('a range of a sweep that does not go up is said to be wrong, and is let be', async ({ page }) => {
  await page.goto(asking('sweep', 'x=quietMs=500..3000:500 y=nothing'));
  const form = page.getByRole('form', { name: 'What to vary' });
  const [from, to] = ['Across: from', 'Across: to'].map((name) => form.getByRole('spinbutton', { name }));
  await from?.fill('4000');
  await page.keyboard.press('Tab');
  await expect(form.getByRole('alert')).toHaveText(
    'Across: found "quietMs=4000..3000:500", expected a range that goes up by steps',
  );
  await expect(form.getByRole('button', { name: 'Sweep' })).toBeDisabled();
  await to?.fill('6000');
  await page.keyboard.press('Tab');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await expect(view(page, /^Sweep: /)).toContainText('5 combinations');
  await expect(form.getByRole('button', { name: 'Sweep' })).toBeEnabled();
});

test('a sweep takes gaps from a file, and refuses one that has none', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(asking('sweep', 'x=quietMs=1500..1500:1 y=nothing runs=2'));
  const sweep = view(page, /^Sweep: /);
  await page
    .getByLabel('File of gaps…')
    .setInputFiles({ name: 'gaps.txt', mimeType: 'text/plain', buffer: Buffer.from('1000\n1000\n') });
  await expect(sweep).toContainText('File: gaps.txt');
  await start(page, 'What to vary', 'Sweep');
  // One burst of six messages a second apart, in each run.
  const cell = sweep.getByRole('button', { name: /^quietMs 1500: 100/ });
  await expect(cell).toBeVisible({ timeout: 90_000 });
  await cell.hover();
  await expect(sweep).toContainText('Of 2 bursts in 2 runs.');
  await sweep.getByRole('button', { name: 'Use the model' }).click();
  await page
    .getByLabel('File of gaps…')
    .setInputFiles({ name: 'words.txt', mimeType: 'text/plain', buffer: Buffer.from('none at all') });
  await expect(sweep).toContainText('File: words.txt');
  await start(page, 'What to vary', 'Sweep');
  await expect(sweep.getByRole('alert')).toContainText('gaps in milliseconds', { timeout: 60_000 });
});

test('the history tells what a version changed, what is found in it, and opens the example', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto(asking('history', 'runs=3'));
  const history = view(page, /^History: /);
  await expect(history).toContainText('What campaigns found before you came, each version from 5 seeds');
  await expect(history).toContainText(
    '38 of 38 findings made, in 12 of 12 versions (session-flag is told under two readings)',
  );
  await history.getByRole('button', { name: 'Explore this version: fall-through' }).click();
  const version = history.getByRole('listitem').filter({ hasText: 'before 765a4a2' });
  await expect(version).toContainText('explored in 3 runs, by you', { timeout: 90_000 });
  await expect(version).toContainText('found after 1 run');
  await expect(version).toContainText('What they reported next: every message answered twice');
  // The others are still what came with the page, and say so.
  await expect(history).toContainText('What campaigns found before you came, each version from 5 seeds');
  await expect(history.getByText('kept with the code, from 5 seeds')).toHaveCount(12);
  await expect(version).not.toContainText('at most');
  await version.getByRole('link', { name: /^Open the example/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Production fails' })).toBeVisible();
  await expect(page).toHaveURL(/policy=fall-through/);
  await page.getByRole('button', { name: 'Back to History' }).click();
  await expect(version).toContainText('explored in 3 runs, by you');
  // Where one was in it.
  await expect(version.getByRole('link', { name: /^Open the example/ })).toBeInViewport();
});

test('a reload of what was opened leads back to where it was opened; whoever gets the link came from nowhere', async ({
  page,
}) => {
  await page.goto(asking('history'));
  const history = view(page, /^History: /);
  await history
    .getByRole('link', { name: /^Open the example/ })
    .first()
    .click();
  await expect(page.getByRole('status').filter({ hasText: 'Production fails' })).toBeVisible();
  // The page has written the address of the run that it shows.
  await expect(page).toHaveURL(/hashes=/);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Back to History' })).toBeVisible();
  const link = page.url();
  await page.getByRole('button', { name: 'Back to History' }).click();
  await expect(history).toBeVisible();
  await page.goto('/');
  await page.goto(link);
  await expect(page.getByRole('button', { name: 'Back to Explore' })).toBeVisible();
});

test.describe('the document', () => {
  const claims = (page: Page) => view(page, /^What the document says/);
  const judged = async (page: Page, ask = ''): Promise<void> => {
    await page.goto(asking('document', ask));
    await expect(claims(page).getByRole('button', { name: 'Judge again' })).toBeVisible({ timeout: 90_000 });
    await expect(claims(page).getByText('Being judged')).toHaveCount(0);
  };

  test('has a verdict on every claim, and shows those of one verdict', async ({ page }) => {
    test.setTimeout(150_000);
    await judged(page);
    const verdicts = claims(page).getByRole('group', { name: 'Show by verdict' });
    const counts = await verdicts.locator('b').allInnerTexts();
    const [all, ...each] = counts.map(Number);
    expect(each.reduce((sum, one) => sum + one, 0)).toBe(all);
    expect(Math.min(...each)).toBeGreaterThan(0);
    await verdicts.getByRole('button', { name: /Does not hold$/ }).click();
    await expect(claims(page).getByText(`${each[2]} of ${all} claims`)).toBeVisible();
    await expect(page).toHaveURL(/verdict%3Ddoes-not-hold/);
  });

  test('opens the run that decides a claim, at the event that shows it; its table is a section', async ({ page }) => {
    test.setTimeout(150_000);
    await judged(page, 'section=table');
    const row = claims(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'Deduplication' }) });
    await row.getByRole('link', { name: /^second-burst-stranded/ }).click();
    await expect(page.getByRole('region', { name: 'Timelines' })).toBeVisible();
    await expect(page).toHaveURL(/scenario=second-burst-stranded/);
    await page.goBack();
    await expect(claims(page).getByRole('row').nth(1)).toBeVisible();
  });
});

test('on a phone every view is in one list', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/#scenario=requeue-deduplicated&variant=same-id');
  const list = page.getByRole('combobox', { name: 'View' });
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
  await list.selectOption('Sweep');
  await expect(view(page, /^Sweep: /)).toBeVisible();
  await list.selectOption('Runs');
  await expect(page.getByRole('tab', { name: 'Chats' })).toBeVisible();
});
