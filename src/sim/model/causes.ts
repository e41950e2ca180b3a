/** Findings by the pattern of their cause, as a person reads them: one cause, the checks that it breaks, its examples. Pure. */

/** As much of a finding as tells where it belongs, and how plain its example is. */
interface Found {
  readonly pattern: string;
  readonly cause: string;
  readonly excepted: boolean;
  readonly count: number;
  readonly runs: number;
  readonly smallest: boolean;
  readonly example: { readonly faults: readonly unknown[]; readonly messages: readonly unknown[] };
}

export interface Cause<Finding> {
  readonly pattern: string;
  readonly cause: string;
  readonly excepted: boolean;
  readonly findings: readonly Finding[];
  /** How many runs showed the most frequent of them. */
  readonly count: number;
  /** After how many runs it was met first. */
  readonly first: number;
  /** The finding whose example is shown: the smallest, of those the plainest. */
  readonly shown: Finding;
}

export function causesOf<Finding extends Found>(findings: readonly Finding[]): readonly Cause<Finding>[] {
  const groups = new Map<string, Finding[]>();
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

function weightOf({ example: { faults, messages } }: Found): number {
  return faults.length * 1_000 + messages.length;
}
