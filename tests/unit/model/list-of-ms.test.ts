import { expect, it } from 'vitest';
import { readListOfMs } from '../../../src/sim/model/list-of-ms.ts';

it.each([
  ['0, 60000, 300000', [0, 60_000, 300_000]],
  [' 5,7 ', [5, 7]],
  ['', []],
  ['  ', []],
])('times are listed by commas, whatever the spaces: %j', (text, times) => {
  expect(readListOfMs(text)).toEqual(times);
});

it.each(['soon', '1.5', '-1', '1e3', '1,,2', '1,', '0; 5'])('what is no whole milliseconds is no list: %j', (text) => {
  expect(readListOfMs(text)).toBeUndefined();
});
