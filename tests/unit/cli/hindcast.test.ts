/** The command that explores the public history; what it finds there is a campaign's to show. */
import { expect, it } from 'vitest';
import { bench } from '../../../src/cli/app.ts';
import { type } from './fake-bench.ts';

it('hindcast refuses a policy that is no version of the history, and names those that are', async () => {
  const never = { ...bench, openPool: () => expect.unreachable('nothing is to run') };
  const { code, out, err } = await type(['hindcast', '--policy', 'hardened', '--json'], never);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(JSON.parse(err).error).toMatchObject({
    field: '--policy',
    found: 'hardened',
    expected: expect.stringContaining(bench.hindcastVersions[0]?.policy ?? 'a version'),
  });
});
