/** The bench of runs in Chromium: the worker's bundle, which `scripts/bench.mjs` builds, on a page that holds nothing else. */
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { CHROMIUM_ARGS, findChromium, HOW_TO_GET_CHROMIUM } from '../../scripts/chromium.mjs';

/** Nobody's address: the browser gets every answer from here. */
const ORIGIN = 'https://bench.example';
const TIMEOUT_MS = 1_200_000;

interface Told {
  readonly figures?: Readonly<Record<string, unknown>>;
  readonly error?: string;
}

/** In the page. */
function fromWorker(url: string): Promise<Told> {
  return new Promise((resolve) => {
    const worker = new Worker(url, { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Told>) => resolve(data));
    worker.addEventListener('error', ({ message }) => resolve({ error: message }));
  });
}

/** `bundle` is the worker's file. Throws where there is no Chromium. */
export async function compareInChromium(bundle: URL): Promise<Readonly<Record<string, unknown>>> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(HOW_TO_GET_CHROMIUM);
  const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS });
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    const script = await readFile(bundle, 'utf8');
    await page.route(`${ORIGIN}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bench</title>' }),
    );
    await page.goto(ORIGIN);
    const { figures, error } = await page.evaluate(fromWorker, `${ORIGIN}/worker.js`);
    if (figures === undefined) throw new Error(`the bench failed in Chromium: ${error ?? 'no figures'}`);
    return { browser: `Chromium ${browser.version()}`, ...figures };
  } finally {
    await browser.close();
  }
}
