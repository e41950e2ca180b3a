/** What is chosen in a view that asks a laboratory, in the address. */
import { describe, expect, it } from 'vitest';
import { type Fields, oneOf, readAsk, someOf, wholeNumber, writeAsk } from '../../../src/ui/store/ask.ts';

interface Choices {
  readonly policy: string;
  readonly runs: number;
  readonly switches: readonly string[];
}

const USUAL: Choices = { policy: 'documented', runs: 100, switches: [] };
const FIELDS: Fields<Choices> = {
  policy: oneOf(['documented', 'hardened']),
  runs: wholeNumber(1, 500),
  switches: someOf(['lock', 'fence']),
};

describe('what is chosen in a view', () => {
  it('is written where it is not as usual, and comes back', () => {
    const chosen: Choices = { policy: 'hardened', runs: 100, switches: ['fence', 'lock'] };
    const text = writeAsk(chosen, FIELDS, USUAL);
    expect(text).toBe('policy=hardened switches=fence,lock');
    expect(readAsk(text, FIELDS, USUAL)).toEqual({ choices: chosen, problems: [] });
    expect(writeAsk(USUAL, FIELDS, USUAL)).toBe('');
  });

  it.each([
    ['policy=nobody', 'link.ask.policy', 'nobody'],
    ['runs=0', 'link.ask.runs', '0'],
    ['runs=1e3', 'link.ask.runs', '1e3'],
    ['runs', 'link.ask.runs', ''],
    ['switches=lock,luck', 'link.ask.switches', 'lock,luck'],
    ['luck=1', 'link.ask.luck', '1'],
  ])('is as usual where %s does not fit, which is told of', (text, field, found) => {
    const { choices, problems } = readAsk(text, FIELDS, USUAL);
    expect(choices).toEqual(USUAL);
    expect(problems.map((problem) => [problem.field, problem.found])).toEqual([[field, found]]);
  });
});
