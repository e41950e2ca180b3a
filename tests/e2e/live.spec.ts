/** Somebody who types on the phone, throws faults at what is behind it, and keeps what happened. */
import { expect, type Page, test } from 'playwright/test';

const production = (page: Page) => page.getByRole('region', { name: 'Production: the user’s phone' });
const baseline = (page: Page) => page.getByRole('region', { name: 'Baseline: the user’s phone' });
const status = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text });

async function openLive(page: Page): Promise<void> {
  await page.goto('/#show=live');
  await expect(status(page, 'Your first message starts it')).toBeVisible();
}

async function send(page: Page, text: string): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Message to the chatbot' });
  await box.fill(text);
  await box.press('Enter');
  await expect(production(page)).toContainText(text);
  await expect(baseline(page)).toContainText(text);
}

/** The recording as the page's storage has it. */
function stored(page: Page): Promise<readonly { readonly id: string; readonly title: string }[]> {
  return page.evaluate(
    () => JSON.parse(localStorage.getItem('own-scenarios') ?? '[]') as { id: string; title: string }[],
  );
}

test('three messages, both phones answer, a crash, and the recording replays to the byte', async ({ page }) => {
  await openLive(page);
  await send(page, 'გამარჯობა');
  await page.getByRole('button', { name: '10×' }).click();
  await expect(baseline(page)).toContainText('1 / 1');
  await expect(production(page)).toContainText('1 / 1');
  await page.getByRole('button', { name: 'Crash the processor function now' }).click();
  // What production makes of these depends on how far apart they come, which is real time here; the tab answers all.
  await send(page, 'რა ქუდები გაქვთ?');
  await send(page, 'ფოტო გაქვთ?');
  await expect(baseline(page)).toContainText('3 / 3');
  await page.getByRole('button', { name: 'Stop and replay' }).click();
  await expect(status(page, 'the same trace, to the byte')).toBeVisible();
  const seen = await status(page, 'the same trace').locator('code').getAttribute('title');

  await page.getByRole('button', { name: 'Open the recording' }).click();
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(/გამარჯობა.*2 more, 1 fault/);
  const figures = page.getByTitle(/^Hash of the trace: /);
  await expect(figures).toHaveAttribute('title', `Hash of the trace: ${seen}`);

  // Another day, from the browser's storage: the same run.
  await page.goto('/');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /გამარჯობა.*and 2 more/ })
    .click();
  await expect(figures).toHaveAttribute('title', `Hash of the trace: ${seen}`);
  expect(await stored(page)).toHaveLength(1);
});

test('a lane’s menu opens by its right button, on its name and beside it, by its own button and by keys, and what is thrown is recorded', async ({
  page,
}) => {
  await openLive(page);
  await send(page, 'hello');
  await page
    .getByRole('region', { name: 'Production', exact: true })
    .getByText('Redis', { exact: true })
    .click({ button: 'right' });
  const menu = page.getByRole('menu', { name: 'What happens to: Redis' });
  await expect(menu.getByRole('menuitem', { name: 'Redis answers 503 from now' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(menu).toHaveCount(0);
  const recorded = page.getByRole('region', { name: 'What you did' });
  await expect(recorded).toContainText('Slow call: to redis');

  await page.getByRole('button', { name: 'Throw a fault at OpenAI' }).click();
  await page.getByRole('menuitem', { name: 'Cut Model (OpenAI) off now' }).click();
  await expect(recorded).toContainText('Hanging call: to openai');

  const name = page.getByRole('region', { name: 'Production', exact: true }).getByText('Firestore', { exact: true });
  const { x = 0, y = 0, height = 0 } = (await name.boundingBox()) ?? {};
  await page.mouse.click(x + 300, y + height / 2, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Slow Firestore now' }).click();
  await expect(recorded).toContainText('Slow call: to firestore');

  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('crash webhook');
  await page.keyboard.press('Enter');
  await expect(recorded).toContainText('Kill at a moment: webhook');
});

test('a crash that hits nobody says so', async ({ page }) => {
  await openLive(page);
  await page.getByRole('button', { name: 'Crash the processor function now' }).click();
  await expect(status(page, 'Kill at a moment: processor: hit nobody')).toBeVisible();
  await expect(page.getByRole('region', { name: 'What you did' })).toContainText('hit nobody');
});

test('what is lost is told while the run goes on: no phone waits for what cannot come', async ({ page }) => {
  await openLive(page);
  await page.getByRole('button', { name: '10×' }).click();
  await page.getByRole('textbox', { name: 'For, s' }).fill('1000');
  await page.getByRole('button', { name: 'Model (OpenAI) answers 503 from now' }).click();
  await send(page, 'one');
  await expect(page.getByText(/^Broken so far: \d+$/)).toBeVisible();
  await expect(production(page)).toContainText(/No reply .+ after the last message/);
});

test('time stands while it is paused, and what is done meanwhile happens at that moment', async ({ page }) => {
  await openLive(page);
  await send(page, 'one');
  await page.getByRole('button', { name: 'Pause' }).click();
  const clock = page.getByRole('status', { name: 'Virtual time' });
  const before = await clock.textContent();
  const box = page.getByRole('textbox', { name: 'Message to the chatbot' });
  await box.fill('two');
  await box.press('Enter');
  await expect(status(page, '1 input on the way')).toBeVisible();
  await expect(production(page)).not.toContainText('two');
  expect(await clock.textContent()).toBe(before);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(production(page)).toContainText('two');
});

test('a link copied while it is live is what was done so far', async ({ page, context, browser }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openLive(page);
  await send(page, 'still going');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText('it is not kept yet')).toBeVisible();
  await expect(other.getByRole('textbox', { name: 'Name' })).toHaveValue('“still going”');
  await elsewhere.close();
});

test('a message without a space widens nothing', async ({ page }) => {
  await openLive(page);
  await send(page, 'W'.repeat(2000));
  await expect(page.getByRole('region', { name: 'What you did' })).toContainText('WWW');
  const widest = await page
    .getByRole('region', { name: 'What you did' })
    .evaluate((region) => region.getBoundingClientRect().right - region.ownerDocument.documentElement.clientWidth);
  expect(widest).toBeLessThan(0);
});

test('a recording travels by link and by file, and is kept only when somebody says so', async ({ page, browser }) => {
  await openLive(page);
  await send(page, 'by link');
  await page.getByRole('button', { name: '10×' }).click();
  await expect(production(page)).toContainText('1 / 1');
  await page.getByRole('button', { name: 'Stop and replay' }).click();
  await page.getByRole('button', { name: 'Open the recording' }).click();
  const figures = page.getByTitle(/^Hash of the trace: /);
  await expect(page).toHaveURL(/#(own|z)=/);
  const hash = await figures.getAttribute('title');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const file = await download.path();
  const url = page.url();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(url);
  await expect(other.getByTitle(/^Hash of the trace: /)).toHaveAttribute('title', hash ?? '');
  await expect(other.getByText('it is not kept yet')).toBeVisible();
  expect(await stored(other)).toEqual([]);
  await other.getByRole('button', { name: 'Keep it' }).click();
  expect(await stored(other)).toHaveLength(1);
  await other.getByRole('button', { name: 'Delete' }).click();
  await expect(other.getByRole('status').getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await stored(other)).toEqual([]);
  await other.getByLabel('Import a file').last().setInputFiles(file);
  await expect(other.getByRole('navigation').getByRole('button', { name: /by link/ })).toBeVisible();
  expect(await stored(other)).toHaveLength(1);
  await elsewhere.close();
});

test('a run forks at a moment: its past stays, and its hash says so', async ({ page }) => {
  await page.goto('/#scenario=rapid-burst&at=3000');
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
  await page.getByRole('button', { name: 'Fork from here' }).click();
  const fork = page.getByRole('region', { name: 'Fork' });
  await expect(fork).toContainText('Forked at 3.000 s. The past is unchanged');
  const past = await fork.locator('code').textContent();
  await fork.getByRole('textbox', { name: 'Message at the fork' }).fill('and one more');
  await fork.getByRole('button', { name: 'Send' }).click();
  await expect(production(page)).toContainText('and one more');
  await fork.getByRole('button', { name: 'Throw a fault at the fork' }).click();
  await page.getByRole('button', { name: 'Slow Model (OpenAI)', exact: true }).click();
  await expect(page.getByText('changed', { exact: true })).toBeVisible();
  await expect(fork.locator('code')).toHaveText(past ?? '');

  // Another seed is another past, and that is said.
  await page.getByRole('button', { name: 'Another seed' }).click();
  await expect(fork).toContainText('The past is another one');

  await page.getByRole('button', { name: 'Go on live from here' }).click();
  await expect(status(page, 'Your first message starts it')).toBeVisible();
  await expect(page.getByRole('status', { name: 'Virtual time' })).toHaveText('+3.0 s');
});

test('the keys of the live view: type, faults, stop; the page’s own rest', async ({ page }) => {
  await openLive(page);
  await page.keyboard.press('t');
  await expect(page.getByRole('textbox', { name: 'Message to the chatbot' })).toBeFocused();
  await page.keyboard.type('typed by key');
  await page.keyboard.press('Enter');
  await expect(production(page)).toContainText('typed by key');
  await page.getByRole('heading', { name: 'What you did' }).click();
  await page.keyboard.press('x');
  await expect(page.getByRole('button', { name: 'Crash the webhook function now' })).toBeFocused();
  await page.getByRole('heading', { name: 'What you did' }).click();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Go on' })).toBeVisible();
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`at ${width} pixels the live view is no wider than the window, and can be typed on`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openLive(page);
    await send(page, 'hello');
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    expect(size).toEqual([width, height]);
    await expect(page.getByRole('button', { name: 'Send' })).toBeInViewport();
  });
}
