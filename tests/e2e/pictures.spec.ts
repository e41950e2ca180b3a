/** Whoever shows a run elsewhere: pictures as PNG and SVG, and a film as WebM. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from 'playwright/test';

const FAILURE = '/#scenario=requeue-deduplicated&variant=same-id';

async function choose(page: Page, address: string, what: RegExp): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole('status').filter({ hasText: 'Production' })).toBeVisible();
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('button', { name: what }).click();
}

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('a picture is saved as PNG: a file of that kind, sharp enough to print', async ({ page }) => {
  await choose(page, FAILURE, /^Picture of the timelines/);
  const { name, bytes } = await saved(page, 'Save as PNG');
  expect(name).toBe('requeue-deduplicated-same-id-1.png');
  expect([...bytes.subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR');
  expect(bytes.readUInt32BE(16)).toBe(2880);
  expect(bytes.readUInt32BE(20)).toBeGreaterThan(1200);
});

test('a picture is saved as SVG that a browser reads, with the words of the run in it', async ({ page }) => {
  await choose(page, FAILURE, /^Picture of the timelines/);
  await page.getByRole('combobox', { name: 'Colours' }).selectOption('Dark');
  const { name, bytes } = await saved(page, 'Save as SVG');
  expect(name).toBe('requeue-deduplicated-same-id-1.svg');
  const read = await page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      root: file.documentElement.localName,
      broken: file.querySelector('parsererror') !== null,
      words: [...file.querySelectorAll('text')].map((each) => each.textContent),
      ground: file.querySelector('svg > rect')?.getAttribute('fill'),
      elsewhere: [...file.querySelectorAll('image, script, foreignObject, [href]')].length,
    };
  }, bytes.toString('utf8'));
  expect(read).toMatchObject({ root: 'svg', broken: false, elsewhere: 0 });
  expect(read.words).toEqual(
    expect.arrayContaining(['Production', 'Baseline', 'QStash', 'გამარჯობა', 'dropped: duplicate id']),
  );
  // The dark theme's own ground, whatever the page has on.
  expect(read.ground).toBe('#12161d');
});

test('what is in sight is what the picture shows, where that is asked for', async ({ page }) => {
  await choose(page, `${FAILURE}&from=3000.00&to=4000.00`, /^Picture of the timelines/);
  await page.getByRole('combobox', { name: 'Stretch of time' }).selectOption('What is in sight now');
  const { bytes } = await saved(page, 'Save as SVG');
  expect(bytes.toString('utf8')).toMatch(/>3\.50? s<\/text>/);
  expect(bytes.toString('utf8')).not.toContain('გამარჯობა');
});

test('a run is recorded as a film while its progress is told', async ({ page }) => {
  await choose(page, '/#scenario=single-message', /^Recording/);
  await page.getByRole('combobox', { name: 'Speed' }).last().selectOption('60×');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Recorded so far' })).toBeVisible();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('single-message-batched-1.webm');
  const bytes = readFileSync(await download.path());
  // EBML, and the kind of document that it holds.
  expect([...bytes.subarray(0, 4)]).toEqual([0x1a, 0x45, 0xdf, 0xa3]);
  expect(bytes.subarray(0, 64).toString('latin1')).toContain('webm');
  expect(bytes.length).toBeGreaterThan(20_000);
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Saved.');
});

test('a recording stops at once when asked, and nothing is saved', async ({ page }) => {
  let downloads = 0;
  page.on('download', () => (downloads += 1));
  await choose(page, FAILURE, /^Recording/);
  await page.getByRole('button', { name: 'Record', exact: true }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog').getByRole('status')).toHaveText('Cancelled: nothing was saved.');
  expect(downloads).toBe(0);
});

test('a browser that cannot record says so', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'MediaRecorder'));
  await choose(page, FAILURE, /^Recording/);
  await expect(page.getByRole('dialog')).toContainText('This browser cannot record');
});
