/** Findings by the pattern of their cause, as a person reads them: one cause, the checks that it breaks, its examples. Pure. */
import type { ListedFinding } from '../worker/lab/protocol.ts';

export interface Cause {
  readonly pattern: string;
  readonly cause: string;
  readonly excepted: boolean;
  readonly findings: readonly ListedFinding[];
  /** How many runs showed the most frequent of them. */
  readonly count: number;
  /** After how many runs it was met first. */
  readonly first: number;
  /** The finding whose example is shown: the smallest, of those the plainest. */
  readonly shown: ListedFinding;
}

export function causesOf(findings: readonly ListedFinding[]): readonly Cause[] {
  const groups = new Map<string, ListedFinding[]>();
  for (const finding of findings) {
    // What the contract excepts is no failure, though its cause may break other checks as well.
    const key = `${finding.pattern}/${finding.excepted}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const sorted = group.toSorted((a, b) => b.count - a.count);
      const [shown] = sorted.toSorted((a, b) => Number(b.smallest) - Number(a.smallest) || weightOf(a) - weightOf(b));
      const [most] = sorted;
      if (shown === undefined || most === undefined) return [];
      const { pattern, cause, excepted } = shown;
      const first = Math.min(...group.map(({ runs }) => runs));
      return [{ pattern, cause, excepted, findings: sorted, count: most.count, first, shown }];
    })
    .toSorted((a, b) => Number(a.excepted) - Number(b.excepted) || b.count - a.count || a.first - b.first);
}

function weightOf({ example: { faults, messages } }: ListedFinding): number {
  return faults.length * 1_000 + messages.length;
}
