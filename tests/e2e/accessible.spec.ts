/** Somebody who hears the page, or sees little of it: axe finds nothing, whatever is open, at any size, in either theme. */
import { expect, type Page, test } from 'playwright/test';
import { axeFinds } from '../support/axe.ts';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';
const SIDE_TABS = ['Chats', 'Verdicts', 'Logs', 'Moment', 'Story'];
const PHONE_TABS = [...SIDE_TABS, 'Timeline', 'Event', 'Scenarios'];
const PHONE_PX = 760;

const SIZES = [
  [1440, 900],
  [1024, 768],
  [390, 844],
] as const;

/** Many runs on a busy machine take a while, and say nothing of the page. */
const MANY_RUNS = { timeout: 90_000 } as const;

/** The other views, each with something in it to look at. */
const VIEWS: readonly { readonly name: string; readonly open: (page: Page) => Promise<void> }[] = [
  {
    name: 'the document’s claims, judged',
    open: async (page) => {
      await page.goto('/#show=document');
      const view = page.getByRole('region', { name: 'What the document says' });
      await expect(view.getByRole('button', { name: 'Judge again' })).toBeVisible(MANY_RUNS);
    },
  },
  {
    name: 'a campaign, with its findings, and one beside it',
    open: async (page) => {
      await page.goto('/#show=explore&ask=policy%3Dfall-through+users%3D1+runs%3D4');
      const view = page.getByRole('region', { name: /^Explore: / });
      await view.getByRole('button', { name: 'Explore', exact: true }).click();
      await expect(view.getByRole('region', { name: 'Found', exact: true })).toBeVisible(MANY_RUNS);
      await view.getByRole('button', { name: 'Keep and compare' }).click();
      await view.getByRole('button', { name: 'Explore', exact: true }).click();
      await expect(view.getByRole('cell', { name: 'Ongoing' }).first()).toBeVisible(MANY_RUNS);
      await view.getByRole('button', { name: 'When was it decided?' }).first().click();
      await expect(view.getByRole('img', { name: /^How likely/ })).toBeVisible(MANY_RUNS);
    },
  },
  {
    name: 'a matrix',
    open: async (page) => {
      await page.goto('/#show=matrix&ask=scenarios%3Drecommended+runs%3D1');
      const view = page.getByRole('region', { name: /^Matrix: / });
      await view.getByRole('button', { name: 'Run the matrix' }).click();
      await expect(view.getByRole('table')).toBeVisible(MANY_RUNS);
    },
  },
  {
    name: 'a sweep',
    open: async (page) => {
      await page.goto('/#show=sweep&ask=x%3DquietMs%3D500..3000%3A500+runs%3D1');
      const view = page.getByRole('region', { name: /^Sweep: / });
      await view.getByRole('button', { name: 'Sweep', exact: true }).click();
      await expect(view.getByText('All figures as a table')).toBeVisible(MANY_RUNS);
      await view.getByText('All figures as a table').click();
      await expect(view.getByRole('table').nth(1)).toBeVisible();
    },
  },
  {
    name: 'the history, one version explored',
    open: async (page) => {
      await page.goto('/#show=history&ask=runs%3D2');
      const view = page.getByRole('region', { name: /^History: / });
      await view.getByRole('button', { name: 'Explore this version: fall-through' }).click();
      await expect(view.getByText(/explored in \d+ runs/)).toBeVisible(MANY_RUNS);
      await view.getByText('Found beside it').first().click();
    },
  },
  {
    name: 'pinned values, of a run that is no longer the one of its link',
    open: async (page) => {
      const pins = JSON.stringify(['redis/msgbatch:3282789748459241', 'qstash#queued', 'processor-1@clock']);
      await page.goto(`${FAILURE}&tab=moment&at=3300&hashes=20-000000&pins=${encodeURIComponent(pins)}`);
      await expect(page.getByRole('region', { name: 'Pinned values' }).getByRole('term')).toHaveCount(3);
      await expect(page.getByRole('region', { name: 'The run of this link' })).toBeVisible();
    },
  },
  {
    name: 'two runs beside each other',
    open: async (page) => {
      await page.goto(`${FAILURE}&show=compare&left=this&right=variant:own-id`);
      await expect(page.getByRole('region', { name: 'Two runs beside each other' })).toContainText('passes');
    },
  },
  {
    name: 'live, with a message under way',
    open: async (page) => {
      await page.goto('/#show=live');
      await expect(page.getByRole('status').filter({ hasText: 'Your first message starts it' })).toBeVisible();
      const box = page.getByRole('textbox', { name: 'Message to the chatbot' });
      await box.fill('გამარჯობა');
      await box.press('Enter');
      await expect(page.getByRole('region', { name: 'Production: the user’s phone' })).toContainText('გამარჯობა');
    },
  },
  {
    name: 'a diagnosis, with what was found',
    open: async (page) => {
      await page.goto('/#show=diagnose');
      const view = page.getByRole('region', { name: 'Diagnose a deployment' });
      await view.getByRole('combobox', { name: 'Paste an example' }).selectOption('With times, in a mess');
      await expect(view.getByRole('heading', { name: /A processor waits for more/ })).toBeVisible();
    },
  },
  {
    name: 'the keys, with single ones switched off',
    open: async (page) => {
      await page.goto(FAILURE);
      await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).getByText('Single keys').click();
    },
  },
];

/** What axe finds of the page as it is: by every rule in light colours, by those of colour in dark ones. */
async function violations(page: Page, where: string): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await axeFinds(page, 'of colour');
  await page.emulateMedia({ colorScheme: 'light' });
  const light = await axeFinds(page);
  return [...dark.map((found) => `${where}, dark: ${found}`), ...light.map((found) => `${where}, light: ${found}`)];
}

/** Opens, looks, closes by Escape: the page must be left as it was found. */
async function whileOpen(page: Page, where: string, open: () => Promise<void>): Promise<readonly string[]> {
  await open();
  await expect(page.getByRole('dialog')).toBeVisible();
  const found = await violations(page, where);
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open], :popover-open')).toHaveCount(0);
  return found;
}

for (const [width, height] of SIZES) {
  test(`at ${width} pixels, in light and in dark colours, axe finds no violation, with each tab and each sheet open`, async ({
    page,
  }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await page.setViewportSize({ width, height });
    await page.goto(FAILURE);
    await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
    const found: string[] = [];

    for (const tab of width < PHONE_PX ? PHONE_TABS : SIDE_TABS) {
      await page.getByRole('tab', { name: tab }).click();
      found.push(...(await violations(page, tab)));
    }

    const conditions = page.getByRole('region', { name: 'Conditions of the run' });
    for (const name of ['Settings', 'Constants', /^Messages/, 'Add fault']) {
      const button = conditions.getByRole('button', { name, exact: true });
      found.push(...(await whileOpen(page, String(name), () => button.click())));
    }
    await conditions.getByRole('button', { name: 'Add fault', exact: true }).click();
    await page.getByRole('dialog', { name: 'All faults' }).getByRole('listitem').first().getByRole('button').click();
    const form = page.getByRole('dialog', { name: /^Fault: / });
    await expect(form).toBeVisible();
    found.push(...(await violations(page, 'a fault’s form')));
    await page.keyboard.press('Escape');

    found.push(...(await whileOpen(page, 'keys', () => page.keyboard.press('?'))));
    found.push(
      ...(await whileOpen(page, 'find', async () => {
        await page.keyboard.press('Control+k');
        await page.keyboard.type('publish');
      })),
    );

    for (const [what, name] of [
      [/^Picture of the timelines/, 'Picture of the timelines'],
      [/^Recording \(WebM\)/, 'Record the run as a film'],
    ] as const) {
      const opened = whileOpen(page, name, async () => {
        await page.getByRole('button', { name: 'Export', exact: true }).click();
        await page.getByRole('button', { name: what }).click();
        await expect(page.getByRole('dialog', { name })).toBeVisible();
      });
      found.push(...(await opened));
    }

    await page.goto(`${FAILURE}&seed=many`);
    await expect(page.getByRole('alert').first()).toContainText('seed');
    found.push(...(await violations(page, 'a problem')));
    expect(found).toEqual([]);
  });
}

// What fills these views takes long to work out: each is opened once, and looked at in every size.
for (const { name, open } of VIEWS) {
  test(`axe finds no violation in ${name}, at any size, in light and in dark colours`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await open(page);
    const found: string[] = [];
    for (const [width, height] of SIZES) {
      await page.setViewportSize({ width, height });
      found.push(...(await violations(page, String(width))));
    }
    expect(found).toEqual([]);
  });
}
