/** What is said to `npm run bench` and `npm run soak` is understood whole, or refused before anything is measured. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { BENCH, readWords, SOAK, WordError } from '../../../scripts/words.mjs';

it('reads words, numbers and --keep in any order', () => {
  const { words, keep, numbers } = readWords(SOAK, ['--keep', '--page-minutes', '1', 'page', '--minutes=0.5', 'page']);
  expect({ words, keep, numbers: [...numbers] }).toEqual({
    words: ['page'],
    keep: true,
    numbers: [
      ['page-minutes', 1],
      ['minutes', 0.5],
    ],
  });
  expect(readWords(BENCH, ['growth', 'full'])).toMatchObject({ words: ['growth', 'full'], keep: false });
});

it.each([
  [SOAK, '--bogus', 'found --bogus, expected node, page, --minutes <number>'],
  [SOAK, '--page-minute 1', 'found --page-minute, expected node, page, --minutes <number>'],
  [SOAK, 'nod', 'found nod, expected node, page,'],
  [SOAK, '--minutes', 'found --minutes alone, expected a number above 0 after it'],
  [SOAK, '--minutes 0', 'found --minutes 0, expected a number above 0'],
  [SOAK, '--minutes Infinity', 'found --minutes Infinity, expected a number above 0'],
  [SOAK, '--repeats 1.5', 'found --repeats 1.5, expected a whole number above 0'],
  [SOAK, '--minutes 1 --minutes 2', 'found --minutes twice, expected it once'],
  [SOAK, '--keep=no', 'found --keep=no, expected node'],
  [SOAK, '-k', 'found -k, expected node'],
  [BENCH, 'zork', 'found zork, expected runs, chromium, shares, growth, memory, page, full or --keep'],
  [BENCH, '--minutes 1', 'found --minutes, expected runs'],
  [BENCH, '-- runs', 'found --, expected runs'],
])('refuses with a sentence that says what there is: %o', (vocabulary, line, sentence) => {
  const read = () => readWords(vocabulary, line.split(' '));
  expect(read).toThrow(WordError);
  expect(read).toThrow(`${vocabulary.program}: ${sentence}`);
});

it.each(['bench', 'soak'])('`npm run %s` refuses before it builds anything, with one line and 2', (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`scripts/${name}.mjs`, '--zork'], {
    encoding: 'utf8',
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^npm run [a-z]+: found --zork, expected .+ or --keep\.\n$/);
});
