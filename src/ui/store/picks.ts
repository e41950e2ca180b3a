/** A picked run as text: the value of an option in a list, and a part of the address. */
import type { RunPick } from './state.ts';

/** What a list to choose from holds: a pick as the text of an option. */
export function writePick(pick: RunPick): string {
  switch (pick.kind) {
    case 'variant':
    case 'policy':
      return `${pick.kind}:${pick.id}`;
    case 'seed':
      return `seed:${pick.seed}`;
    case 'this':
    case 'baseline':
    case 'before':
    case 'file':
      return pick.kind;
  }
}

const LARGEST_SEED = 0xffff_ffff;

/** Undefined for what no pick is written as. */
export function readPick(text: string): RunPick | undefined {
  if (text === 'this' || text === 'baseline' || text === 'before' || text === 'file') return { kind: text };
  const at = text.indexOf(':');
  const [kind, rest] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if ((kind === 'variant' || kind === 'policy') && rest !== '') return { kind, id: rest };
  if (kind !== 'seed' || !/^\d{1,10}$/.test(rest) || Number(rest) > LARGEST_SEED) return undefined;
  return { kind, seed: Number(rest) };
}
