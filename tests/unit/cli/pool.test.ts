/** Real worker threads: they do what one thread does, pass on what a user caused, and end when they are told to. */
import { describe, expect, it } from 'vitest';
import { openPool } from '../../../src/cli/explore/pool.ts';
import { Campaign, explore, reportOf } from '../../../src/sim/explore/index.ts';
import { BASE, campaign, planOf, UNWATCHED } from '../../support/explore.ts';

describe('worker threads', () => {
  it('find what one thread finds', async () => {
    const plan = planOf({ calm: true });
    const pool = openPool(2);
    try {
      const { times, ...threads } = reportOf(await explore(Campaign.begin(plan), pool, { runs: 24 }, UNWATCHED), BASE);
      const { times: _own, ...alone } = await campaign(plan, 24);
      expect(threads).toEqual(alone);
      // Real time: that it is counted in the threads and added up here is all that can be said of it.
      expect(times.runMs).toBeGreaterThan(0);
    } finally {
      await pool.close();
    }
  });

  it('pass on an InputError with its parts', async () => {
    const pool = openPool(1);
    try {
      await expect(pool.open(planOf({ policy: 'nobody' }))).rejects.toMatchObject({
        name: 'InputError',
        field: 'policy',
        found: '"nobody"',
      });
    } finally {
      await pool.close();
    }
  });

  it('stop at once: what they were asked for never comes, and nobody waits for it', async () => {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const pool = openPool(1);
    let progressed = 0;
    let halted = false;
    const watch = {
      signal: () => (halted ? ('stop' as const) : ('go' as const)),
      progress: () => {
        progressed += 1;
        halted = true;
        stop();
      },
      stopped,
    };
    try {
      const { state, end, findings } = await explore(Campaign.begin(planOf()), pool, { runs: undefined }, watch);
      expect(end).toBe('stop');
      expect(progressed).toBe(1);
      expect(state.merged).toBeGreaterThan(0);
      expect(findings.every(({ shrunk }) => shrunk === undefined)).toBe(true);
    } finally {
      await pool.close();
    }
  });
});
