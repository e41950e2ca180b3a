/** A picture of the timelines, written as SVG without a browser: complete, in its bounds, and well formed. */
import { describe, expect, it } from 'vitest';
import { pictureOf, type Palette, type PictureWords, svgOf } from '../../../src/ui/timeline/picture/index.ts';
import { play } from '../../support/app.ts';

const colours = new Proxy({}, { get: () => '#345678' });
const palette = { colours, sans: 'sans-serif' } as Palette;
const measure = (text: string): number => text.length * 6;

const WORDS: PictureWords = {
  title: 'A wait & what “ended” it <here>',
  about: 'As documented. Seed 1.',
  sentence: 'At 3.6 s QStash dropped the request.',
  wrong: true,
  badges: [{ text: 'Production: broken', outcome: 'broken' }],
  verdicts: [
    { title: 'Everybody is answered', pipeline: 'broken', baseline: 'holds' },
    { title: 'What is refused does nothing', pipeline: 'inconclusive', baseline: null },
  ],
  sides: { pipeline: 'Prod', baseline: 'Base' },
  checks: 'Checks',
  foot: 'trace 12345678',
};

async function svg(scenario: string, width = 1200): Promise<{ readonly text: string; readonly height: number }> {
  const trace = await play(scenario);
  const picture = pictureOf({
    trace,
    view: { fromMs: 0, toMs: 7_000 },
    lost: { pipeline: new Map(), baseline: new Map() },
    late: { pipeline: 0, baseline: 0 },
    words: WORDS,
    measure,
    width,
    low: false,
  });
  return { text: svgOf(picture, palette, measure, 'A picture'), height: picture.height };
}

/** Names of elements that are opened and not closed again, in order; closing what is not open is found as well. */
function unbalanced(text: string): readonly string[] {
  const open: string[] = [];
  for (const [, closing, name = '', , itself] of text.matchAll(/<(\/?)([a-zA-Z]+)((?:"[^"]*"|[^">])*?)(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (itself !== '/') open.push(name);
  }
  return open;
}

function wordsIn(text: string): readonly string[] {
  return [...text.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, words]) => words ?? '');
}

describe('a picture of the timelines', () => {
  it('has its title, its verdicts, its legend, its axis, and every lane by name', async () => {
    const words = wordsIn((await svg('requeue-deduplicated')).text);
    for (const wanted of [
      'A wait &amp; what “ended” it &lt;here&gt;',
      'At 3.6 s QStash dropped the request.',
      'Production: broken',
      'quiet wait',
      '2.0 s',
      'Production',
      '0 of 3 answered',
      'phone',
      'QStash',
      'Redis',
      'processor #1',
      'dropped: duplicate id',
      'only the tab answers 1, 2, 3',
      'Baseline',
      'tab',
      'Everybody is answered',
      'trace 12345678',
    ])
      expect(words).toContain(wanted);
  });

  it.each([
    'requeue-deduplicated',
    'lock-expires-early',
    'endless-requeue',
    'lock-not-released',
    'shared-instance-state',
  ])('is well formed: %s', async (scenario) => {
    const { text } = await svg(scenario);
    expect(unbalanced(text)).toEqual([]);
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
    for (const [, id = ''] of text.matchAll(/url\(#([^)]+)\)/g)) expect(text).toContain(`id="${id}"`);
  });

  it('says no words outside of its bounds', async () => {
    const { text, height } = await svg('requeue-deduplicated', 900);
    const outside = [
      ...text.matchAll(/<text x="(-?[\d.]+)" y="(-?[\d.]+)"[^>]*?(transform="translate\(([\d.]+) ([\d.]+)\)")?>/g),
    ].filter(([, x, y, , dx = '0', dy = '0']) => {
      const [atX, atY] = [Number(x) + Number(dx), Number(y) + Number(dy)];
      return atX < 0 || atX > 900 || atY < 0 || atY > height;
    });
    expect(outside).toEqual([]);
  });
});
