/** What a person made is not lost, whatever the browser's storage does. */
import { describe, expect, it } from 'vitest';
import type { OwnScenario } from '../../../src/sim/model/own-scenario.ts';
import { newOwnId, OwnShelf, readOwnFile } from '../../../src/ui/store/own/own.ts';
import { blankOwn } from '../../../src/ui/store/own/from.ts';

function own(id: string, title = id): OwnScenario {
  return { ...blankOwn(`mine-${id}`), title };
}

/** A storage in memory, which several tabs share. */
function memory(held: Record<string, string> = {}) {
  return {
    held,
    getItem: (key: string): string | null => held[key] ?? null,
    setItem: (key: string, text: string): void => {
      held[key] = text;
    },
  };
}

const titles = (shelf: OwnShelf): readonly string[] => shelf.all.map(({ title }) => title);

describe('the shelf of own scenarios', () => {
  it('has tomorrow what was put there today', () => {
    const storage = memory();
    const today = new OwnShelf(() => storage);
    expect([today.load(), today.put(own('a')), today.put(own('b')), today.put(own('a', 'renamed'))]).toEqual([
      [],
      null,
      null,
      null,
    ]);
    const tomorrow = new OwnShelf(() => storage);
    expect(tomorrow.load()).toEqual([]);
    expect(titles(tomorrow)).toEqual(['renamed', 'b']);
    tomorrow.remove('mine-a');
    const later = new OwnShelf(() => storage);
    later.load();
    expect(titles(later)).toEqual(['b']);
  });

  it('does not write over what another tab has put there', () => {
    const storage = memory();
    const [here, there] = [new OwnShelf(() => storage), new OwnShelf(() => storage)];
    here.load();
    there.load();
    here.put(own('here'));
    there.put(own('there'));
    here.put(own('again'));
    const later = new OwnShelf(() => storage);
    later.load();
    expect(titles(later).toSorted()).toEqual(['again', 'here', 'there']);
  });

  it('keeps on the page what a full storage does not take, and says so', () => {
    const full = {
      ...memory(),
      setItem: () => {
        throw new DOMException('no room', 'QuotaExceededError');
      },
    };
    const shelf = new OwnShelf(() => full);
    expect(shelf.put(own('a'))).toMatchObject({ field: 'storage', found: 'QuotaExceededError: no room' });
    expect(titles(shelf)).toEqual(['a']);
  });

  it('works where storage is forbidden, and says so to whoever makes something', () => {
    const shelf = new OwnShelf(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    expect(shelf.load()).toEqual([]);
    expect(shelf.put(own('a'))).toMatchObject({ field: 'storage', found: 'SecurityError: denied' });
    expect(titles(shelf)).toEqual(['a']);
  });

  it('stores again as it was what it cannot read, and puts aside what is no list', () => {
    const strange = { format: 9, from: 'the future' };
    const storage = memory({ 'own-scenarios': JSON.stringify([strange, own('a')]) });
    const shelf = new OwnShelf(() => storage);
    expect(shelf.load()).toHaveLength(1);
    shelf.put(own('b'));
    expect(JSON.parse(storage.held['own-scenarios'] ?? '')).toEqual([strange, own('a'), own('b')]);

    const broken = memory({ 'own-scenarios': '{{{' });
    expect(new OwnShelf(() => broken).load()).toMatchObject([{ field: 'storage' }]);
    expect(broken.held['own-scenarios-unreadable']).toBe('{{{');
  });

  it('reads a file with one scenario or with many, and names what does not fit', () => {
    expect(readOwnFile(JSON.stringify(own('a')))).toEqual([own('a')]);
    expect(readOwnFile(JSON.stringify([own('a'), own('b')]))).toHaveLength(2);
    expect(() => readOwnFile('[{"format": 1}]')).toThrow(/file\[0\]/);
    expect(() => readOwnFile('no')).toThrow(/JSON/);
  });

  it('gives ids that a scenario may have', () => {
    expect(newOwnId(() => 0.999)).toMatch(/^mine-[a-z0-9]{8}$/);
  });
});
