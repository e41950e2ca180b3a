/**
 * While a hand zooms and moves, frame upon frame: the drawing alone changes, since one element that does makes the
 * browser look at the whole page again; and it looks as it will when the hand rests.
 */
import { expect, type Page, test } from 'playwright/test';

const FAULTS = [
  { fault: 'freeze', role: 'processor', atMs: 3_300, forMs: 900 },
  { fault: 'kill', role: 'responder', atMs: 2_800 },
];
const FAILURE = `/#scenario=requeue-deduplicated&variant=same-id&faults=${encodeURIComponent(JSON.stringify(FAULTS))}`;

async function open(page: Page): Promise<void> {
  await page.goto(FAILURE);
  await expect(page.locator('main[data-run="done"]')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await page.mouse.move(2, 2);
}

/** Wheels in each frame, so many times, near the end of what is in sight: in the page. Gives what changed beside. */
function keepMoving({ deltaY, frames }: { readonly deltaY: number; readonly frames: number }): Promise<string[]> {
  const plot = document.querySelector('.tl-plot');
  if (plot === null) throw new Error('There is no timeline.');
  const { right, top } = plot.getBoundingClientRect();
  const changed = new Set<string>();
  const observer = new MutationObserver((records) => {
    for (const { target, type, attributeName } of records) {
      const element = target instanceof Element ? target : target.parentElement;
      changed.add(`${element?.className.toString() || element?.localName} ${attributeName ?? type}`);
    }
  });
  return new Promise((resolve) => {
    let frame = 0;
    const step = (): void => {
      // The first is a single step, and with the second the elements make way.
      if (frame === 3) observer.observe(document.body, { subtree: true, childList: true, attributes: true });
      if (frame === frames) {
        observer.disconnect();
        resolve([...changed].toSorted());
        return;
      }
      plot.dispatchEvent(
        new WheelEvent('wheel', { deltaY, clientX: right - 40, clientY: top + 40, bubbles: true, cancelable: true }),
      );
      frame += 1;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  });
}

/** How many pixels of two pictures differ so much that somebody could see it. */
function differing(page: Page, [a, b]: readonly [Buffer, Buffer]): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const [one, other] = await Promise.all(
        pictures.map(async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0);
          const bitmap = await createImageBitmap(new Blob([bytes]));
          const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
          ctx?.drawImage(bitmap, 0, 0);
          return ctx?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
        }),
      );
      if (one === undefined || other?.length !== one.length) throw new Error('The pictures are not of one size.');
      const pixels = new Set<number>();
      for (const [at, value] of one.entries()) if (Math.abs(value - (other[at] ?? 0)) > 24) pixels.add(at >> 2);
      return pixels.size;
    },
    [a.toString('base64'), b.toString('base64')],
  );
}

test('while a hand zooms no element moves but lines and badges, and none comes or goes', async ({ page }) => {
  await open(page);
  const axis = page.locator('.tl-axis');
  const before = await axis.textContent();
  const changed = await page.evaluate(keepMoving, { deltaY: -6, frames: 40 });
  expect(changed.filter((what) => !/^tl-(line|badge) style$/.test(what))).toEqual([]);
  // Then the hand rests, and the elements follow.
  await expect(page.locator('.tl[data-moving="false"]')).toBeVisible();
  expect(await axis.textContent()).not.toBe(before);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what is painted meanwhile looks as what stands there once the hand rests, in ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await open(page);
    // A place with all of it: marks where the two part, the selected event, the window of the run in small.
    await page.evaluate(keepMoving, { deltaY: -8, frames: 12 });
    const timelines = page.getByRole('region', { name: 'Timelines' });
    await expect(page.locator('.tl[data-moving="false"]')).toBeVisible();
    await page.evaluate(() => document.fonts.ready);
    const rests = await page.screenshot();
    for (const mark of ['.tl-partings button', '.tl-flag', '.tl-lasts', '.tl-selected *'])
      expect(await timelines.locator(mark).count()).toBeGreaterThan(0);

    const moving = page.evaluate(keepMoving, { deltaY: 0, frames: 100_000 }).catch(() => []);
    await expect(page.locator('.tl[data-moving="true"]')).toBeVisible();
    const moves = await page.screenshot();
    await expect(page.locator('.tl[data-moving="true"]')).toBeVisible();
    const { width = 0, height = 0 } = page.viewportSize() ?? {};
    expect(await differing(page, [rests, moves])).toBeLessThan(0.000_4 * width * height);
    await page.reload();
    await moving;
  });
}

test('a section that is taller than its place is drawn where it is scrolled to', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 560 });
  await open(page);
  const section = page.locator('.tl-section[data-side="pipeline"]');
  const drawnIn = (): Promise<{
    readonly sees: readonly number[];
    readonly has: readonly number[];
    readonly whole: number;
  }> =>
    section.evaluate((element) => {
      const [canvas, plot] = [element.querySelector('.tl-plot canvas'), element.querySelector('.tl-plot')];
      if (canvas === null || plot === null) throw new Error('There is no drawing.');
      const [sees, has] = [element.getBoundingClientRect(), canvas.getBoundingClientRect()];
      const all = plot.getBoundingClientRect();
      return {
        sees: [Math.max(sees.top, all.top), Math.min(sees.bottom, all.bottom)],
        has: [has.top, has.bottom],
        whole: all.height,
      };
    });
  const more = section.locator('.tl-more');
  await expect(more).toBeVisible();
  const first = await drawnIn();
  expect((first.has[1] ?? 0) - (first.has[0] ?? 0)).toBeLessThan(first.whole);
  await section.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect
    .poll(async () => (await drawnIn()).has[1])
    .toBeGreaterThanOrEqual(Math.floor((await drawnIn()).sees[1] ?? 0));
  const { sees, has } = await drawnIn();
  expect(has[0]).toBeLessThanOrEqual(sees[0] ?? 0);
  // That more follows is said as long as it does.
  await expect(more).toBeHidden();
});
