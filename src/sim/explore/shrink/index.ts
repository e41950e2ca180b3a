/**
 * From a case that fails to the smallest that fails in the same way: fewest faults and messages, no conditions that it
 * does not need, the roundest times, the plainest texts. Each step proposes smaller cases and keeps the first that still
 * fails; the steps go round until none helps. Which case comes out depends on the one that goes in and on nothing else.
 */
import type { Case } from '../case.ts';
import { LEAST_GAP_MS } from '../generate/index.ts';
import { digits } from './changes.ts';
import { type Known, STEPS } from './steps.ts';

export interface Shrunk {
  readonly smallest: Case;
  /** Runs that it took. */
  readonly runs: number;
  /** Whether the bound on runs ended it; then a smaller one may exist. */
  readonly cut: boolean;
}

export interface ShrinkOptions extends Known {
  readonly fails: (candidate: Case) => Promise<boolean>;
  readonly mostRuns?: number;
}

const MOST_RUNS = 800;

export async function shrink(failing: Case, options: ShrinkOptions): Promise<Shrunk> {
  const mostRuns = options.mostRuns ?? MOST_RUNS;
  const tried = new Set<string>([JSON.stringify(failing)]);
  let smallest = failing;
  let runs = 0;
  for (let better = true; better;) {
    better = false;
    for (const step of STEPS) {
      for (let again = true; again;) {
        again = false;
        for (const candidate of step(smallest, options)) {
          const key = JSON.stringify(candidate);
          if (tried.has(key) || !mayRun(candidate) || !isSmaller(candidate, smallest)) continue;
          tried.add(key);
          if (runs >= mostRuns) return { smallest, runs, cut: true };
          runs += 1;
          if (!(await options.fails(candidate))) continue;
          smallest = candidate;
          better = true;
          again = true;
          break;
        }
      }
    }
  }
  return { smallest, runs, cut: false };
}

/**
 * How large a case is, part by part, the weightiest first: faults, messages, users, conditions, what faults say beyond
 * their defaults, then how round its numbers are and how long its texts.
 */
function sizeOf({ faults, messages, constants, profile, seed }: Case): readonly number[] {
  const values = faults.flatMap((fault) => Object.entries(fault).filter(([name]) => name !== 'fault'));
  const numbers = [
    ...messages.map(({ atMs }) => atMs),
    ...values.map(([, value]) => value),
    ...Object.values(constants),
  ];
  return [
    faults.length,
    messages.length,
    new Set(messages.map(({ user }) => user)).size,
    Object.keys(constants).length + (profile === 'documented' ? 0 : 1),
    values.length,
    numbers.reduce<number>((sum, value) => sum + (typeof value === 'number' ? digits(value) : 0), 0),
    messages.reduce((sum, { text }) => sum + text.length, 0),
    numbers.reduce<number>((sum, value) => sum + (typeof value === 'number' ? Math.abs(value) : 0), 0),
    seed,
  ];
}

export function isSmaller(one: Case, other: Case): boolean {
  const [a, b] = [sizeOf(one), sizeOf(other)];
  const at = a.findIndex((part, i) => part !== b[i]);
  return at !== -1 && (a[at] ?? 0) < (b[at] ?? 0);
}

/** Whether it could have been drawn, and would not be refused. */
function mayRun({ messages, faults }: Case): boolean {
  return inOrder(messages) && faults.every(({ fromMs = 0, toMs = Number.POSITIVE_INFINITY }) => fromMs < toMs);
}

/** In the order of their times, and no two of one user at once. */
function inOrder(messages: Case['messages']): boolean {
  return messages.every(({ atMs, user }, i) => {
    const before = messages.slice(0, i);
    const own = before.findLast((message) => message.user === user);
    return atMs >= (before.at(-1)?.atMs ?? 0) && (own === undefined || atMs - own.atMs >= LEAST_GAP_MS);
  });
}
