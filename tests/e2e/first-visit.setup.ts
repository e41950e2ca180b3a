/**
 * One first visit, at which the page works out the marks of its list; the other tests come after it and have them. At
 * each page that they open they would be worked out beside what is tested: more work than the tests themselves.
 */
import { expect, test } from 'playwright/test';

test('the marks of the list are kept for the next visit', async ({ page }) => {
  // All the rest waits for it: a machine that is busy may take its time.
  test.setTimeout(300_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('marks')), { timeout: 240_000 })
    .toContain('"build":"http');
  const path = test.info().config.projects.find(({ name }) => name === 'page')?.use.storageState;
  if (typeof path !== 'string') throw new Error('The tests of the page say from which file their storage comes.');
  await page.context().storageState({ path });
});
