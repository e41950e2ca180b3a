/** Every difference on the list is still one: what has been closed comes off it. */
import { describe, expect, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Answer } from './both.ts';
import { DIFFERENCES, REFUSALS } from './differences.ts';

function errorOf(answer: Answer): string {
  return typeof answer === 'object' && answer !== null && 'error' in answer ? String(answer.error) : '';
}

describe.skipIf(leftOut)(`what is known to differ from a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  for (const { what, setup = [], words, kind } of DIFFERENCES) {
    it(`${kind}: ${what}`, async () => {
      await both().begin();
      for (const before of setup) await both().command(before);
      const { simulated, real } = await both().command(words);
      expect(simulated).not.toEqual(real);
      const refusal = REFUSALS.some((beginning) => errorOf(simulated).startsWith(beginning));
      expect({ simulated, refusal }).toEqual({ simulated, refusal: kind === 'refused' });
    });
  }
});
