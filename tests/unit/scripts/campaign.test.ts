/** What `npm run campaign` ends with. */
import { describe, expect, it } from 'vitest';
import { isSound } from '../../../scripts/campaign/outcome.mjs';

describe('a large campaign', () => {
  it.each([
    ['found', [], true],
    ['found', ['answered-once/send-unclear'], false],
    ['none found', ['answered-once/send-unclear'], true],
    ['inconclusive', [], false],
    ['inconclusive', ['answered-once/send-unclear'], false],
  ])('that ends as %s, of a policy that excepts %j, is sound: %s', (verdict, excepted, sound) => {
    expect(isSound({ verdict, plan: { excepted } })).toBe(sound);
  });
});
