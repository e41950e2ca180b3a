/**
 * A campaign's bookkeeping. Outcomes may come in any order; they are counted in the order of their numbers, so that the
 * result is the same whoever worked, and a campaign that is cut off has counted all numbers up to one and none behind.
 */
import { randomStream } from '../kernel/random.ts';
import { type Case, plainnessOf } from './case.ts';
import { type Tallies, tallied } from './comparisons.ts';
import type { Feature } from './coverage.ts';
import type { Job, Outcome } from './explorer.ts';
import { type Failure, keyOf } from '../model/cause/index.ts';
import type { Plan } from './plan.ts';

/** A failure as often as it was met, with the plainest case that showed it. */
export interface Counted extends Failure {
  /** Runs that showed it, those of the corpus left out, as everywhere: 0 where they alone did. */
  readonly count: number;
  /** The number of the first case that showed it; below zero where it came from the corpus. */
  readonly first: number;
  readonly explored: Case;
  /** What the check says of that case; files that were kept before it was asked do not have it. */
  readonly sentence?: string;
}

/** Plain data: what a file holds from which a campaign goes on. */
export interface CampaignState {
  readonly plan: Plan;
  /** Cases of the corpus that were handed in, and whether they have been run. */
  readonly prelude: readonly Case[];
  readonly merged: number;
  readonly failures: readonly Counted[];
  readonly reached: readonly Feature[];
  /** Cases that were the first to reach something. */
  readonly corpus: readonly Case[];
  /** As many of them as the present generation starts from. */
  readonly parents: number;
  readonly canary: { readonly runs: number; readonly found: number };
  /** Runs that a bound ended, by the bound. */
  readonly cutShort: Readonly<Record<string, number>>;
  /** How the runs compare with the single tab; files that were kept before it was counted do not have it. */
  readonly comparisons?: Tallies;
  readonly events: number;
  /** When the corpus last grew: the number of runs by then. */
  readonly newestAt: number;
}

/** Whether what was met by now is all that was looked for. */
export type Enough = (failures: readonly Counted[]) => boolean;

/** As many cases as are kept to be run first another time, and to be changed in the guided mode. */
const LARGEST_CORPUS = 400;
/** In the guided mode so many cases start from the same corpus: who works on which makes no difference. */
const GENERATION = 100;
/** One in so many guided cases is drawn afresh, so that no corpus traps the search. */
const FRESH_EVERY = 4;

export class Campaign {
  readonly plan: Plan;
  readonly #prelude: readonly Case[];
  #next: number;
  #merged: number;
  readonly #waiting = new Map<number, Outcome>();
  readonly #failures = new Map<string, Counted>();
  readonly #reached = new Set<Feature>();
  readonly #corpus: Case[] = [];
  #parents = 0;
  #canary = { runs: 0, found: 0 };
  readonly #cutShort = new Map<string, number>();
  #comparisons: Tallies = {};
  #events = 0;
  #newestAt = 0;

  private constructor(state: CampaignState) {
    this.plan = state.plan;
    this.#prelude = state.prelude;
    this.#next = state.merged;
    this.#merged = state.merged;
    for (const failure of state.failures) this.#failures.set(keyOf(failure), failure);
    for (const feature of state.reached) this.#reached.add(feature);
    this.#corpus.push(...state.corpus);
    this.#parents = state.parents;
    this.#canary = { ...state.canary };
    for (const [bound, runs] of Object.entries(state.cutShort)) this.#cutShort.set(bound, runs);
    this.#comparisons = state.comparisons ?? {};
    this.#events = state.events;
    this.#newestAt = state.newestAt;
  }

  /** `corpus`: cases to be run before all others. */
  static begin(plan: Plan, corpus: readonly Case[] = []): Campaign {
    return new Campaign({
      plan,
      prelude: corpus,
      merged: -corpus.length,
      failures: [],
      reached: [],
      corpus: [],
      parents: 0,
      canary: { runs: 0, found: 0 },
      cutShort: {},
      comparisons: {},
      events: 0,
      newestAt: 0,
    });
  }

  static resume(state: CampaignState): Campaign {
    return new Campaign(state);
  }

  get state(): CampaignState {
    return {
      plan: this.plan,
      prelude: this.#prelude,
      merged: this.#merged,
      failures: this.failures,
      reached: [...this.#reached],
      corpus: this.#corpus,
      parents: this.#parents,
      canary: { ...this.#canary },
      cutShort: Object.fromEntries(this.#cutShort),
      comparisons: this.#comparisons,
      events: this.#events,
      newestAt: this.#newestAt,
    };
  }

  /** Cases that are counted, those of the corpus left out. */
  get runs(): number {
    return Math.max(0, this.#merged);
  }

  get found(): number {
    return this.#failures.size;
  }

  get failures(): readonly Counted[] {
    return [...this.#failures.values()];
  }

  /** The next cases below `limit`, at most `size` of them; none where what they start from is still being worked on. */
  take(size: number, limit: number): readonly Job[] {
    const jobs: Job[] = [];
    while (jobs.length < size && this.#next < limit) {
      const job = this.#job(this.#next);
      if (job === undefined) break;
      jobs.push(job);
      this.#next += 1;
    }
    return jobs;
  }

  #job(number: number): Job | undefined {
    if (number < 0) {
      const explored = this.#prelude[this.#prelude.length + number];
      return explored === undefined ? { number } : { number, given: { kind: 'case', explored } };
    }
    if (this.plan.mode !== 'guided') return { number };
    const generation = number - (number % GENERATION);
    if (this.#merged < generation) return undefined;
    const parents = this.#corpus.slice(0, this.#parents);
    if (generation === 0 || number % FRESH_EVERY === 0 || parents.length === 0) return { number };
    const random = randomStream(this.plan.seed, `parent/${number}`);
    // The newest half is what nobody has looked behind yet.
    const from = random.chance(0.5) ? Math.floor(parents.length / 2) : 0;
    const parent = parents[from + random.below(parents.length - from)];
    return parent === undefined ? { number } : { number, given: { kind: 'parent', explored: parent } };
  }

  /**
   * Gives how many more cases are counted by it. Once `enough` was met none is, so that it does not matter how many were
   * under way by then.
   */
  put(outcomes: readonly Outcome[], enough: Enough = () => false): number {
    for (const outcome of outcomes) this.#waiting.set(outcome.number, outcome);
    const before = this.#merged;
    while (!enough(this.failures)) {
      // The corpus grows, and a generation starts from what it was at its beginning.
      if (this.#merged % GENERATION === 0) this.#parents = this.#corpus.length;
      const outcome = this.#waiting.get(this.#merged);
      if (outcome === undefined) break;
      this.#waiting.delete(this.#merged);
      this.#count(outcome);
      this.#merged += 1;
    }
    return this.#merged - before;
  }

  #count({ number, failures, features, explored, sentences, compared, canary, bound, events }: Outcome): void {
    let isNew = false;
    for (const feature of features) {
      if (this.#reached.has(feature)) continue;
      this.#reached.add(feature);
      isNew = true;
    }
    // What is handed in was mostly handed in because it fails: it says nothing of how often that happens.
    const times = number < 0 ? 0 : 1;
    for (const failure of failures) {
      const key = keyOf(failure);
      const known = this.#failures.get(key);
      const sentence = sentences[failure.check] ?? '';
      if (known !== undefined) {
        const plainer = explored !== undefined && plainnessOf(explored) < plainnessOf(known.explored);
        this.#failures.set(key, { ...known, count: known.count + times, ...(plainer ? { explored, sentence } : {}) });
      } else if (explored !== undefined) {
        this.#failures.set(key, { ...failure, count: times, first: number, explored, sentence });
        isNew = true;
      }
    }
    if (isNew && explored !== undefined) {
      if (this.#corpus.length < LARGEST_CORPUS) this.#corpus.push(explored);
      this.#newestAt = Math.max(0, number + 1);
    }
    if (times > 0) this.#comparisons = tallied(this.#comparisons, compared);
    if (canary !== undefined) {
      this.#canary = { runs: this.#canary.runs + 1, found: this.#canary.found + (canary ? 1 : 0) };
    }
    if (bound !== undefined) this.#cutShort.set(bound, (this.#cutShort.get(bound) ?? 0) + 1);
    this.#events += events;
  }
}
