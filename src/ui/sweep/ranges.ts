/** What is varied, as one writes it: `quietMs=500..3000:250`. Pure. */
import type { Field } from '../store/ask.ts';

export interface Range {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

export function writeRange({ name, from, to, step }: Range): string {
  return `${name}=${from}..${to}:${step}`;
}

/** How many values it has; 0 where it does not go up. */
export function sizeOf({ from, to, step }: Range): number {
  return step < 1 || to < from ? 0 : Math.floor((to - from) / step) + 1;
}

export function rangeField(names: readonly string[]): Field<Range> {
  return {
    read: (text) => {
      const [, name = '', from, to, step] = /^([\w.]+)=(\d{1,9})\.\.(\d{1,9}):(\d{1,9})$/.exec(text) ?? [];
      if (!names.includes(name)) return undefined;
      const range = { name, from: Number(from), to: Number(to), step: Number(step) };
      return sizeOf(range) > 0 ? range : undefined;
    },
    write: writeRange,
    expected: 'name=from..to:step, as quietMs=500..3000:250',
  };
}

/** None is a choice too: one thing alone is varied. */
export function optionalRange(names: readonly string[]): Field<Range | null> {
  const range = rangeField(names);
  return {
    read: (text) => (text === 'nothing' ? null : range.read(text)),
    write: (value) => (value === null ? 'nothing' : writeRange(value)),
    expected: `${range.expected}, or nothing`,
  };
}
