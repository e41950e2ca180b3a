/** The Find dialog: scenarios by their words, events by structure, and else by the words in which the page tells them. */
import { describe, expect, it } from 'vitest';
import { findHits } from '../../../src/ui/parts/find-hits.ts';
import { drawnTrace, DROPPED_ID } from './drawn-trace.ts';

const find = (query: string) => findHits(query, { trace: drawnTrace, scenarios: [], description: null });
const ids = (query: string) => find(query).hits.flatMap((hit) => (hit.kind === 'event' ? [hit.id] : []));

describe('finding events', () => {
  it('understands what came out of it and what did not come after it', () => {
    expect(ids('publish deduplicated, no delivery after it')).toEqual([DROPPED_ID]);
    expect(find('publish deduplicated, no delivery after it').understood).toEqual({
      words: 'publish deduplicated, no delivery after it',
      count: 1,
    });
  });

  it('says how many there are, although it shows the first twelve', () => {
    const { hits, understood } = find('production');
    expect(hits).toHaveLength(12);
    expect(understood?.count).toBe(drawnTrace.events.filter(({ side }) => side === 'pipeline').length);
  });

  it('looks for the page’s own words where no event has them in it', () => {
    expect(ids('accepted duplicate')).toEqual([DROPPED_ID]);
    expect(find('accepted duplicate').understood).toBeNull();
    expect(ids('nothing of that name')).toEqual([]);
  });

  it('says how it understood a search that finds nothing', () => {
    expect(find('crash').understood).toEqual({ words: 'crash', count: 0 });
    expect(find('').understood).toBeNull();
  });
});
