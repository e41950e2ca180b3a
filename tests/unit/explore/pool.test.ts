/** A pool over whatever threads there are: one that dies is replaced, and nothing is lost or counted twice. */
import { describe, expect, it } from 'vitest';
import { simulateLink } from '../../../src/cli/app.ts';
import {
  Campaign,
  explore,
  poolOf,
  type PoolRequest,
  reportOf,
  serve,
  type StartThread,
} from '../../../src/sim/explore/index.ts';
import { BASE, campaign, planOf, subject, UNWATCHED } from '../../support/explore.ts';

const PLAN = planOf({ calm: true });

/** Threads of this thread; each dies when it is asked what `dies` says, which is told how many threads there were before it. */
function mortal(dies: (request: PoolRequest, before: number) => boolean): StartThread {
  let started = 0;
  return (heard, lost) => {
    const before = started;
    started += 1;
    let ended = false;
    const take = serve(
      subject,
      simulateLink,
      () => 0,
      (response) => (ended ? undefined : heard(response)),
    );
    return {
      post: (request) => (dies(request, before) ? lost('out of memory') : take(request)),
      end: async () => {
        ended = true;
      },
    };
  };
}

async function explored(start: StartThread, told: (why: string) => void) {
  const pool = poolOf(1, start, told);
  const { times: _real, ...report } = reportOf(
    await explore(Campaign.begin(PLAN), pool, { runs: 24 }, UNWATCHED),
    BASE,
  );
  await pool.close();
  return report;
}

describe('a pool', () => {
  it('replaces a worker that dies at work, says so, and finds what it would have found', async () => {
    const told: string[] = [];
    const start = mortal(({ kind, id }, before) => before < 2 && kind === 'examine' && id >= 2);
    const report = await explored(start, (why) => told.push(why));
    const { times: _real, ...undisturbed } = await campaign(PLAN, 24);
    expect(told).toEqual(['out of memory', 'out of memory']);
    expect(report).toEqual(undisturbed);
  });

  it('replaces as well the one that dies before it is asked, when it is told the plan', async () => {
    const told: string[] = [];
    const start = mortal(
      ({ kind, id }, before) => (before === 0 && kind === 'examine') || (before === 1 && kind === 'open' && id > 0),
    );
    const report = await explored(start, (why) => told.push(why));
    const { times: _real, ...undisturbed } = await campaign(PLAN, 24);
    expect(told).toEqual(['out of memory', 'out of memory']);
    expect(report).toEqual(undisturbed);
  });

  it('gives up on what kills every worker that it is given to', async () => {
    const told: string[] = [];
    const always = mortal(({ kind }) => kind === 'examine');
    await expect(explored(always, (why) => told.push(why))).rejects.toThrow('out of memory');
    expect(told.length).toBe(2);
  });

  it('replaces a worker that died while it had nothing to do', async () => {
    let kill = (): void => undefined;
    let threads = 0;
    const start: StartThread = (heard, lost) => {
      threads += 1;
      kill = () => lost('ended');
      return mortal(() => false)(heard, lost);
    };
    const pool = poolOf(1, start);
    await pool.open(PLAN);
    kill();
    const { outcomes } = await pool.examine([{ number: 0 }]);
    expect(outcomes.map(({ number }) => number)).toEqual([0]);
    expect(threads).toBe(2);
  });
});
