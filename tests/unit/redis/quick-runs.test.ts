/**
 * What policy `hardened` says to Redis goes the quick way from beginning to end: that it does is seen in no answer, only
 * in what a run costs (docs/performance.md). What a script may do on it: `src/sim/services/redis/lua/quick/`.
 */
import { beforeEach, expect, it, vi } from 'vitest';
import * as custody from '../../../src/batching/custody/scripts.ts';
import { compile, interpret } from '../../../src/sim/services/redis/lua/vm.ts';
import { Redis } from '../../../src/sim/services/redis/service.ts';
import { sha1 } from '../../../src/sim/services/redis/sha1.ts';
import { play } from '../../support/app.ts';

vi.mock(import('../../../src/sim/services/redis/lua/vm.ts'), async (original) => {
  const vm = await original();
  return { ...vm, interpret: vi.fn<typeof vm.interpret>(vm.interpret) };
});

const slowly = vi.mocked(interpret);
beforeEach(() => {
  slowly.mockClear();
});

it.each(Object.entries(custody))('the script %s needs nothing that the quick way lacks', (_, source) => {
  expect(compile(sha1(source), source).program).toBeDefined();
});

it('a script that comes to an error begins again, and is counted', () => {
  const redis = new Redis();
  redis.begin(0, 0);
  redis.do(['EVAL', "return redis.call('GET')", '0']);
  expect(slowly).toHaveBeenCalledOnce();
});

it('no script of a run of hardened begins again', async () => {
  const trace = await play('rapid-burst', undefined, { policy: 'hardened' });
  const scripts = trace.events.filter((event) => event.kind === 'arrival' && event.operation.startsWith('EVAL'));
  expect(scripts.length).toBeGreaterThan(5);
  expect(slowly).not.toHaveBeenCalled();
});
