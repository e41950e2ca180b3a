/** Exploration in the test's own thread: as many explorers as asked for, taking turns, since runs share the globals. */
import { simulateLink, subject } from '../../src/cli/app.ts';
import {
  Campaign,
  type CampaignReport,
  explore,
  Explorer,
  measure,
  type Measured,
  type Plan,
  type Pool,
  reportOf,
  type Subject,
  type Watch,
} from '../../src/sim/explore/index.ts';

export { subject } from '../../src/cli/app.ts';

export const BASE = { scenario: subject.base.id, variant: subject.base.variants[0].id };

export function planOf(aim: Partial<Plan['aim']> = {}, rest: Partial<Omit<Plan, 'aim'>> = {}): Plan {
  return {
    mode: 'random',
    seed: 1,
    excepted: [],
    aim: { policy: 'documented', settings: {}, users: 2, ...aim },
    ...rest,
  };
}

export function localPool(hands: number, of: Subject = subject): Pool {
  let explorers: readonly Explorer[] = [];
  let turn: Promise<unknown> = Promise.resolve();
  let next = 0;
  const inTurn = async <T>(act: (explorer: Explorer) => Promise<T>): Promise<T> => {
    const explorer = explorers[next % hands];
    next += 1;
    if (explorer === undefined) throw new Error('open comes first');
    const done = turn.then(() => act(explorer));
    turn = done.catch(() => undefined);
    return await done;
  };
  return {
    hands,
    open: async (plan) => {
      const opened: Explorer[] = [];
      for (let i = 0; i < hands; i += 1) opened.push(await Explorer.open(of, plan, () => 0));
      explorers = opened;
      const [first] = opened;
      if (first === undefined) throw new Error('at least one hand');
      return first.ground;
    },
    examine: async (jobs) => await inTurn((explorer) => explorer.examine(jobs)),
    shrink: async (failure, failing) => await inTurn((explorer) => explorer.shrink(failure, failing)),
    measure: async (runs) => {
      const measured: Measured[] = [];
      for (const one of runs) measured.push(measure(await simulateLink(one)));
      return measured;
    },
    look: async () => {
      throw new Error('nobody audits here');
    },
    close: async () => undefined,
  };
}

export const UNWATCHED: Watch = {
  signal: () => 'go',
  progress: () => undefined,
  stopped: new Promise(() => undefined),
};

export async function campaign(plan: Plan, runs: number, hands = 1, watch = UNWATCHED): Promise<CampaignReport> {
  return reportOf(await explore(Campaign.begin(plan), localPool(hands), { runs }, watch), BASE);
}
