/** Somebody who shows it to others: two chats, a phone, light and dark, and nothing that leaves the machine. */
import { gzipSync } from 'node:zlib';
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';
const production = (page: Page) => page.getByRole('region', { name: 'Production: the user’s phone' });
const baseline = (page: Page) => page.getByRole('region', { name: 'Baseline: the user’s phone' });

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
}

test('the two phones show the difference: no reply here, one reply there', async ({ page }) => {
  await open(page, FAILURE);
  await expect(production(page)).toContainText('0 / 3');
  await expect(production(page)).toContainText('No reply');
  await expect(baseline(page)).toContainText('3 / 3');
  await page.getByRole('button', { name: 'To the start' }).click();
  await expect(baseline(page)).not.toContainText('3 / 3');
});

test('the story says what happens, beside what the document claims', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('tab', { name: 'Story' }).click();
  const story = page.getByRole('article');
  await expect(story).toContainText('What the document says, and what is');
  await expect(story).toContainText('Does not hold');
  await expect(story.getByRole('link').first()).toHaveAttribute('href', /^https:\/\/github\.com\//);
});

test.describe('at the first visit', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('nothing leaves the page’s own host, and nothing is reported as an error', async ({ page, baseURL }) => {
    const elsewhere: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(baseURL ?? '') && !url.startsWith('data:') && !url.startsWith('blob:')) elsewhere.push(url);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.message));
    await open(page, '/');
    await expect(
      page
        .getByRole('navigation')
        .getByRole('img', { name: /^Production: (holds|broken)$/ })
        .first(),
    ).toBeVisible();
    expect({ elsewhere, errors }).toEqual({ elsewhere: [], errors: [] });
  });
});

test('the page’s own script is under 200 kB, compressed, at its first load', async ({ page }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (pathname.endsWith('.js') && !/\/worker-[^/]*$/.test(pathname)) scripts.push(response.body());
  });
  await open(page, '/');
  const bytes = (await Promise.all(scripts)).map((body) => gzipSync(body).length);
  expect(bytes.length).toBeGreaterThan(0);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200_000);
});

test('a copied link says so; where the browser refuses, the page says that, and gives the link', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, FAILURE);
  const copy = page.getByRole('button', { name: 'Copy link' });
  await copy.click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await copy.click();
  await expect(page.getByText('The browser refused to copy')).toBeVisible();
  await expect(page.getByLabel('Link to this view')).toHaveValue(page.url());
  await page.keyboard.press('Escape');
  await expect(page.getByText('The browser refused to copy')).toHaveCount(0);
});

test('Space plays what was picked, by mouse and by keys', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, FAILURE);
  const list = page.getByRole('navigation', { name: 'Scenarios' });
  await list.getByRole('button', { name: /^rapid-burst/ }).click();
  await expect(page.locator('main')).toHaveAttribute('data-shows', /^rapid-burst\//);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('where the timelines part, a mark says how, and leads to the reply', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'only the tab answers 1, 2, 3' }).click();
  await expect(page.getByRole('region', { name: 'Selected event' })).toContainText('Reply to messages 1, 2, 3');
});

test('where motion is to be reduced, nothing plays by itself', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, '/');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  await expect(baseline(page)).toContainText('3 / 3');
});

test('the colours follow the system until somebody chooses, and the choice stays', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, FAILURE);
  const surface = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await surface();
  await page.getByRole('button', { name: /^Colours as the system/ }).click();
  await expect.poll(surface).not.toBe(dark);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Light colours' })).toBeVisible();
  expect(await surface()).not.toBe(dark);
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`at ${width} pixels nothing is wider than the window`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, FAILURE);
    const size = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.scrollHeight,
    ]);
    expect(size).toEqual([width, height]);
  });
}

test('on a phone the panes are tabs, chats and verdicts first', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, FAILURE);
  await expect(page.getByRole('tab', { name: 'Chats' })).toHaveAttribute('aria-selected', 'true');
  await expect(production(page)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Verdicts' })).toBeVisible();
  await page.getByRole('tab', { name: 'Scenarios' }).click();
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /rapid-burst/ })
    .click();
  await expect(production(page)).toContainText('3 / 3');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('region', { name: 'Timelines' })).toBeVisible();
});

test('tabs are walked with the arrows, and every control has a name', async ({ page }) => {
  await open(page, FAILURE);
  const chats = page.getByRole('tab', { name: 'Chats' });
  await chats.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Verdicts' })).toBeFocused();
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, input, select, a')]
      .filter((element) => {
        const labels = 'labels' in element && element.labels instanceof NodeList ? [...element.labels] : [];
        const words = [
          element.getAttribute('aria-label'),
          element.textContent,
          ...labels.map((label) => label.textContent),
        ];
        return words.every((text) => (text ?? '').trim() === '');
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
});

test('the question mark lists the keys, and Escape closes the list', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys).toContainText('the first failure');
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
});
