/** The campaign on the desk, the one that is kept beside it, and how the two compare. */
import { Desk } from '../store/desk.ts';
import type {
  CampaignReport,
  CampaignState,
  Compared,
  Curve,
  ListedFinding,
  LabAnswer,
  LabNews,
} from '../worker/lab/protocol.ts';

export interface Campaign {
  readonly findings: readonly ListedFinding[];
  /** How many runs the findings come from. */
  readonly runs: number;
  /** Null until it has ended. */
  readonly report: CampaignReport | null;
  /** What it goes on from. */
  readonly state: CampaignState | null;
}

export const NO_CAMPAIGN: Campaign = { findings: [], runs: 0, report: null, state: null };

export const desk = new Desk<Campaign>(NO_CAMPAIGN, campaignFrom);

export function campaignFrom(response: LabNews | LabAnswer, before: Campaign): Campaign {
  switch (response.kind) {
    case 'found':
      return { ...before, findings: response.findings, runs: response.runs };
    case 'kept':
      return { ...before, state: response.state };
    case 'explored': {
      const { report, findings, state } = response;
      return { findings, runs: report.runs, report, state };
    }
    case 'read': {
      const { report, findings, state } = response;
      return { findings, runs: report?.runs ?? Math.max(0, state?.merged ?? 0), report, state };
    }
    default:
      return before;
  }
}

interface Beside {
  readonly kept: CampaignReport | null;
  readonly compared: readonly Compared[] | null;
  /** In what the kept one was asked for something else; null where it was not, or is not compared yet. */
  readonly otherwise: string | null;
}

const NOTHING_BESIDE: Beside = { kept: null, compared: null, otherwise: null };

/** What the campaign on the desk is compared with. */
export const beside = new Desk<Beside>(NOTHING_BESIDE, (response, before) => {
  switch (response.kind) {
    case 'compared':
      return { ...before, compared: response.compared, otherwise: response.otherwise };
    case 'read':
      return { ...NOTHING_BESIDE, kept: response.report ?? before.kept };
    default:
      return before;
  }
});

/** Keeps a campaign for the next one to be compared with; null lets it go. */
export function keepBeside(kept: CampaignReport | null): void {
  beside.set(() => ({ ...NOTHING_BESIDE, kept }));
}

/** Holds the kept campaign against the one on the desk, where there are both. */
export function compare(): void {
  const { kept } = beside.store.getState().result;
  const { report } = desk.store.getState().result;
  if (kept !== null && report !== null) void beside.ask({ kind: 'compare', before: kept, now: report }, 1);
}

/** The curve of one finding at a time, by its link. */
export interface DrawnCurve {
  readonly link: string;
  readonly check: string;
  readonly curve: Curve | null;
}

export const curves = new Desk<DrawnCurve | null>(null, (response, before) =>
  response.kind === 'curve' && before !== null ? { ...before, curve: response.curve } : before,
);
