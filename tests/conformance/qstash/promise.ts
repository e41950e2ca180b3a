/** What QStash promises of a delivery, and what it leaves open: at least once, in no order. The faults make use of it. */
import { expect } from 'vitest';
import { logOf, ok, type OwnRun, runOwn, viaQStash } from '../../support/own-app.ts';
import type { Fact } from '../fact.ts';

interface Delivered {
  readonly atS: string;
  readonly id: string;
  readonly retried: string;
  readonly text: string;
}

/** What was published for each message of the user, as it reached the handler. Each is answered 200. */
async function deliveriesOf(given: Omit<OwnRun, 'app'>): Promise<readonly Delivered[]> {
  const app = viaQStash(async (request) => {
    const { headers } = request;
    const text = /"text":"([^"]+)"/.exec(await request.text())?.[1];
    console.log([headers.get('upstash-message-id'), headers.get('upstash-retried'), text].join(' '));
    return ok();
  }, 3);
  const constants = { 'platform.reuse': 'always' };
  return logOf(await runOwn({ ...given, app, constants })).map((line) => {
    const [atS = '', , id = '', retried = '', ...text] = line.split(' ');
    return { atS, id, retried, text: text.join(' ') };
  });
}

export const promiseFacts: readonly Fact[] = [
  {
    fact: 'A delivery is made at least once: one that was answered 200 may come again (the fault `qstash-delivers-again`), and one whose answer is lost was handled and comes again',
    source: 'Upstash docs, features/at-least-once',
    holds: async () => {
      const [only, ...others] = await deliveriesOf({ at: [0] });
      expect(others).toEqual([]);
      expect(only).toMatchObject({ retried: '0', text: 'message 1' });
      const again = { fault: 'qstash-delivers-again', nth: 1, atMs: 35_000 };
      expect(await deliveriesOf({ at: [0], faults: [again] })).toEqual([only, { ...only, atS: '35.050' }]);
      const lost = { fault: 'call-breaks', what: 'answer', from: 'qstash', to: 'platform' };
      const handled = await deliveriesOf({ at: [0], faults: [lost] });
      expect(handled).toMatchObject([only, { id: only?.id, retried: '1', text: 'message 1' }]);
    },
  },
  {
    fact: 'Plain publishes are delivered in no order: one that is late (the fault `qstash-late`) comes after those published behind it; where none is late they come in the order in which they are due',
    source: 'Upstash docs, howto/receiving',
    holds: async () => {
      const at = [0, 200, 400];
      const textsOf = async (faults: OwnRun['faults'] = []): Promise<readonly string[]> =>
        (await deliveriesOf({ at, faults })).map(({ text }) => text);
      expect(await textsOf()).toEqual(['message 1', 'message 2', 'message 3']);
      const late = { fault: 'qstash-late', nth: 1, byMs: 1_000 };
      expect(await textsOf([late])).toEqual(['message 2', 'message 3', 'message 1']);
    },
  },
];
