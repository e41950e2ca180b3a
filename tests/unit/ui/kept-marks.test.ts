import { describe, expect, it } from 'vitest';
import { keepMarks } from '../../../src/ui/kept-marks.ts';
import type { PageStore } from '../../../src/ui/store/host.ts';
import { Page } from '../../../src/ui/store/page.ts';
import { pageHost } from './page-host.ts';

/** A visit to a build with this storage: how many runs its marks took, and the marks. */
async function visit(build: string, storage: Map<string, string>): Promise<readonly [number, PageStore]> {
  let runs = 0;
  const { background } = pageHost();
  const page = new Page(
    pageHost({
      background: {
        summarise: (request) => {
          runs += 1;
          return background.summarise(request);
        },
        close: () => undefined,
      },
    }),
  );
  keepMarks(page.store, build, {
    load: () => storage.get('marks'),
    save: (text) => void storage.set('marks', text),
  });
  await page.start();
  return [runs, page.store];
}

const markIn = (store: PageStore): unknown => store.getState().summaries['requeue-deduplicated/same-id']?.marks;

describe('the marks of the list', () => {
  it('are worked out at the first visit to a build, and are there at the second', async () => {
    const storage = new Map<string, string>();
    const [first, one] = await visit('main-1.js', storage);
    const [again, two] = await visit('main-1.js', storage);
    expect({ first, again }).toEqual({ first: 1, again: 0 });
    expect(markIn(two)).toEqual(markIn(one));
    expect(markIn(two)).toEqual({ pipeline: 'broken', baseline: 'holds' });
  });

  it('are worked out anew by another build', async () => {
    const storage = new Map<string, string>();
    await visit('main-1.js', storage);
    const [runs] = await visit('main-2.js', storage);
    expect(runs).toBe(1);
  });

  for (const text of ['not JSON', '{"build":"main-1.js","summaries":[{"scenario":1}]}', '[]']) {
    it(`are worked out anew where the storage has ${text}`, async () => {
      const [runs, store] = await visit('main-1.js', new Map([['marks', text]]));
      expect(runs).toBe(1);
      expect(markIn(store)).toEqual({ pipeline: 'broken', baseline: 'holds' });
    });
  }
});
