/**
 * What the page costs, in a real Chromium without a graphics card: the first timeline from nothing, a change until its
 * result is drawn, frames while a run of 100,000 events is zoomed and moved, and the memory that it takes.
 *
 * Frames are the differences of `requestAnimationFrame`, and in a second pass the compositor's own count: time around
 * the drawing calls says nothing, since painting comes later. A third pass forces each frame's drawing to be done, which
 * shows the head-room. Each pass begins with the whole run. Another process that takes a tenth of a core makes the frames
 * worth nothing: then it says so. What the machine can do at best is beside them: a page that moves a bare canvas.
 */
import { cpus } from 'node:os';
import { type Browser, type CDPSession, chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.mjs';
import { spread } from './measure.ts';
import { longRun } from './long-run.ts';
import { barePage, type Frames, moveFor } from './page-moves.ts';

const VIEWPORT = { width: 1440, height: 900 };
const COLD_STARTS = 7;
const CHANGES = 20;
const MOVES_MS = 10_000;
/** Longer than anything on the page waits for a hand to rest. */
const SETTLED_MS = 1_000;
/** So much of a core taken by others makes what frames say worth nothing. */
const BUSY_CORES = 0.1;

export async function page(): Promise<object> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(`There is no browser to measure. ${HOW_TO_GET_CHROMIUM}`);
  await build({ logLevel: 'error' });
  const server = await preview({ logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  try {
    const url = server.resolvedUrls?.local[0];
    if (url === undefined) throw new Error('The page is served nowhere.');
    const first = await firstTimeline(browser, url);
    const change = await changes(browser, url);
    const long = await longTrace(browser, url);
    return { firstTimelineMs: first, changeMs: change, ...long };
  } finally {
    await browser.close();
    await server.close();
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: 1 });
  const opened = await context.newPage();
  await opened.goto(url);
  return opened;
}

/** In a context of its own nothing is remembered: neither files nor compiled code. */
async function firstTimeline(browser: Browser, url: string): Promise<object> {
  const times: number[] = [];
  for (let i = 0; i < COLD_STARTS; i += 1) {
    const opened = await open(browser, url);
    times.push(await opened.evaluate(untilDrawn));
    await opened.context().close();
  }
  return spread(times);
}

/** Real milliseconds from the start of the navigation to the frame in which a timeline stands. */
function untilDrawn(): Promise<number> {
  return new Promise((resolve) => {
    const look = (): void => {
      const canvas = document.querySelector<HTMLCanvasElement>('.tl-plot canvas');
      if (canvas !== null && canvas.width > 300) requestAnimationFrame(() => resolve(performance.now()));
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Another seed, again and again: from the press to the frame after the result of the new run is on the page. */
async function changes(browser: Browser, url: string): Promise<object> {
  const opened = await open(browser, `${url}#scenario=rapid-burst`);
  await settled(opened);
  const times: number[] = [];
  for (let i = 0; i < CHANGES; i += 1) {
    times.push(
      await opened.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const shown = (): string => document.querySelector('[title^="Hash"], .figures')?.textContent ?? '';
            const before = shown();
            const from = performance.now();
            const look = (): void => {
              if (shown() !== before && document.querySelector('main[data-run="done"]') !== null)
                requestAnimationFrame(() => resolve(performance.now() - from));
              else requestAnimationFrame(look);
            };
            document.querySelector<HTMLButtonElement>('button[aria-label="Another seed"]')?.click();
            look();
          }),
      ),
    );
  }
  await opened.context().close();
  return spread(times);
}

/** The list's marks are worked out by a second worker: nothing is measured beside it. */
async function settled(opened: Page): Promise<void> {
  await opened.locator('main[data-run="done"]').waitFor();
  await opened.getByRole('progressbar').waitFor({ state: 'detached', timeout: 120_000 });
}

async function longTrace(browser: Browser, url: string): Promise<object> {
  const opened = await open(browser, `${url}#scenario=rapid-burst`);
  await settled(opened);
  const session = await opened.context().newCDPSession(opened);
  const before = await heapMb(session);
  await opened
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'long.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(longRun())) });
  await opened
    .getByRole('button', { name: /^A long run/ })
    .first()
    .click();
  await opened.locator('main[data-run="done"][data-shows^="mine-"]').waitFor({ timeout: 120_000 });
  const events = await opened.evaluate(() => document.querySelector('.figures')?.textContent ?? '');
  const after = await heapMb(session);
  const size = (await opened.locator('.tl-plot canvas').first().boundingBox()) ?? VIEWPORT;
  const busyBefore = await busyCores(1_000);
  await whole(opened);
  const frames = await opened.evaluate(moveFor, { forMs: MOVES_MS, flush: false });
  await whole(opened);
  const busyAfter = await busyCores(1_000);
  const composed = await compositor(browser, opened);
  await whole(opened);
  const flushed = await opened.evaluate(moveFor, { forMs: MOVES_MS / 2, flush: true });
  await opened.context().close();
  const bare = await bareFrames(browser, size);
  const busy = Math.max(busyBefore, busyAfter);
  return {
    longRun: { events: Number(/^[\d,]+/.exec(events)?.[0].replaceAll(',', '') ?? Number.NaN) },
    heapMb: { before, after },
    frames: { ...told(frames), ...(busy > BUSY_CORES ? { void: `others took ${busy.toFixed(2)} cores` } : {}) },
    bareFrames: told(bare),
    compositor: composed.states,
    workMs: quantiles(composed.workMs),
    drawingMs: quantiles(flushed.costs),
  };
}

/** All of the run in sight, and whatever follows the view done. */
async function whole(opened: Page): Promise<void> {
  await opened.keyboard.press('0');
  await opened.waitForTimeout(SETTLED_MS);
}

async function bareFrames(
  browser: Browser,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<Frames> {
  const opened = await open(browser, 'about:blank');
  await opened.evaluate(barePage, { width: Math.round(width), height: Math.round(height) });
  const frames = await opened.evaluate(moveFor, { forMs: MOVES_MS, flush: false });
  await opened.context().close();
  return frames;
}

function told({ deltas, drawn }: Frames): object {
  const long = deltas.filter((ms) => ms > 20).length;
  const total = deltas.reduce((sum, ms) => sum + ms, 0);
  return {
    aSecond: Number(((1_000 * deltas.length) / total).toFixed(1)),
    views: drawn,
    ...quantiles(deltas),
    over20Ms: `${((100 * long) / deltas.length).toFixed(1)} %`,
  };
}

function quantiles(values: readonly number[]): object {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1));
  return { median: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) };
}

interface Composed {
  /** Frames by what became of them: shown whole, shown in part, or dropped. */
  readonly states: Readonly<Record<string, number>>;
  /** Processor time of the page's own thread for a frame, whoever else was at work, in milliseconds. */
  readonly workMs: readonly number[];
}

/** What the compositor says of the frames of the same moves. */
async function compositor(browser: Browser, opened: Page): Promise<Composed> {
  await browser.startTracing(opened, { categories: ['cc', 'benchmark', 'viz'] });
  await opened.evaluate(moveFor, { forMs: MOVES_MS / 2, flush: false });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: readonly TraceEvent[];
  };
  const states: Record<string, number> = {};
  for (const [, state = ''] of JSON.stringify(traceEvents).matchAll(
    /"frame_reporter":\{[^}]*?"state":"STATE_([A-Z_]+)"/g,
  ))
    states[state] = (states[state] ?? 0) + 1;
  const workMs = traceEvents.flatMap(({ name, tdur }) =>
    name === 'ProxyMain::BeginMainFrame' && tdur !== undefined ? tdur / 1_000 : [],
  );
  return { states, workMs };
}

/** As Chromium writes it, as far as it is read here. */
interface TraceEvent {
  readonly name: string;
  /** Processor time of its thread, in microseconds. */
  readonly tdur?: number;
}

async function heapMb(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Number((usedSize / 1_000_000).toFixed(1));
}

/** Cores at work while nobody here asks anything. */
async function busyCores(forMs: number): Promise<number> {
  const busy = (): number =>
    cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);
  const before = busy();
  await new Promise((resolve) => setTimeout(resolve, forMs));
  return (busy() - before) / forMs;
}
