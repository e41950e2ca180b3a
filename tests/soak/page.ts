/**
 * Scenarios re-run in the page for some minutes of real time, as somebody would who clicks through the list and tries
 * other seeds. Every minute: the heaps of the page and of its workers after a collection, what the document holds,
 * how many workers there are, and how long the minute's re-runs took, from the click to the new result.
 */
import { type Browser, chromium, type Page } from 'playwright';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.mjs';
import { heapsOf, watchWorkers, type WorkerHeaps } from './heaps.ts';
import { type Trend, trendOf } from './trend.ts';

const MINUTE_MS = 60_000;
/** Looked at every minute, or as often as it takes to tell a trend. */
const FEWEST_PARTS = 3;
/** Other seeds tried of each scenario before the next is chosen. */
const SEEDS_EACH = 4;
/** Those of the list, without the variants of the one that is open. */
const SCENARIO_ROWS = 'button.row[title]:not(.row-variant)';
const MOST_SLOWER = 1.5;
const MOST_LARGER = 1.15;
const MOST_RERUNS = 100_000;

interface Part {
  readonly untilMinute: number;
  readonly reruns: number;
  readonly medianMs: number;
  readonly slowestMs: number;
  readonly pageHeapMb: number;
  readonly workerHeapsMb: readonly number[];
  readonly workers: number;
  readonly domNodes: number;
  readonly listeners: number;
}

export interface PageFigures {
  readonly browser: string;
  readonly minutes: number;
  readonly reruns: number;
  readonly scenarios: number;
  readonly parts: readonly Part[];
  readonly time: Trend;
  readonly pageHeap: Trend;
  readonly workerHeap: Trend;
  readonly domNodes: Trend;
  readonly workers: { readonly fewest: number; readonly most: number };
  readonly grows: readonly string[];
}

const rounded = (value: number, digits = 1): number => Number(value.toFixed(digits));

/** In the page: tells when a click was made, and when the hash of another trace stands there. */
function install(): void {
  const seen = { clickedAt: 0, tookMs: 0, hash: '' };
  Object.assign(globalThis, { soak: seen });
  document.addEventListener(
    'click',
    () => {
      seen.clickedAt = performance.now();
      seen.tookMs = 0;
      seen.hash = hashNow();
    },
    { capture: true },
  );
  const hashNow = (): string => document.querySelector('[title^="Hash of the trace"]')?.getAttribute('title') ?? '';
  new MutationObserver(() => {
    if (seen.tookMs > 0 || seen.clickedAt === 0 || hashNow() === seen.hash || hashNow() === '') return;
    if (document.querySelector('main[data-run="done"]') !== null) seen.tookMs = performance.now() - seen.clickedAt;
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}

/** Clicks, and gives the milliseconds until another trace is shown. */
async function timed(page: Page, click: () => Promise<void>): Promise<number> {
  await click();
  const handle = await page.waitForFunction(() => {
    const seen: unknown = Reflect.get(globalThis, 'soak');
    const took: unknown = typeof seen === 'object' && seen !== null ? Reflect.get(seen, 'tookMs') : 0;
    return typeof took === 'number' && took > 0 ? took : false;
  });
  const value: unknown = await handle.jsonValue();
  await handle.dispose();
  if (typeof value !== 'number') throw new Error(`a re-run took ${String(value)}, expected milliseconds`);
  return value;
}

/** Opens the page and waits until its list has all its marks: from then on it does only what it is asked. */
async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.locator('main[data-run="done"]').waitFor();
  const marking = page.getByRole('navigation', { name: 'Scenarios' }).getByRole('progressbar');
  await marking.waitFor({ state: 'detached', timeout: 5 * MINUTE_MS });
  await page.evaluate(install);
  return page;
}

/** Endless: chooses a scenario, tries seeds, chooses the next. */
async function* reruns(page: Page): AsyncGenerator<number> {
  const rows = page.getByRole('navigation', { name: 'Scenarios' }).locator(SCENARIO_ROWS);
  const count = await rows.count();
  const another = page.getByRole('button', { name: 'Another seed' });
  for (let i = 0; i < MOST_RERUNS; i += 1) {
    const row = rows.nth(i % count);
    // What is open already would only close.
    if ((await row.getAttribute('aria-current')) === 'true') continue;
    yield await timed(page, () => row.click());
    for (let n = 0; n < SEEDS_EACH; n += 1) yield await timed(page, () => another.click());
  }
}

async function partsOf(page: Page, minutes: number, workers: WorkerHeaps): Promise<readonly Part[]> {
  const next = reruns(page);
  const parts: Part[] = [];
  const partMs = Math.min(MINUTE_MS, (minutes * MINUTE_MS) / FEWEST_PARTS);
  for (let part = 1; part * partMs <= minutes * MINUTE_MS; part += 1) {
    const until = performance.now() + partMs;
    const times: number[] = [];
    while (performance.now() < until) {
      const { value, done } = await next.next();
      if (done === true) throw new Error(`more than ${MOST_RERUNS} scenarios were chosen`);
      times.push(value);
    }
    times.sort((a, b) => a - b);
    parts.push({
      untilMinute: rounded((part * partMs) / MINUTE_MS),
      reruns: times.length,
      medianMs: rounded(times[Math.floor(times.length / 2)] ?? Number.NaN),
      slowestMs: rounded(times.at(-1) ?? Number.NaN),
      ...(await heapsOf(page, workers)),
    });
  }
  return parts;
}

function growing(figures: Omit<PageFigures, 'grows'>): readonly string[] {
  const { time, pageHeap, workerHeap, domNodes, workers } = figures;
  const larger = (what: string, { lateOverEarly }: Trend, most: number): readonly string[] =>
    lateOverEarly > most ? [`${what}: ${lateOverEarly} times what it was`] : [];
  return [
    ...larger('the time of a re-run', time, MOST_SLOWER),
    ...larger("the page's heap", pageHeap, MOST_LARGER),
    ...larger("the workers' heap", workerHeap, MOST_LARGER),
    ...larger("the document's nodes", domNodes, MOST_LARGER),
    ...(workers.most > workers.fewest ? [`workers: ${workers.fewest} at first, ${workers.most} later`] : []),
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export async function soakPage(minutes: number, address: string): Promise<PageFigures> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`The soak of the page needs a browser. ${HOW_TO_GET_CHROMIUM}`);
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  try {
    const page = await openPage(browser, address);
    const parts = await partsOf(page, minutes, await watchWorkers(page));
    const figures = {
      browser: `Chromium ${browser.version()}`,
      minutes,
      reruns: sum(parts.map((part) => part.reruns)),
      scenarios: await page.getByRole('navigation', { name: 'Scenarios' }).locator(SCENARIO_ROWS).count(),
      parts,
      time: trendOf(parts.map(({ medianMs }) => medianMs)),
      pageHeap: trendOf(parts.map(({ pageHeapMb }) => pageHeapMb)),
      workerHeap: trendOf(parts.map(({ workerHeapsMb }) => sum(workerHeapsMb))),
      domNodes: trendOf(parts.map(({ domNodes }) => domNodes)),
      workers: {
        fewest: Math.min(...parts.map(({ workers }) => workers)),
        most: Math.max(...parts.map(({ workers }) => workers)),
      },
    };
    return { ...figures, grows: growing(figures) };
  } finally {
    await browser.close();
  }
}
