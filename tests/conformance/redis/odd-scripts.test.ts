/** What odd scripts answer is what a real server answers, to the word of its errors, or is refused: never anything else. */
import { describe, expect, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import { isRefusal } from './differences.ts';
import { ODD_SCRIPTS } from './odd-scripts.ts';

/** Some of them must be refused, and not more: what works on a server should work here. */
const MOST_REFUSED = 65;

describe.skipIf(leftOut)(`odd scripts in the simulated Redis and on a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  it(`are answered alike or refused: ${ODD_SCRIPTS.length} of them`, async () => {
    let refused = 0;
    for (const script of ODD_SCRIPTS) {
      await both().begin();
      const { simulated, real } = await both().command(['eval', script, '1', 'k', 'a']);
      if (isRefusal(simulated)) refused += 1;
      else expect({ script, answer: simulated }).toEqual({ script, answer: real });
    }
    expect(refused).toBeLessThanOrEqual(MOST_REFUSED);
  });

  it('cannot catch what is refused', async () => {
    for (const caught of [
      "pcall(redis.call, 'xadd', 's', '*', 'a', '1')",
      "redis.pcall('xadd', 's', '*', 'a', '1')",
      'pcall(tostring)',
    ]) {
      const { simulated } = await both().command(['eval', `${caught} return 'went on'`, '0']);
      expect({ caught, refused: isRefusal(simulated) }).toEqual({ caught, refused: true });
    }
  });

  it('leave nothing behind for the next script', async () => {
    for (const first of ["rawset(_G, 'x', 1)", 'setmetatable(_G, {__index = {x = 1}})', 'x = 1', 'string.x = 1']) {
      await both().command(['eval', `${first} return 1`, '0']);
      const { simulated } = await both().command(['eval', 'return tostring(rawequal(string.x, nil)) .. type(x)', '0']);
      expect(JSON.stringify(simulated)).toContain("nonexistent global variable 'x'");
    }
  });
});
