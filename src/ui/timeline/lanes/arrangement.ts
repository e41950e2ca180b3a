/**
 * In which order somebody wants the lanes, and which of them folded to a thin strip. Lanes are known by side and name,
 * so that the next run of the same services is arranged alike. Pure.
 */
import type { Lane } from '../layout/shapes.ts';

export interface Arrangement {
  /** Keys of the lanes that were moved, with those that they were moved among; the others stand where they always do. */
  readonly order: readonly string[];
  readonly folded: readonly string[];
}

export const AS_THEY_ARE: Arrangement = { order: [], folded: [] };

export function laneKey({ side, name }: Pick<Lane, 'side' | 'name'>): string {
  return `${side} ${name}`;
}

/** The lanes in the wanted order: what nobody moved comes after its usual neighbour. */
export function arranged(keys: readonly string[], { order }: Arrangement): readonly string[] {
  const result = order.filter((key) => keys.includes(key));
  keys.forEach((key, index) => {
    if (result.includes(key)) return;
    const before = keys[index - 1];
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, key);
  });
  return result;
}

/** A lane put at another place among those of its side. */
export function withLaneAt(arrangement: Arrangement, keys: readonly string[], key: string, at: number): Arrangement {
  const others = arranged(keys, arrangement).filter((each) => each !== key);
  const own = others.toSpliced(Math.min(Math.max(0, at), others.length), 0, key);
  const foreign = arrangement.order.filter((each) => !keys.includes(each));
  const usual = own.every((each, index) => each === keys[index]);
  return { ...arrangement, order: usual ? foreign : [...foreign, ...own] };
}

export function withFold(arrangement: Arrangement, key: string): Arrangement {
  const { folded } = arrangement;
  const open = folded.filter((each) => each !== key);
  return { ...arrangement, folded: open.length < folded.length ? open : [...folded, key] };
}

/** Nobody has more lanes than this, and what is kept does not grow without end. */
const MOST_KEPT = 400;

export function writeArrangement({ order, folded }: Arrangement): string {
  return JSON.stringify({ order: order.slice(-MOST_KEPT), folded: folded.slice(-MOST_KEPT) });
}

/** What was kept, as far as it is what was written; else the lanes stand as they always do. */
export function readArrangement(text: string | null): Arrangement {
  if (text === null) return AS_THEY_ARE;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return AS_THEY_ARE;
    return { order: textsIn(value, 'order'), folded: textsIn(value, 'folded') };
  } catch {
    return AS_THEY_ARE;
  }
}

function textsIn(value: object, name: string): readonly string[] {
  const list: unknown = Reflect.get(value, name);
  return Array.isArray(list) ? list.filter((each) => typeof each === 'string').slice(-MOST_KEPT) : [];
}
