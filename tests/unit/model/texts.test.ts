import { describe, expect, it } from 'vitest';
import { findTexts, type KnownText } from '../../../src/sim/model/texts.ts';
import { fc } from '../../support/property.ts';

const known = (...texts: readonly string[]): readonly KnownText[] => texts.map((text, i) => ({ mid: `m${i}`, text }));

/** The same, place by place: each text takes the first place that no longer one, nor an equal one before it, lies over. */
function placeByPlace(content: string, texts: readonly KnownText[]): readonly string[] {
  const places = Array.from({ length: content.length }, (_, place) => place);
  const free = places.map(() => true);
  const found: { readonly from: number; readonly mid: string }[] = [];
  for (const { mid, text } of texts.toSorted((a, b) => b.text.length - a.text.length)) {
    const from = places.find(
      (at) => text !== '' && content.startsWith(text, at) && free.slice(at, at + text.length).every(Boolean),
    );
    if (from === undefined) continue;
    free.fill(false, from, from + text.length);
    found.push({ from, mid });
  }
  return found.toSorted((a, b) => a.from - b.from).map(({ mid }) => mid);
}

describe('which texts stand in a longer one', () => {
  it('tells them in the order of the longer one', () => {
    expect(findTexts('two\none', known('one', 'two', 'three'))).toEqual(['m1', 'm0']);
  });

  it('does not find a short one inside a longer one that was typed as well', () => {
    expect(findTexts('კიდევ', known('კი', 'კიდევ'))).toEqual(['m1']);
  });

  it('finds equal texts as often as they stand there', () => {
    expect(findTexts('ok\nok', known('ok', 'ok', 'ok'))).toEqual(['m0', 'm1']);
  });

  it('finds what a look at each place finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 });
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 30 }), fc.array(word), (content, words) => {
        expect(findTexts(content, known(...words))).toEqual(placeByPlace(content, known(...words)));
      }),
    );
  });
});
