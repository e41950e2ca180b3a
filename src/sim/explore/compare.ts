/**
 * Two campaigns beside each other: what is new, what is gone, what goes on. What was met so rarely that its absence may
 * be chance is `rare`, not resolved.
 */
import type { Plan } from './plan.ts';
import type { CampaignReport, ReportedFinding } from './report.ts';

export type Change = 'new' | 'resolved' | 'rare' | 'ongoing';

export interface Compared {
  readonly check: string;
  readonly pattern: string;
  readonly change: Change;
  /** Runs of a thousand that showed it. */
  readonly before: number;
  readonly now: number;
  /** How many runs that were, in the one campaign and in the other. */
  readonly counts: readonly [number, number];
}

type Measured = Pick<CampaignReport, 'runs'> & {
  readonly findings: readonly Pick<ReportedFinding, 'check' | 'pattern' | 'count'>[];
};

/** Chosen: by chance alone one finding of twenty is called new or resolved that is neither. */
const MOST_BY_CHANCE = 0.05;

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
        change:
          old !== undefined && fresh !== undefined
            ? 'ongoing'
            : changeOf([old?.count ?? 0, fresh?.count ?? 0], before.runs, now.runs),
        before: perThousand(shares[0]),
        now: perThousand(shares[1]),
        counts: [old?.count ?? 0, fresh?.count ?? 0],
      },
    ];
  });
}

function changeOf([old, fresh]: readonly [number, number], runsBefore: number, runsNow: number): Change {
  if (old === 0) return byChance(fresh, runsNow, runsBefore) > MOST_BY_CHANCE ? 'rare' : 'new';
  return byChance(old, runsBefore, runsNow) > MOST_BY_CHANCE ? 'rare' : 'resolved';
}

/** How likely it is that all of them fall into the one campaign, where both are as likely to meet it in each of their runs. */
function byChance(times: number, runs: number, otherRuns: number): number {
  return (runs / Math.max(1, runs + otherRuns)) ** times;
}

/** In what two campaigns were asked for different things, as `policy: hardened, now documented`; their seeds may differ. */
export function askedOtherwise(before: Plan, now: Plan): readonly string[] {
  const [old, fresh] = [partsOf(before), partsOf(now)];
  return Object.entries(fresh).flatMap(([name, said]) => {
    const was = old[name] ?? '';
    return was === said ? [] : [`${name}: ${was}, now ${said}`];
  });
}

/** The same as a sentence; null where both were asked for the same. */
export function otherwiseSentence(before: Plan, now: Plan): string | null {
  const otherwise = askedOtherwise(before, now);
  if (otherwise.length === 0) return null;
  return `It was asked for something else (${otherwise.join('; ')}): what is new or resolved may come of that.`;
}

function partsOf({ mode, aim }: Plan): Readonly<Record<string, string>> {
  const { policy, settings, users, profile, faults, calm } = aim;
  const listed = Object.entries(settings).map(([name, value]) => `${name} = ${String(value)}`);
  return {
    policy,
    settings: listed.toSorted().join(', ') || 'as the policy has them',
    users: String(users),
    mode,
    profile: profile ?? 'both',
    faults: calm === true ? 'none, calm' : (faults?.toSorted().join(', ') ?? 'all'),
  };
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
