/** What the page owes to whoever uses it every day: his keys, what he made, and that nothing leaves it. */
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });
const now = (page: Page) => page.getByRole('status', { name: 'Virtual time' });
const alert = (page: Page) => page.getByRole('alert').first();

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(badges(page)).toBeVisible();
}

test('single keys are switched off, stay off, and those with Ctrl and the arrows remain', async ({ page }) => {
  await open(page, FAILURE);
  await page.keyboard.press('Home');
  await expect(now(page)).toHaveText('0.000 s');
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await keys.getByText('Single keys').click();
  await expect(keys.getByRole('checkbox', { name: /^Single keys/ })).not.toBeChecked();
  await page.keyboard.press('Escape');
  await page.reload();
  await expect(badges(page)).toBeVisible();

  await page.keyboard.press('Home');
  await page.keyboard.press('f');
  await page.keyboard.press('Space');
  await page.keyboard.press('?');
  await expect(keys).toHaveCount(0);
  await expect(now(page)).toHaveText('0.000 s');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(now(page)).not.toHaveText('0.000 s');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: /^Find/ }).getByRole('button', { name: 'Keys' }).click();
  await keys.getByText('Single keys').click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(now(page)).toHaveText('3.600 s');
});

test('Space presses the button that has the focus, and never plays instead', async ({ page }) => {
  await open(page, FAILURE);
  const theme = page.getByRole('button', { name: /^(Colours|Light|Dark)/ });
  const before = await theme.getAttribute('aria-label');
  await theme.focus();
  await page.keyboard.press('Space');
  await expect(theme).not.toHaveAttribute('aria-label', before ?? '');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const summary = page.locator('summary').first();
  await page.getByRole('tab', { name: 'Moment' }).click();
  await summary.focus();
  await page.keyboard.press('Space');
  await expect(page.locator('details[open]').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
});

test('who goes by Tab need not go through every scenario', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('searchbox', { name: 'Filter scenarios' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Skip the list' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const timelines = page.getByRole('region', { name: 'Timelines' }).first();
  await expect(timelines.locator(':focus')).toHaveCount(1);
});

test('in a view that looks at no run, the keys of the run rest', async ({ page }) => {
  await open(page, `${FAILURE}&at=1000`);
  await page.getByRole('button', { name: 'Prove' }).click();
  await page.getByRole('region', { name: /^Explore: / }).focus();
  for (const key of ['Home', 'f', 'ArrowRight', 'Space', 'p']) await page.keyboard.press(key);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Replay' }).click();
  await expect(now(page)).toHaveText('1.000 s');
});

test('the speed is a slider from a tenth to a thousand times, by keys too', async ({ page }) => {
  await open(page, FAILURE);
  await page.getByRole('button', { name: 'Speed: 1×' }).click();
  const slider = page.getByRole('slider', { name: 'Speed' });
  await expect(slider).toBeFocused();
  await page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', '1000×');
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.1×');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuetext', '0.11×');
  await page.getByRole('button', { name: '60×' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Speed: 60×' })).toBeVisible();
});

test('a run is forked on a phone as well', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${FAILURE}&at=2000`);
  await page.getByRole('button', { name: 'Fork from here' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('region', { name: 'Fork' })).toContainText('The past is unchanged');
});

for (const [storage, error] of [
  ['full', 'QuotaExceededError'],
  ['denied', 'SecurityError'],
] as const) {
  test(`where storage is ${storage}, what was made stays on the page, is told of, and goes out and in as a file`, async ({
    page,
  }) => {
    await page.addInitScript(
      ([name, isFull]) => {
        const fail = (): never => {
          throw new DOMException('not here', name);
        };
        if (isFull === 'yes') Storage.prototype.setItem = fail;
        else Object.defineProperty(window, 'localStorage', { get: fail });
      },
      [error, storage === 'full' ? 'yes' : 'no'] as const,
    );
    await open(page, `${FAILURE}&seed=7`);
    await page.getByRole('button', { name: 'Keep as mine' }).click();
    await expect(alert(page)).toContainText('What you made could not be kept in this browser.');
    await expect(alert(page)).toContainText(error);
    await expect(page).toHaveURL(/#own=|#z=/);
    const name = page.getByRole('textbox', { name: 'Name' });
    await name.fill('Seven');
    await name.press('Enter');
    const mine = page.getByRole('navigation', { name: 'Scenarios' }).getByRole('button', { name: /^Seven/ });
    await expect(mine).toBeVisible();

    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export all' }).click();
    const file = await (await download).path();
    await page.reload();
    await expect(badges(page)).toBeVisible();
    await page.goto('/#scenario=rapid-burst');
    await page.reload();
    await expect(badges(page)).toBeVisible();
    await expect(mine).toHaveCount(0);
    await page.getByLabel('Import a file').last().setInputFiles(file);
    await expect(mine).toBeVisible();
    await mine.click();
    await expect(badges(page)).toContainText('Production fails');
  });
}

test('nothing is asked of any other host, whatever is looked at, and the page’s policy would not let it', async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  // Those of its workers are among them.
  page.context().on('request', (request) => void asked.push(request.url()));
  await open(page, FAILURE);
  for (const view of ['compare', 'live', 'diagnose', 'explore', 'matrix', 'sweep', 'history', 'document', 'present']) {
    await page.goto(`${FAILURE}&show=${view}`);
    await expect(page.locator('main[data-run="done"]')).toBeVisible();
  }
  await page.goto(`${FAILURE}&tab=story`);
  await expect(page.getByRole('navigation', { name: 'Scenarios' }).getByRole('progressbar')).toHaveCount(0, {
    timeout: 60_000,
  });
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((url) => new URL(url).origin !== baseURL)).toEqual([]);

  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).not.toContain('unsafe');
  expect(policy).not.toContain('*');
  const blocked = await page.evaluate(async () => {
    const told: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => told.push(effectiveDirective));
    const refused = await fetch('/favicon.svg').then(
      () => 'allowed',
      () => 'refused',
    );
    const script = document.createElement('script');
    script.textContent = 'document.title = "run"';
    document.head.append(script);
    const image = new Image();
    image.src = 'https://example.org/a.png';
    await new Promise((resolve) => {
      image.addEventListener('error', resolve);
    });
    return { refused, told: told.toSorted(), title: document.title };
  });
  expect(blocked).toEqual({
    refused: 'refused',
    told: ['connect-src', 'img-src', 'script-src-elem'],
    title: 'Batching bench',
  });
});
