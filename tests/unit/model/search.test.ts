/** A search takes structure as well as text; what it understood is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import { SEARCH_WORDS, searchTrace } from '../../../src/sim/model/search/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';

let stranded: Trace;
let answered: Trace;
beforeAll(async () => {
  stranded = await play('requeue-deduplicated', 'same-id');
  answered = await play('requeue-deduplicated', 'own-id');
});

/** Times of what was found. */
function timesIn(trace: Trace, text: string): readonly number[] {
  return searchTrace(trace, text).hits.map((id) => trace.events[id]?.atMs ?? -1);
}

describe('structure', () => {
  it('finds the publish that was dropped with no delivery after it, and no other', () => {
    expect(timesIn(stranded, 'publish answered deduplicated, no delivery after it')).toEqual([3_600]);
    expect(timesIn(answered, 'publish answered deduplicated, no delivery after it')).toEqual([]);
    expect(timesIn(stranded, 'publish deduplicated')).toEqual([1_300, 2_400, 3_600]);
  });

  it('knows before, within, and then', () => {
    expect(timesIn(stranded, 'publish, no publish before it')).toEqual([200]);
    expect(timesIn(answered, 'read then reply within 3 s')).toEqual([5_850]);
    expect(timesIn(answered, 'message, reply after it within 100 ms')).toEqual([]);
  });

  it('has words for what happens, in one number or several', () => {
    expect(timesIn(answered, 'deliveries')).toHaveLength(2);
    expect(timesIn(answered, 'replies production')).toHaveLength(1);
    expect(timesIn(answered, 'model calls production')).toHaveLength(1);
    expect(timesIn(answered, 'lock taken')).toHaveLength(2);
    expect(timesIn(answered, 'lock refused')).toEqual([]);
  });

  it.each([
    ['message:#3 push', [2_300]],
    ['node:qstash publish kept', [200]],
    ['status:202 publish', [1_300, 2_400, 3_600]],
    ['op:rpush arrival', [100, 1_200, 2_300]],
    ['level:error log', []],
  ])('has fields: %s', (text, times) => {
    expect(timesIn(stranded, text)).toEqual(times);
  });

  it.each(SEARCH_WORDS.things)('is asked of every kind of event without a word: %s', (thing) => {
    expect(() => searchTrace(stranded, thing)).not.toThrow();
  });
});

describe('text', () => {
  it('finds what stands in an event, in any script', () => {
    expect(timesIn(stranded, 'log waiting')).toEqual([3_450]);
    expect(timesIn(stranded, 'message production "ფოტო გაქვს?"')).toEqual([2_200]);
  });

  it('says how it was understood', () => {
    expect(searchTrace(stranded, 'publish that was deduplicated, no delivery within 2 s').understood).toBe(
      'publish deduplicated, no delivery after it within 2000 ms',
    );
    expect(searchTrace(stranded, 'hats').understood).toBe('“hats”');
  });

  it('finds nothing where nothing is asked', () => {
    expect(searchTrace(stranded, ' , ').hits).toEqual([]);
  });
});
