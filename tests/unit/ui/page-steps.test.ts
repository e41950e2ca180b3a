import { describe, expect, it } from 'vitest';
import { createActions } from '../../../src/ui/store/actions.ts';
import { Page } from '../../../src/ui/store/page.ts';
import { wholeRun } from '../../../src/ui/store/span.ts';
import { drawnResult } from './drawn-trace.ts';
import { pageHost, scenario } from './page-host.ts';

describe('the steps of the page', () => {
  const ran = async (): Promise<{ readonly page: Page; readonly seeds: (number | undefined)[] }> => {
    const seeds: (number | undefined)[] = [];
    const page = new Page(
      pageHost({
        hash: '#scenario=requeue-deduplicated',
        run: (request) => {
          seeds.push(request.overrides.seed);
          return Promise.resolve({ ...drawnResult, request });
        },
      }),
    );
    await page.start();
    return { page, seeds };
  };

  it('go back and on, each run again, and stay when a moment is chosen', async () => {
    const { page, seeds } = await ran();
    await page.change({ seed: 2 });
    await page.change({ seed: 3 });
    createActions(page.store).seek(100);
    await page.stepTo(1);
    await page.stepTo(0);
    await page.stepTo(-1);
    await page.stepTo(2);
    await page.stepTo(3);
    expect(seeds).toEqual([undefined, 2, 3, 2, undefined, undefined, 3, 3]);
    expect(page.store.getState().overrides).toEqual({ seed: 3 });
  });

  it('begin anew with another scenario, and with a link', async () => {
    const { page } = await ran();
    await page.change({ seed: 2 });
    await page.choose({ scenario: scenario.id, variant: 'same-id' });
    expect(page.store.getState().steps.list.map(({ overrides }) => overrides)).toEqual([{}]);
    await page.open('#scenario=requeue-deduplicated&seed=9');
    expect(page.store.getState().steps.list.map(({ overrides }) => overrides)).toEqual([{ seed: 9 }]);
  });

  it('hold a drag as one, and the run before it is the one from before the drag', async () => {
    const { page } = await ran();
    const before = page.store.getState().result;
    const view = { fromMs: 100, toMs: 200 };
    page.store.setState({ view });
    await page.attempt({ seed: 2 });
    await page.attempt({ seed: 3 });
    expect(page.store.getState().view).toEqual(view);
    expect(page.store.getState().steps.list).toHaveLength(1);
    await page.change({ seed: 4 }, { inView: true });
    expect(page.store.getState().steps.list).toHaveLength(2);
    expect(page.store.getState().before).toBe(before);
  });

  it('leave alone what one looks at while the run is on its way', async () => {
    const { page } = await ran();
    const actions = createActions(page.store);
    page.store.setState({ view: { fromMs: 100, toMs: 200 } });
    const changing = page.change({ seed: 2 }, { inView: true });
    actions.seek(100);
    actions.fit();
    await changing;
    expect(page.store.getState().view).toEqual(wholeRun(drawnResult.trace));
    expect(page.store.getState().playheadMs).toBe(100);
  });

  it('play, where that was asked for while the run was on its way', async () => {
    const { page } = await ran();
    const actions = createActions(page.store);
    const choosing = page.choose({ scenario: scenario.id, variant: 'same-id' });
    actions.toggle();
    await choosing;
    expect(page.store.getState()).toMatchObject({ playing: true, playheadMs: 0 });
    const changing = page.change({ seed: 2 });
    expect(page.store.getState().playing).toBe(false);
    await changing;
    expect(page.store.getState().playing).toBe(false);
  });
});
