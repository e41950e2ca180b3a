/** Whoever wants a run told: in plain sentences that lead to their events, or full screen, step by step, to others. */
import { expect, type Page, test } from 'playwright/test';
import { axeFinds } from '../support/axe.ts';

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
  await expect(account).toContainText('none of it would have happened: every broken check holds then.');
});

const TALK = '/#scenario=requeue-deduplicated&variant=same-id&show=present';
const caption = (page: Page) => page.getByRole('region', { name: 'Presentation' }).getByRole('status');
const production = (page: Page) => page.getByRole('region', { name: 'Production: the user’s phone' });

async function openTalk(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await expect(caption(page)).toBeVisible();
}

test('a presentation begins by its link, without anything around it, and one key goes on', async ({ page }) => {
  await openTalk(page, TALK);
  await expect(page.getByRole('banner')).toHaveCount(0);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(caption(page)).toContainText('The wait that nobody ends');
  await page.keyboard.press('Space');
  await expect(caption(page)).toContainText('The user typed three messages');
  await page.keyboard.press('ArrowRight');
  await expect(caption(page)).toContainText('QStash dropped the request of the processor');
  await expect(production(page)).toContainText('0 / 3');
  await page.keyboard.press('ArrowLeft');
  await expect(caption(page)).toContainText('The user typed three messages');
  await page.keyboard.press('End');
  await expect(caption(page)).toContainText('Why');
});

test('its address leads back to the step that was on show', async ({ page }) => {
  await openTalk(page, TALK);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await expect(page).toHaveURL(/at=3600.*show=present/);
  await page.reload();
  await expect(caption(page)).toContainText('QStash dropped the request of the processor');
});

test('P begins it from a run, and Escape leads back to the run', async ({ page }) => {
  await open(page, '/#scenario=requeue-deduplicated&variant=same-id');
  await page.keyboard.press('p');
  await expect(caption(page)).toContainText('The wait that nobody ends');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Timelines' })).toBeVisible();
});

test('what is typed into the search above it does not go on', async ({ page }) => {
  await openTalk(page, TALK);
  await page.keyboard.press('Control+k');
  const search = page.getByRole('dialog', { name: /^Find/ }).getByRole('combobox');
  await expect(search).toBeFocused();
  await page.keyboard.type('two words');
  await page.keyboard.press('Backspace');
  await expect(search).toHaveValue('two word');
  await page.keyboard.press('Escape');
  await expect(caption(page)).toContainText('The wait that nobody ends');
  await page.keyboard.press('Space');
  await expect(caption(page)).toContainText('The user typed three messages');
});

test('a finger goes on and back, on a phone', async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  await openTalk(page, TALK);
  await page.getByRole('button', { name: 'Next' }).tap();
  await expect(caption(page)).toContainText('The user typed three messages');
  await page.getByRole('button', { name: 'Back' }).tap();
  await expect(caption(page)).toContainText('The wait that nobody ends');
  await page.getByRole('button', { name: 'Leave the presentation' }).tap();
  await expect(page.getByRole('tab', { name: 'Chats' })).toBeVisible();
  await context.close();
});

for (const [width, height] of [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const) {
  test(`at ${width} pixels a presentation fits the window, and axe finds nothing`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await openTalk(page, TALK);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await expect(caption(page)).toContainText('QStash dropped');
    const size = await page.evaluate(() => {
      const { scrollWidth, scrollHeight } = document.documentElement;
      return [scrollWidth, scrollHeight];
    });
    expect(size).toEqual([width, height]);
    expect(await axeFinds(page)).toEqual([]);
  });
}
