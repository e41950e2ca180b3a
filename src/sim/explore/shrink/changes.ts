/** Small changes of a case, from which the steps of the shrinker are made. */
import type { Scalar } from '../../model/json.ts';
import type { FaultInput, Values } from '../../model/scenario.ts';
import type { Case, Subject } from '../case.ts';

/** What settings a case with these users needs; they go with their users. */
export type UserSettings = Pick<Subject, 'settingsFor'>;

/** Everything gone, then halves, then one at a time. */
export function* without<T>(items: readonly T[]): Iterable<readonly T[]> {
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

export function countedAgain(explored: Case, count: (nth: number) => number): Case {
  return {
    ...explored,
    faults: explored.faults.map((fault) => {
      const { nth } = fault;
      return typeof nth === 'number' ? { ...fault, nth: count(nth) } : fault;
    }),
  };
}

/** Faults that strike the first call of their kind. */
export function fromFirst(explored: Case): Case {
  return countedAgain(explored, () => 1);
}

export function withMessages(explored: Case, messages: Case['messages'], { settingsFor }: UserSettings): Case {
  const users = (of: Case['messages']): readonly string[] => [...new Set(of.map(({ user }) => user))];
  const settings = { ...explored.settings };
  for (const name of Object.keys(settingsFor(users(explored.messages)))) delete settings[name];
  return { ...explored, messages, settings: { ...settings, ...settingsFor(users(messages)) } };
}

/** Everything so much earlier, the faults' moments with it. */
export function shifted(explored: Case, byMs: number): Case {
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
export function rounded(value: number): readonly number[] {
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

export function replaced(explored: Case, at: number, fault: FaultInput): Case {
  return { ...explored, faults: explored.faults.with(at, fault) };
}

export function omit(values: Values, name: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([held]) => held !== name));
}

export function omitParam(fault: FaultInput, name: string): FaultInput {
  return { ...omit(fault, name), fault: fault.fault };
}

/** Digits up to the last that is not zero: 1500 has two. */
export function digits(value: number): number {
  return String(Math.abs(value)).replace(/0+$/, '').replace('.', '').length;
}
