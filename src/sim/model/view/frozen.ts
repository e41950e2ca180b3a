/** When instances stood still, as their platform told. */
import type { RunView } from './types.ts';

/** An instance stood still: from event to event, to `Infinity` where it never woke up. */
export interface Frozen {
  readonly from: number;
  readonly to: number;
  readonly toMs: number;
}

/** By node, in order. */
export type FrozenByNode = ReadonlyMap<string, readonly Frozen[]>;

export function frozenIn({ trace }: RunView): FrozenByNode {
  const byNode = new Map<string, Frozen[]>();
  for (const event of trace.events) {
    if (event.kind !== 'lifecycle') continue;
    const { id, atMs, node, change } = event;
    const spells = byNode.get(node) ?? [];
    if (change === 'freeze') spells.push({ from: id, to: Infinity, toMs: Infinity });
    else if (change === 'thaw') {
      const last = spells.pop();
      if (last !== undefined) spells.push({ ...last, to: id, toMs: atMs });
    }
    byNode.set(node, spells);
  }
  return byNode;
}

export function stoodStill(frozen: readonly Frozen[], event: number): boolean {
  return frozen.some(({ from, to }) => from < event && event < to);
}
