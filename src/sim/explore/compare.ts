/**
 * Two campaigns beside each other: what is new, what is gone, what goes on. What was met so rarely that its absence may
 * be chance is `rare`, not resolved.
 */
import type { CampaignReport, ReportedFinding } from './report.ts';

export type Change = 'new' | 'resolved' | 'rare' | 'ongoing';

export interface Compared {
  readonly check: string;
  readonly pattern: string;
  readonly change: Change;
  /** Runs of a thousand that showed it. */
  readonly before: number;
  readonly now: number;
}

type Measured = Pick<CampaignReport, 'runs'> & {
  readonly findings: readonly Pick<ReportedFinding, 'check' | 'pattern' | 'count'>[];
};

/**
 * What is met in a share p of the runs stays away from n of them by chance with a probability of about e^(-pn): where
 * the other campaign would have met it fewer than three times, its absence (5 % by chance) says nothing.
 */
const EXPECTED_AT_LEAST = 3;

export function compareCampaigns(before: Measured, now: Measured): readonly Compared[] {
  const keys = [...new Set([...before.findings, ...now.findings].map(keyOf))];
  return keys.flatMap((key) => {
    const [old, fresh] = [
      before.findings.find((one) => keyOf(one) === key),
      now.findings.find((one) => keyOf(one) === key),
    ];
    const named = fresh ?? old;
    if (named === undefined) return [];
    const shares = [share(old, before), share(fresh, now)] as const;
    return [
      {
        check: named.check,
        pattern: named.pattern,
        change: changeOf(shares, before.runs, now.runs),
        before: perThousand(shares[0]),
        now: perThousand(shares[1]),
      },
    ];
  });
}

function changeOf([old, fresh]: readonly [number, number], runsBefore: number, runsNow: number): Change {
  if (old > 0 && fresh > 0) return 'ongoing';
  if (old === 0) return fresh * runsBefore < EXPECTED_AT_LEAST ? 'rare' : 'new';
  return old * runsNow < EXPECTED_AT_LEAST ? 'rare' : 'resolved';
}

function keyOf({ check, pattern }: { readonly check: string; readonly pattern: string }): string {
  return `${check}/${pattern}`;
}

function share(finding: { readonly count: number } | undefined, { runs }: Measured): number {
  return finding === undefined || runs === 0 ? 0 : finding.count / runs;
}

function perThousand(part: number): number {
  return Math.round(part * 10_000) / 10;
}
