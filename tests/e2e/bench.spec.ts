/** A tester who changes a run on its drawing: faults and messages by pointer and by keys, and every step taken back. */
import { expect, type Locator, type Page, test } from 'playwright/test';
import { axeFinds } from '../support/axe.ts';

const timelines = (page: Page) => page.getByRole('region', { name: 'Timelines' });
const badges = (page: Page) => page.getByRole('status').filter({ hasText: 'Production' });
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });

async function open(page: Page, hash: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`/#${hash}`);
  await expect(badges(page)).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('data-run', 'done');
}

async function middleOf(mark: Locator): Promise<{ readonly x: number; readonly y: number }> {
  const box = await mark.boundingBox();
  if (box === null) throw new Error('The mark is not in sight.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function drag(page: Page, mark: Locator, byPx: number): Promise<void> {
  const { x, y } = await middleOf(mark);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1) await page.mouse.move(x + (byPx * step) / 10, y);
  await page.mouse.up();
}

async function msOf(mark: Locator): Promise<number> {
  return Number(await mark.getAttribute('aria-valuenow'));
}

/** Where a moment is on the drawing, by the discs of the first and the third message; the lane by its name. */
async function placeOf(page: Page, atMs: number, lane: string): Promise<{ readonly x: number; readonly y: number }> {
  const discs = [1, 3].map((number) => page.getByRole('slider', { name: new RegExp(`^Message ${number}: `) }));
  const [first, third] = await Promise.all(
    discs.map(async (disc) => ({ ms: await msOf(disc), x: (await middleOf(disc)).x })),
  );
  if (first === undefined || third === undefined) throw new Error('There are three messages.');
  const { y } = await middleOf(timelines(page).locator('.tl-lanes li').getByText(lane, { exact: true }).first());
  return { x: first.x + ((atMs - first.ms) * (third.x - first.x)) / (third.ms - first.ms), y };
}

const crashed = (page: Page) =>
  timelines(page)
    .getByRole('listbox', { name: 'Events' })
    .getByRole('option', { name: /processor #1: crashes/ });

const KILLED = `scenario=rapid-burst&faults=${encodeURIComponent('[{"fault":"kill","atMs":1000}]')}`;

test('a crash is dragged to where it hurts, the run follows, and the drag is one step that is taken back', async ({
  page,
}) => {
  await open(page, KILLED);
  await expect(badges(page)).toContainText('Production passes');
  const kill = page.getByRole('slider', { name: 'Kill at a moment, processor' });
  expect(await msOf(kill)).toBe(1_000);
  const before = await timelines(page).locator('.tl-strip').boundingBox();
  // The processor works from 3.25 s to 5.55 s.
  const target = await placeOf(page, 4_400, 'processor #1');
  await drag(page, kill, target.x - (await middleOf(kill)).x);
  const movedMs = await msOf(kill);
  expect(movedMs).toBeGreaterThan(3_250);
  expect(movedMs).toBeLessThan(5_550);
  await expect(crashed(page)).toHaveCount(1);
  expect(await timelines(page).locator('.tl-strip').boundingBox()).toEqual(before);

  await page.keyboard.press('Control+z');
  await expect(kill).toHaveAttribute('aria-valuenow', '1000');
  await expect(crashed(page)).toHaveCount(0);
  await expect(undo(page)).toBeDisabled();
  await page.keyboard.press('Control+Shift+z');
  await expect(kill).toHaveAttribute('aria-valuenow', String(movedMs));
});

test('arrows move a fault, finely or with Shift coarsely, as one step; Enter opens it, Delete takes it away', async ({
  page,
}) => {
  await open(page, KILLED);
  const kill = page.getByRole('slider', { name: 'Kill at a moment, processor' });
  await kill.focus();
  await page.keyboard.press('ArrowRight');
  const fineMs = (await msOf(kill)) - 1_000;
  expect(fineMs).toBeGreaterThan(0);
  await page.keyboard.press('Shift+ArrowRight');
  expect(await msOf(kill)).toBe(1_000 + 11 * fineMs);
  await page.getByRole('button', { name: 'Steps, 1 change' }).click();
  await expect(page.getByRole('dialog', { name: 'Steps' }).getByRole('listitem')).toHaveCount(2);
  await page.keyboard.press('Escape');

  await kill.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Fault: Kill at a moment' });
  await form.getByLabel('at').fill('3500');
  await page.keyboard.press('Enter');
  await expect(kill).toHaveAttribute('aria-valuetext', '3.500 s');
  await page.keyboard.press('Escape');
  await kill.focus();
  await page.keyboard.press('Delete');
  await expect(kill).toHaveCount(0);
});

test('a message is dragged by its disc, and its text is changed where it stands', async ({ page }) => {
  await open(page, 'scenario=rapid-burst');
  const third = page.getByRole('slider', { name: /^Message 3: / });
  const beforeMs = await msOf(third);
  await drag(page, third, 300);
  const afterMs = await msOf(third);
  expect(afterMs).toBeGreaterThan(beforeMs + 1_000);
  await expect(page).toHaveURL(/(z|messages)=/);

  await third.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Message 3' });
  await form.getByRole('textbox').fill('🧢 გაქვთ?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Message 3: 🧢 გაქვთ?' })).toBeVisible();
  await undo(page).click();
  await undo(page).click();
  expect(await msOf(third)).toBe(beforeMs);
});

for (const [what, name, becomes] of [
  ['a message', /: გამარჯობა$/, /^Message 3: /],
  ['a fault', 'Kill at a moment, processor', /^Kill/],
] as const) {
  test(`${what} stays in the hand over other marks and out of sight, and what was dragged is one step`, async ({
    page,
  }) => {
    await open(page, `${KILLED}&from=0.00&to=5000.00`);
    const mark = page.getByRole('slider', { name });
    const beforeMs = await msOf(mark);
    const target = await placeOf(page, 5_400, 'phone');
    await drag(page, mark, target.x - (await middleOf(mark)).x);
    await expect(mark).toHaveAttribute('aria-label', becomes);
    expect(await msOf(mark)).toBeGreaterThan(5_000);
    await expect(page.locator('.tl-line[data-kind="held"]')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await expect(undo(page)).toBeDisabled();
    await page.keyboard.press('0');
    await expect(mark).toHaveAttribute('aria-valuenow', String(beforeMs));
  });
}

test('a right click on a place adds what happens there: a crash of that lane, any fault, or a message', async ({
  page,
}) => {
  await open(page, 'scenario=rapid-burst');
  const target = await placeOf(page, 4_200, 'processor #1');
  await page.mouse.click(target.x, target.y, { button: 'right' });
  const menu = page.getByRole('menu', { name: /^What to add at / });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await menu.getByRole('menuitem', { name: 'Crash the processor function here' }).click();
  await expect(crashed(page)).toHaveCount(1);

  await page.mouse.click(target.x - 200, target.y, { button: 'right' });
  await menu.getByRole('menuitem', { name: 'Type a message here…' }).click();
  await page.keyboard.type('und jetzt?');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Message 4: und jetzt?' })).toBeVisible();

  await page.mouse.click(target.x - 100, target.y, { button: 'right' });
  await menu.getByRole('menuitem', { name: 'Add a fault here…' }).click();
  await page.keyboard.type('freeze');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Fault: Freeze and thaw' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'Freeze and thaw, processor', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Steps, 3 changes' }).click();
  const steps = page.getByRole('dialog', { name: 'Steps' });
  await expect(steps.getByRole('button')).toHaveText([
    'As the scenario has it',
    /^Kill at a moment added at /,
    /^“und jetzt\?” typed at /,
    /^Freeze and thaw added at /,
  ]);
  await steps.getByRole('button', { name: 'As the scenario has it' }).click();
  await expect(page.getByRole('slider', { name: /^(Kill|Freeze)/ })).toHaveCount(0);
  await steps.getByRole('button', { name: /typed at/ }).click();
  await expect(page.getByRole('slider', { name: 'Message 4: und jetzt?' })).toBeVisible();
  await expect(page.getByRole('slider', { name: /^Freeze/ })).toHaveCount(0);
});

test('by keys alone: the button of the faults’ row adds at the playhead', async ({ page }) => {
  await open(page, 'scenario=rapid-burst');
  await page.getByRole('button', { name: 'Add a fault or a message at this moment' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Add a fault here…' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('tab closed');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('slider', { name: 'Tab closed' })).toHaveAttribute('aria-valuetext', '5.600 s');
});

test('a fault that strikes a call stands where it struck, says so, and strikes elsewhere once it is moved', async ({
  page,
}) => {
  await open(
    page,
    `scenario=rapid-burst&faults=${encodeURIComponent('[{"fault":"crash","to":"openai"},{"fault":"clock-offset","role":"messenger"}]')}`,
  );
  const crash = page.getByRole('slider', { name: 'Crash, processor, openai' });
  const struckMs = await msOf(crash);
  expect(struckMs).toBeGreaterThan(3_000);
  await expect(crash).toHaveAttribute('title', /strikes the first call that matches: here/);
  await crash.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(crash).toHaveAttribute('title', /strikes the first call that matches from here on/);
  const offset = page.getByRole('button', { name: 'Clock offset, messenger' });
  await expect(offset).toHaveAttribute('title', /there from the start of the run/);
});

test('on a phone a fault is dragged by a finger', async ({ browser, baseURL }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    ...(baseURL === undefined ? {} : { baseURL }),
  });
  const page = await context.newPage();
  await open(page, KILLED);
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const kill = page.getByRole('slider', { name: 'Kill at a moment, processor' });
  const { x, y } = await middleOf(kill);
  const touch = await context.newCDPSession(page);
  const at = (dx: number) => ({ touchPoints: [{ x: x + dx, y }] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(0) });
  for (let dx = 10; dx <= 100; dx += 10) await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(dx) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expect.poll(() => msOf(kill)).toBeGreaterThan(1_500);
  await context.close();
});

test('lanes fold to a thin strip and change places, by keys and by dragging, and stay so after a reload', async ({
  page,
}) => {
  await open(page, 'scenario=rapid-burst');
  const names = timelines(page).locator('.tl-section[data-side="pipeline"] .tl-lanes b');
  const redis = page.getByRole('button', { name: 'Lane Redis' });
  const usual = await names.allTextContents();
  expect(usual.indexOf('QStash')).toBe(usual.indexOf('Redis') + 1);
  await redis.focus();
  await page.keyboard.press('Enter');
  await expect(redis).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(names.nth(usual.indexOf('Redis'))).toHaveText('QStash');
  await expect(redis).toBeFocused();

  const messenger = await middleOf(names.getByText('Messenger'));
  const phone = await middleOf(names.getByText('phone'));
  await page.mouse.move(messenger.x, messenger.y);
  await page.mouse.down();
  await page.mouse.move(phone.x, phone.y + 8, { steps: 3 });
  await page.mouse.move(phone.x, phone.y - 6, { steps: 3 });
  await page.mouse.up();
  await expect(names.first()).toHaveText('Messenger');

  // The address says it a quarter of a second later, and a reload goes by what it says.
  await expect(page).toHaveURL(/lanes=%7B%22order%22%3A%5B%22pipeline\+Messenger/);
  await page.reload();
  await expect(names.first()).toHaveText('Messenger');
  await expect(redis).toHaveAttribute('aria-expanded', 'false');
  await page.getByRole('button', { name: 'All lanes unfolded and in their usual order' }).click();
  await expect(names).toHaveText(usual);
  await expect(redis).toHaveAttribute('aria-expanded', 'true');
});

test('a lane that was dragged down and released beside its column stays there', async ({ page }) => {
  await open(page, 'scenario=rapid-burst');
  const names = timelines(page).locator('.tl-section[data-side="pipeline"] .tl-lanes b');
  const usual = await names.allTextContents();
  const at = usual.indexOf('Redis');
  const [redis, qstash] = [await middleOf(names.nth(at)), await middleOf(names.nth(at + 1))];
  await page.mouse.move(redis.x, redis.y);
  await page.mouse.down();
  await page.mouse.move(qstash.x, qstash.y + 4, { steps: 4 });
  await expect(names.nth(at + 1)).toHaveText('Redis');
  await page.mouse.move(qstash.x + 400, qstash.y + 4, { steps: 2 });
  await page.mouse.up();
  const first = await middleOf(names.first());
  await page.mouse.move(first.x, first.y - 6, { steps: 4 });
  expect(await names.allTextContents()).toEqual(usual.toSpliced(at, 2, 'QStash', 'Redis'));
});

for (const [width, height] of [
  [1440, 900],
  [390, 844],
] as const) {
  test(`at ${width} pixels axe finds nothing, with flags, a folded lane, the menu of a place and a form open`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page, KILLED);
    if (width < 760) await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByRole('button', { name: 'Lane Redis' }).click();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add a fault or a message at this moment' }).click();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'Type a message here…' }).click();
    await expect(page.getByRole('dialog', { name: /^A message at / })).toBeVisible();
    expect(await axeFinds(page)).toEqual([]);
  });
}
