/**
 * One worker's share of a campaign: it makes the cases of the numbers that it is given, runs and judges them, and
 * shrinks what it is told to. It knows nothing of the other workers; what it answers depends on plan and number alone.
 */
import { constants } from '../index.ts';
import { InputError } from '../model/errors.ts';
import type { Values } from '../model/scenario.ts';
import type { CheckId, Verdict } from '../model/verdict.ts';
import { canaryFound, hasCanary, withCanary } from './canary.ts';
import { type Case, plainnessOf, type Subject } from './case.ts';
import { type BesideTab, comparedIn } from './comparisons.ts';
import type { Feature } from './coverage.ts';
import { examine, noTimes, type Stopwatch, type Times } from './examine.ts';
import { drawnBetween, generator, seedOf, survey, type Terrain } from './generate/index.ts';
import { mutate } from './modes/mutate.ts';
import { exhaustive, exhaustiveBound, type ExhaustiveBound, pct, SLOW } from './modes/schedules.ts';
import { type Failure, keyOf } from '../model/cause/index.ts';
import type { Plan } from './plan.ts';
import { shrink } from './shrink/index.ts';

export interface Job {
  /** Below zero: a case of the corpus. */
  readonly number: number;
  /** The case itself, from a corpus; or what a guided mode starts from. */
  readonly given?: { readonly kind: 'case' | 'parent'; readonly explored: Case };
}

export interface Outcome {
  readonly number: number;
  readonly failures: readonly Failure[];
  /** Reached for the first time by this worker. */
  readonly features: readonly Feature[];
  /** The case, where it is the worker's first to show one of these, or its plainest. */
  readonly explored: Case | undefined;
  /** What broken checks say of that case. */
  readonly sentences: Readonly<Partial<Record<CheckId, string>>>;
  /** How it compares with the single tab. */
  readonly compared: BesideTab;
  /** Undefined where the number has no canary. */
  readonly canary: boolean | undefined;
  readonly bound: string | undefined;
  readonly events: number;
}

/** What there is to explore, as the report states it. */
export interface Ground {
  readonly faults: readonly string[];
  readonly operations: readonly string[];
  readonly turnsMs: readonly number[];
  readonly exhaustive: ExhaustiveBound | undefined;
}

export interface ShrunkFailure {
  readonly smallest: Case;
  readonly runs: number;
  readonly cut: boolean;
  /** Everything that the smallest case shows: it may serve other findings as well. */
  readonly failures: readonly Failure[];
  /** Every verdict on it. */
  readonly verdicts: readonly Pick<Verdict, 'check' | 'verdict' | 'sentence'>[];
}

export class Explorer {
  readonly ground: Ground;
  readonly #subject: Subject;
  readonly #plan: Plan;
  readonly #stopwatch: Stopwatch;
  readonly #generate: (number: number) => Case;
  readonly #random: (number: number) => Case;
  readonly #reached = new Set<Feature>();
  /** How plain the plainest case was that showed a failure. */
  readonly #plainest = new Map<string, number>();
  readonly #terrain: Terrain;

  private constructor(subject: Subject, plan: Plan, terrain: Terrain, stopwatch: Stopwatch) {
    this.#subject = subject;
    this.#plan = plan;
    this.#stopwatch = stopwatch;
    this.#terrain = terrain;
    this.#random = generator(terrain, plan.seed);
    this.#generate = modeOf(plan, terrain) ?? this.#random;
    this.ground = {
      faults: terrain.faults.map(({ id }) => id),
      operations: [...new Set(terrain.targets.map(({ operation }) => operation))],
      turnsMs: terrain.turnsMs,
      exhaustive: plan.mode === 'exhaustive' ? exhaustiveBound(terrain) : undefined,
    };
  }

  /** Throws InputError where the plan names what does not exist. */
  static async open(subject: Subject, plan: Plan, stopwatch: Stopwatch): Promise<Explorer> {
    return new Explorer(subject, plan, await survey(subject, plan.aim), stopwatch);
  }

  caseOf({ number, given }: Job): Case {
    switch (given?.kind) {
      case undefined:
        return this.#generate(number);
      case 'case':
        return given.explored;
      case 'parent': {
        const seed = seedOf(this.#plan.seed, `mutate/${number}`);
        const mutated = mutate(given.explored, this.#random(number), seed);
        return { ...mutated, settings: this.#settingsOf(mutated) };
      }
    }
  }

  async examine(jobs: readonly Job[]): Promise<{ readonly outcomes: readonly Outcome[]; readonly times: Times }> {
    const times = noTimes();
    const outcomes: Outcome[] = [];
    for (const job of jobs) outcomes.push(await this.#examineOne(job, times));
    return { outcomes, times };
  }

  async #examineOne(job: Job, times: Times): Promise<Outcome> {
    const { number } = job;
    const before = this.#stopwatch();
    const explored = this.caseOf(job);
    times.generationMs += this.#stopwatch() - before;
    const examined = await examine(this.#subject, explored, this.#stopwatch, times);
    const { failures, features, bound, events, verdicts } = examined;
    const fresh = [...features].filter((feature) => !this.#reached.has(feature));
    for (const feature of fresh) this.#reached.add(feature);
    const plainness = plainnessOf(explored);
    const keys = failures.map(keyOf).filter((key) => plainness < (this.#plainest.get(key) ?? Infinity));
    for (const key of keys) this.#plainest.set(key, plainness);
    const tells = fresh.length + keys.length > 0;
    const canary = number >= 0 && hasCanary(number) ? await this.#canary(number, times) : undefined;
    const broken = tells ? verdicts.filter(({ verdict }) => verdict === 'broken') : [];
    return {
      number,
      failures,
      features: fresh,
      explored: tells ? explored : undefined,
      sentences: Object.fromEntries(broken.map(({ check, sentence }) => [check, sentence])),
      compared: comparedIn(verdicts),
      canary,
      bound,
      events,
    };
  }

  /** In every mode the canary's cases are random ones: the bug that is planted has to lie within their reach. */
  async #canary(number: number, times: Times): Promise<boolean> {
    const planted = withCanary(this.#subject);
    const { failures } = await examine(this.#subject, this.#random(number), this.#stopwatch, times, planted);
    return canaryFound(failures);
  }

  async shrink(failure: Failure, failing: Case): Promise<ShrunkFailure> {
    const key = keyOf(failure);
    const look = async (explored: Case) => await examine(this.#subject, explored, this.#stopwatch, noTimes());
    const { smallest, runs, cut } = await shrink(failing, {
      fails: async (candidate) => {
        try {
          return (await look(candidate)).failures.some((found) => keyOf(found) === key);
        } catch (error) {
          // A smaller number may not fit where the larger one did.
          if (error instanceof InputError) return false;
          throw error;
        }
      },
      defaultsOf: (fault) => this.#defaultsOf(fault),
      drawnBetween: (id, name, lastMessageMs) => {
        const fault = this.#faultOf(id);
        return fault && drawnBetween(fault, name, lastMessageMs);
      },
      calmValueOf: (name) => constants.find((spec) => spec.name === name)?.default,
      settingsFor: this.#subject.settingsFor,
    });
    const { failures, verdicts } = await look(smallest);
    return {
      smallest,
      runs,
      cut,
      failures,
      verdicts: verdicts.map(({ check, verdict, sentence }) => ({ check, verdict, sentence })),
    };
  }

  #defaultsOf(id: string): Values {
    return Object.fromEntries((this.#faultOf(id)?.params ?? []).map((spec) => [spec.name, spec.default]));
  }

  #faultOf(id: string) {
    return this.#terrain.faults.find((known) => known.id === id);
  }

  #settingsOf({ messages }: Case): Values {
    const users = [...new Set(messages.map(({ user }) => user))];
    return { ...this.#plan.aim.settings, ...this.#subject.settingsFor(users) };
  }
}

/** Undefined where the mode draws as the random one does. */
function modeOf({ mode, seed }: Plan, terrain: Terrain): ((number: number) => Case) | undefined {
  switch (mode) {
    case 'random':
    case 'guided':
      return undefined;
    case 'pct':
    case 'exhaustive':
      if (!terrain.faults.some(({ id }) => id === SLOW)) {
        throw new InputError('--mode', mode, `a fault ${SLOW} to order calls by; without it random or guided`);
      }
      return mode === 'pct' ? pct(terrain, seed) : exhaustive(terrain);
  }
}
