/**
 * Drives a campaign: hands cases to whoever has a hand free, counts what comes back, and shrinks what was found. It
 * knows no threads and no clocks; both are the host's, behind `Executor` and `Watch`.
 */
import type { Campaign, CampaignState, Counted, Enough } from './campaign.ts';
import type { Case } from './case.ts';
import { noTimes, type Times } from './examine.ts';
import type { Ground, Job, Outcome, ShrunkFailure } from './explorer.ts';
import { type Failure, keyOf } from '../model/cause/index.ts';
import type { Plan } from './plan.ts';

/** Whoever works: in this thread, or in several others. */
export interface Executor {
  /** How many calls it works on at once. */
  readonly hands: number;
  readonly open: (plan: Plan) => Promise<Ground>;
  readonly examine: (jobs: readonly Job[]) => Promise<{ readonly outcomes: readonly Outcome[]; readonly times: Times }>;
  readonly shrink: (failure: Failure, failing: Case) => Promise<ShrunkFailure>;
}

/** `go`: on. `enough`: what is under way is counted, then findings are shrunk. `stop`: at once, as it stands. */
export type Signal = 'go' | 'enough' | 'stop';

export interface Progress {
  readonly phase: 'exploring' | 'shrinking';
  readonly done: number;
  readonly of: number | undefined;
  readonly found: number;
}

export interface Watch {
  readonly signal: () => Signal;
  readonly progress: (progress: Progress) => void;
  /** Settles when the signal has become `stop`. */
  readonly stopped: Promise<void>;
}

export interface Finding extends Counted {
  readonly shrunk: ShrunkFailure | undefined;
}

export interface Explored {
  readonly state: CampaignState;
  readonly ground: Ground;
  readonly findings: readonly Finding[];
  readonly times: Times;
  /** Why it ended; `stop` where it was stopped before all was counted and shrunk. */
  readonly end: 'runs' | 'enough' | 'stop' | 'covered';
}

export interface Limits {
  /** Undefined: until the signal says so. */
  readonly runs: number | undefined;
  /** Which failures are worth shrinking; all where it is left out. */
  readonly worth?: (failures: readonly Counted[]) => readonly Counted[];
  /** Whether what was met by now is all that was looked for. */
  readonly enough?: Enough;
}

/** Cases that are handed over at a time. */
const HANDFUL = 8;

export async function explore(campaign: Campaign, executor: Executor, limits: Limits, watch: Watch): Promise<Explored> {
  const ground = await executor.open(campaign.plan);
  const schedules = ground.exhaustive?.schedules;
  const limit = Math.min(limits.runs ?? Infinity, schedules ?? Infinity);
  const times = noTimes();
  await examineAll(campaign, executor, { limit, enough: limits.enough ?? (() => false) }, times, watch);
  const counted = campaign.state.failures;
  const wanted = limits.worth?.(counted) ?? counted;
  const shrunk = await shrinkAll(watch.signal() === 'stop' ? [] : wanted, executor, watch);
  const findings = counted.map((failure) => shrunk.get(keyOf(failure)) ?? unshrunk(failure));
  const { state } = campaign;
  const covered = schedules !== undefined && state.merged >= schedules;
  const done = state.merged >= limit ? (covered ? 'covered' : 'runs') : 'enough';
  const isLeft = state.merged < limit || wanted.some((failure) => shrunk.get(keyOf(failure))?.shrunk === undefined);
  const end = watch.signal() === 'stop' && isLeft ? 'stop' : done;
  return { state, ground, findings, times, end };
}

async function examineAll(
  campaign: Campaign,
  executor: Executor,
  { limit, enough }: { readonly limit: number; readonly enough: Enough },
  times: Times,
  watch: Watch,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  const of = Number.isFinite(limit) ? limit : undefined;
  const begin = (jobs: readonly Job[]): void => {
    const work = executor.examine(jobs).then((done) => {
      campaign.put(done.outcomes, enough);
      for (const part of PARTS) times[part] += done.times[part];
      underWay.delete(work);
    });
    underWay.add(work);
  };
  for (;;) {
    const goesOn = watch.signal() === 'go' && !enough(campaign.failures);
    while (goesOn && underWay.size < executor.hands) {
      const jobs = campaign.take(HANDFUL, limit);
      if (jobs.length === 0) break;
      begin(jobs);
    }
    if (underWay.size === 0 || watch.signal() === 'stop') return;
    await Promise.race([...underWay, watch.stopped]);
    watch.progress({ phase: 'exploring', done: campaign.runs, of, found: campaign.found });
  }
}

const PARTS = ['generationMs', 'runMs', 'checksMs', 'bookkeepingMs'] as const satisfies readonly (keyof Times)[];

function unshrunk(failure: Counted): Finding {
  return { ...failure, shrunk: undefined };
}

/**
 * Findings of one pattern are shrunk one after the other, since the smallest case of one mostly shows the others as
 * well and then serves them too; different patterns side by side.
 */
async function shrinkAll(
  failures: readonly Counted[],
  executor: Executor,
  watch: Watch,
): Promise<ReadonlyMap<string, Finding>> {
  const patterns = [...new Set(failures.map(({ pattern }) => pattern))];
  const found = new Map<string, Finding>();
  let done = 0;
  const queue = [...patterns];
  const work = async (): Promise<void> => {
    for (let pattern = queue.shift(); pattern !== undefined; pattern = queue.shift()) {
      const of = failures.filter((failure) => failure.pattern === pattern);
      for (const finding of await shrinkPattern(of, executor, watch)) found.set(keyOf(finding), finding);
      done += of.length;
      watch.progress({ phase: 'shrinking', done, of: failures.length, found: failures.length });
    }
  };
  if (failures.length > 0) watch.progress({ phase: 'shrinking', done, of: failures.length, found: failures.length });
  const hands = Array.from({ length: executor.hands }, work);
  await Promise.race([Promise.all(hands), watch.stopped]);
  return found;
}

async function shrinkPattern(
  failures: readonly Counted[],
  executor: Executor,
  watch: Watch,
): Promise<readonly Finding[]> {
  const examples: ShrunkFailure[] = [];
  const findings: Finding[] = [];
  for (const failure of failures) {
    const key = keyOf(failure);
    const known = examples.find((example) => example.failures.some((shown) => keyOf(shown) === key));
    if (watch.signal() === 'stop') findings.push(unshrunk(failure));
    else {
      const shrunk = known ?? (await executor.shrink(failure, failure.explored));
      if (known === undefined) examples.push(shrunk);
      findings.push({ ...failure, shrunk });
    }
  }
  return findings;
}
