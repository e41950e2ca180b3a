/**
 * What exploration made of a version of a pipeline's public history, beside what its authors reported next and what
 * nobody ever reported.
 */
import type { HistoryFinding, HistoryVersion } from '../model/history.ts';
import type { CampaignState, Counted } from './campaign.ts';
import type { Case } from './case.ts';
import type { CampaignReport, ReportedFinding } from './report.ts';

/** Findings that need no fault are made within so many runs, the others within more; later is too late. */
export const FAULTLESS_WITHIN = 2_000;
export const WITHIN = 20_000;

export function withinOf({ faultless }: Pick<HistoryFinding, 'faultless'>): number {
  return faultless ? FAULTLESS_WITHIN : WITHIN;
}

/** One finding of one version. */
export interface HindcastRow {
  readonly policy: string;
  readonly reported: boolean;
  readonly finding: string;
  /** Within its bound; one that is made later has its example all the same. */
  readonly found: boolean;
  /** The bound, in runs: of what the history names, and in newer files. */
  readonly within?: number;
  /** How many runs it took; where it was not found, how many were made. */
  readonly runs: number;
  readonly example: Case | null;
  readonly check: string;
  readonly pattern: string;
  /** Faults that the example needs; where the history does not name the finding, those of the plainest case. */
  readonly faults: readonly string[];
  readonly link: string | null;
  /** Whether the history names it; the rest was found beside. */
  readonly history: boolean;
}

/** What the history names: it is made as small as it gets; the rest is shown by the plainest case that was met. */
export function namedBy({ findings }: HistoryVersion): (failures: readonly Counted[]) => readonly Counted[] {
  return (failures) => failures.filter((failure) => findings.some((finding) => matches(finding, failure)));
}

export function allMet({ findings }: HistoryVersion, { failures }: CampaignState): boolean {
  return findings.every((finding) => failures.some((failure) => matches(finding, failure)));
}

/** A failure as far as it matters here: after how many runs, and with how many faults. */
export type Found = Pick<ReportedFinding, 'check' | 'pattern' | 'runs' | 'faults'>;

/** What has been met by now, before anything is shrunk. */
export function foundIn({ failures }: Pick<CampaignState, 'failures'>): readonly Found[] {
  return failures.map(({ check, pattern, first, explored: { faults } }) => ({
    check,
    pattern,
    runs: Math.max(0, first + 1),
    faults: faults.map(({ fault }) => fault),
  }));
}

/** After how many runs a finding was made; undefined where it was not, or only with a fault that it does not need. */
export function madeAfter(finding: HistoryFinding, found: readonly Found[]): number | undefined {
  const made = found.filter((one) => matches(finding, one));
  const shows = made.some(({ faults }) => !finding.faultless || faults.length === 0);
  return shows ? Math.min(...made.map(({ runs }) => runs)) : undefined;
}

function matches(
  { checks, patterns }: HistoryFinding,
  { check, pattern }: { readonly check: Counted['check']; readonly pattern: string },
): boolean {
  // A lock that lapsed between the two is the same finding, met with it.
  return checks.includes(check) && patterns.includes(pattern.split('+')[0] ?? '');
}

export function hindcastRows({ policy, findings }: HistoryVersion, report: CampaignReport): readonly HindcastRow[] {
  const named = findings.map((finding): HindcastRow => {
    const made = report.findings.filter((one) => matches(finding, one));
    const [example] = made.toSorted((a, b) => a.faults.length - b.faults.length || a.runs - b.runs);
    const enough = example !== undefined && !(finding.faultless && example.faults.length > 0);
    const runs = example === undefined ? report.runs : Math.min(...made.map((one) => one.runs));
    const within = withinOf(finding);
    return {
      policy,
      reported: finding.reported,
      finding: finding.finding,
      found: enough && runs <= within,
      within,
      runs,
      example: example?.example ?? null,
      check: example?.check ?? finding.checks.join(' or '),
      pattern: example?.pattern ?? finding.patterns.join(' or '),
      faults: example?.faults ?? [],
      link: example?.link ?? null,
      history: true,
    };
  });
  return [...named, ...beside(policy, findings, report)];
}

/** What was found and stands in no commit message: each cause once, by the first of its checks. */
function beside(policy: string, findings: readonly HistoryFinding[], report: CampaignReport): readonly HindcastRow[] {
  const known = new Set(findings.flatMap(({ patterns }) => patterns));
  const causes = new Map<string, ReportedFinding>();
  for (const finding of report.findings) {
    const before = causes.get(finding.pattern);
    if (known.has(finding.pattern.split('+')[0] ?? '')) continue;
    if (before === undefined || finding.faults.length < before.faults.length) causes.set(finding.pattern, finding);
  }
  return [...causes.values()].map((finding) => ({
    policy,
    reported: false,
    finding: finding.cause,
    found: true,
    runs: finding.runs,
    example: finding.example,
    check: finding.check,
    pattern: finding.pattern,
    faults: finding.faults,
    link: finding.link,
    history: false,
  }));
}
