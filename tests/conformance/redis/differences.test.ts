/** Every difference on the list is still one: what has been closed comes off it. */
import { describe, expect, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import { DIFFERENCES, isRefusal } from './differences.ts';

describe.skipIf(leftOut)(`what is known to differ from a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  for (const { what, setup = [], words, kind, may = [] } of DIFFERENCES) {
    it(`${kind}: ${what}`, async () => {
      await both().begin();
      for (const before of setup) await both().command(before);
      const { simulated, real } = await both().command(words);
      if (kind === 'open') {
        expect(may).toContainEqual(simulated);
        expect(may).toContainEqual(real);
      } else
        expect({ simulated, refused: isRefusal(simulated), real: isRefusal(real) }).toMatchObject({
          refused: true,
          real: false,
        });
    });
  }
});
