/**
 * From a case that fails to the smallest that fails in the same way: fewest faults and messages, no conditions that it
 * does not need, the roundest times, the plainest texts. Each step proposes smaller cases and keeps the first that still
 * fails; the steps go round until none helps. Which case comes out depends on the one that goes in and on nothing else.
 */
import type { Scalar } from '../model/json.ts';
import type { FaultInput, TypedMessage, Values } from '../model/scenario.ts';
import type { Case } from './case.ts';
import { LEAST_GAP_MS } from './generate/index.ts';

export interface Shrunk {
  readonly smallest: Case;
  /** Runs that it took. */
  readonly runs: number;
  /** Whether the bound on runs ended it; then a smaller one may exist. */
  readonly cut: boolean;
}

export interface ShrinkOptions {
  readonly fails: (candidate: Case) => Promise<boolean>;
  /** Defaults of a fault's parameters: what a parameter is taken back to. */
  readonly defaultsOf: (fault: string) => Values;
  /** The value that a constant has where a case does not name it. */
  readonly calmValueOf: (constant: string) => Scalar | undefined;
  /** What settings a case with these users needs; they go with their users. */
  readonly settingsFor: (users: readonly string[]) => Values;
  readonly mostRuns?: number;
}

const MOST_RUNS = 600;

/** A step gives candidates, the most promising first. Only those that are smaller than the case are run. */
type Step = (explored: Case, options: ShrinkOptions) => Iterable<Case>;

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
          if (tried.has(key) || !inOrder(candidate.messages) || !isSmaller(candidate, smallest)) continue;
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

/** Digits up to the last that is not zero: 1500 has two. */
function digits(value: number): number {
  return String(Math.abs(value)).replace(/0+$/, '').replace('.', '').length;
}

const STEPS: readonly Step[] = [
  function* dropFaults(explored) {
    for (const faults of without(explored.faults)) yield { ...explored, faults };
  },
  function* dropMessages(explored, options) {
    for (const messages of without(explored.messages)) {
      if (messages.length > 0) yield withMessages(explored, messages, options);
    }
  },
  function* oneUser(explored, options) {
    const users = [...new Set(explored.messages.map(({ user }) => user))];
    const [first] = users;
    if (first === undefined) return;
    for (const user of users) {
      if (user === first) continue;
      const merged = explored.messages.map((message) =>
        message.user === user ? { ...message, user: first } : message,
      );
      yield withMessages(explored, merged, options);
    }
  },
  function* calmConditions(explored) {
    if (Object.keys(explored.constants).length > 1) yield { ...explored, constants: {} };
    for (const name of Object.keys(explored.constants))
      yield { ...explored, constants: omit(explored.constants, name) };
    if (explored.profile !== 'documented') yield { ...explored, profile: 'documented' };
  },
  function* plainSeed(explored) {
    for (const seed of [1, 2, 3, 7]) if (seed < explored.seed) yield { ...explored, seed };
  },
  function* plainFaults(explored, { defaultsOf }) {
    for (const [i, fault] of explored.faults.entries()) {
      const defaults = defaultsOf(fault.fault);
      for (const [name, value] of Object.entries(fault)) {
        if (name === 'fault') continue;
        // Left out is the default; to say it is longer.
        yield replaced(explored, i, omitParam(fault, name));
        if (typeof value === 'number' && value !== defaults[name]) {
          for (const rounder of rounded(value)) yield replaced(explored, i, { ...fault, [name]: rounder });
        }
      }
    }
  },
  function* earlier(explored, options) {
    const [first] = explored.messages;
    if (first === undefined || first.atMs === 0) return;
    yield shifted(explored, first.atMs);
    for (const atMs of rounded(first.atMs)) if (atMs < first.atMs) yield shifted(explored, first.atMs - atMs);
    yield withMessages(
      explored,
      explored.messages.map((message) => ({ ...message, atMs: message.atMs - first.atMs })),
      options,
    );
  },
  function* rounderTimes(explored, options) {
    for (const [i, { atMs }] of explored.messages.entries()) {
      for (const rounder of rounded(atMs)) {
        const messages = explored.messages.map((message, k) => (k === i ? { ...message, atMs: rounder } : message));
        yield withMessages(explored, messages, options);
      }
    }
  },
  function* rounderConditions(explored, { calmValueOf }) {
    for (const [name, value] of Object.entries(explored.constants)) {
      const calm = calmValueOf(name);
      if (typeof value !== 'number' || typeof calm !== 'number') continue;
      // Rounder must not mean worse: what lasts for a whole run stays bearable.
      const between = rounded(value).filter((rounder) => (rounder - calm) * (rounder - value) <= 0);
      for (const rounder of between) yield { ...explored, constants: { ...explored.constants, [name]: rounder } };
    }
  },
  function* plainTexts(explored, options) {
    const plain = explored.messages.map((message, i) => ({ ...message, text: `message ${i + 1}` }));
    const total = (messages: readonly TypedMessage[]): number =>
      messages.reduce((sum, { text }) => sum + text.length, 0);
    if (total(plain) < total(explored.messages)) yield withMessages(explored, plain, options);
    for (const [i, { text }] of explored.messages.entries()) {
      const short = String(i + 1);
      if (short.length >= text.length) continue;
      const messages = explored.messages.map((message, k) => (k === i ? { ...message, text: short } : message));
      yield withMessages(explored, messages, options);
    }
  },
];

/** Everything gone, then halves, then one at a time. */
function* without<T>(items: readonly T[]): Iterable<readonly T[]> {
  if (items.length > 1) {
    yield [];
    const half = Math.ceil(items.length / 2);
    if (items.length > 3) {
      yield items.slice(half);
      yield items.slice(0, half);
    }
  }
  for (let i = items.length - 1; i >= 0; i -= 1) yield items.toSpliced(i, 1);
}

function withMessages(explored: Case, messages: Case['messages'], { settingsFor }: ShrinkOptions): Case {
  const users = (of: Case['messages']): readonly string[] => [...new Set(of.map(({ user }) => user))];
  const settings = { ...explored.settings };
  for (const name of Object.keys(settingsFor(users(explored.messages)))) delete settings[name];
  return { ...explored, messages, settings: { ...settings, ...settingsFor(users(messages)) } };
}

/** Everything so much earlier, the faults' moments with it. */
function shifted(explored: Case, byMs: number): Case {
  const back = (atMs: Scalar): Scalar => (typeof atMs === 'number' ? Math.max(0, atMs - byMs) : atMs);
  return {
    ...explored,
    messages: explored.messages.map((message) => ({ ...message, atMs: Math.max(0, message.atMs - byMs) })),
    faults: explored.faults.map((fault): FaultInput => ({
      ...fault,
      ...Object.fromEntries(
        Object.entries(fault).flatMap(([name, value]) => (/^(at|from|to)Ms$/.test(name) ? [[name, back(value)]] : [])),
      ),
    })),
  };
}

/** Rounder numbers near this one, the roundest first; none that is as it was. */
function rounded(value: number): readonly number[] {
  const units = [10_000, 5_000, 1_000, 500, 100, 50, 10, 1, 0.5, 0.1];
  const near = units.flatMap((unit) =>
    [Math.floor(value / unit), Math.ceil(value / unit)].map((times) => exact(times, unit)),
  );
  const shorter = [...new Set(near)].filter((held) => held !== value && digits(held) < digits(value));
  return shorter.toSorted((a, b) => digits(a) - digits(b) || Math.abs(a - value) - Math.abs(b - value));
}

/** Without the last digits that binary fractions bring. */
function exact(times: number, unit: number): number {
  return Math.round(times * unit * 1_000) / 1_000;
}

function replaced(explored: Case, at: number, fault: FaultInput): Case {
  return { ...explored, faults: explored.faults.with(at, fault) };
}

function omit(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([held]) => held !== name));
}

function omitParam(fault: FaultInput, name: string): FaultInput {
  return { ...omit(fault, name), fault: fault.fault };
}

/** In the order of their times, and no two of one user at once. */
function inOrder(messages: Case['messages']): boolean {
  return messages.every(({ atMs, user }, i) => {
    const before = messages.slice(0, i);
    const own = before.findLast((message) => message.user === user);
    return atMs >= (before.at(-1)?.atMs ?? 0) && (own === undefined || atMs - own.atMs >= LEAST_GAP_MS);
  });
}
