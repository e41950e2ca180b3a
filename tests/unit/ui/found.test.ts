/** A run in which exploration found something: how long the page says so, and what it says of it. */
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../../src/ui/store/link/address.ts';
import { Page } from '../../../src/ui/store/page.ts';
import { runScenario } from '../../../src/ui/worker/adapter.ts';
import type { RunRequest, RunResult } from '../../../src/ui/worker/protocol.ts';
import { drawnResult } from './drawn-trace.ts';
import { pageHost, type Run, scenario } from './page-host.ts';

const LINK = `#scenario=${scenario.id}&variant=same-id&found=answered/requeue-dropped`;
const found = { check: 'answered', pattern: 'requeue-dropped' } as const;

async function opened(saved: RunResult = drawnResult): Promise<{ page: Page; asked: readonly RunRequest[] }> {
  const asked: RunRequest[] = [];
  const run: Run = (request) => {
    asked.push(request);
    return Promise.resolve({ ...drawnResult, request });
  };
  const judge = () => Promise.resolve({ result: saved, again: { kind: 'same' } as const });
  const page = new Page(pageHost({ hash: LINK, run, judge }));
  await page.start();
  return { page, asked };
}

describe('what a link says was found', () => {
  it('is asked about with the run, and stays in the address', async () => {
    const { page, asked } = await opened();
    expect(asked[0]?.found).toEqual(found);
    expect(await addressOf(page.store.getState())).toContain('found=answered%2Frequeue-dropped');
  });

  it('is in no address of a run that was changed, and in it again where the change is taken back', async () => {
    const { page, asked } = await opened();
    await page.change({ seed: 2 });
    // Beside the changed run the page tells what became of it.
    expect(asked.at(-1)?.found).toEqual(found);
    expect(await addressOf(page.store.getState())).not.toContain('found=');
    await page.stepTo(0);
    expect(await addressOf(page.store.getState())).toContain('found=answered%2Frequeue-dropped');
  });

  it('stays where the same inputs come from a file and are run again', async () => {
    const { page, asked } = await opened();
    await page.openTrace('saved.json', '{}');
    expect(page.store.getState().found).toEqual(found);
    await page.run();
    expect(asked.at(-1)?.found).toEqual(found);
    expect(await addressOf(page.store.getState())).toContain('found=');
  });

  it('is of no run with other inputs', async () => {
    const { trace } = drawnResult;
    const other = { ...drawnResult, trace: { ...trace, inputs: { ...trace.inputs, seed: 9 } } };
    const { page } = await opened(other);
    await page.openTrace('other.json', '{}');
    expect(page.store.getState().found).toBeNull();
  });
});

describe('the run of today', () => {
  const ran = (variant: string, pattern: string) =>
    runScenario({ scenario: 'requeue-deduplicated', variant, overrides: {}, found: { check: 'answered', pattern } });

  it.each([
    ['same-id', 'requeue-dropped', { kind: 'as found' }],
    ['same-id', 'met-the-lock', { kind: 'otherwise', patterns: ['requeue-dropped'] }],
    ['own-id', 'requeue-dropped', { kind: 'holds' }],
  ] as const)('of %s shows, of “answered” by %s: %o', async (variant, pattern, shows) => {
    expect((await ran(variant, pattern)).shows).toEqual(shows);
  });
});
