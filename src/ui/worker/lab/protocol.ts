/**
 * What the page and a laboratory say to each other. A laboratory is a worker for one question that takes many runs: it
 * has workers of its own that make them, tells how far it is, and ends with one answer. Plain data, both ways.
 */
import type {
  CampaignReport,
  CampaignState,
  Compared,
  Curve,
  HindcastRow,
  Matrix,
  Mode,
  ReportedFinding,
  SweptRow,
} from '../../../sim/explore/index.ts';
import type { AuditedClaim } from '../../../sim/model/claim.ts';
import type { HistoryVersion } from '../../../sim/model/history.ts';
import type { Problem } from '../protocol.ts';

export type {
  CampaignReport,
  CampaignState,
  Compared,
  Curve,
  HindcastRow,
  Matrix,
  MatrixCost,
  Mode,
  Share,
  SweptRow,
} from '../../../sim/explore/index.ts';

export interface ExploreAsk {
  readonly kind: 'explore';
  readonly policy: string;
  /** Switches of the hardened policy, each to be had by itself. */
  readonly mitigations: readonly string[];
  readonly mode: Mode;
  readonly seed: number;
  readonly users: number;
  /** Null: until the time is over. */
  readonly runs: number | null;
  readonly timeMs: number | null;
  /** What it goes on from; it must be a campaign of the same plan. */
  readonly from: CampaignState | null;
}

export interface MatrixAsk {
  readonly kind: 'matrix';
  readonly columns: 'policies' | 'mitigations' | 'all';
  /** Ids of scenarios; null: all. */
  readonly scenarios: readonly string[] | null;
  readonly runs: number;
  readonly seed: number;
}

export interface SweepAsk {
  readonly kind: 'sweep';
  /** Each as `quietMs=500..3000:250`. */
  readonly vary: readonly string[];
  readonly policy: string;
  readonly runs: number;
  readonly seed: number;
  /** A file of gaps in milliseconds, and its name; null: the model. */
  readonly typing: { readonly name: string; readonly text: string } | null;
}

export type LabQuestion =
  | ExploreAsk
  | MatrixAsk
  | SweepAsk
  /** A kept campaign, as a file has it. */
  | { readonly kind: 'read'; readonly name: string; readonly text: string }
  | { readonly kind: 'compare'; readonly before: CampaignReport; readonly now: CampaignReport }
  | { readonly kind: 'curve'; readonly link: string; readonly check: string }
  | { readonly kind: 'versions' }
  | { readonly kind: 'hindcast'; readonly runs: number; readonly policies: readonly string[] }
  | { readonly kind: 'audit' };

export type LabRequest =
  | { readonly kind: 'ask'; readonly question: LabQuestion; readonly hands: number }
  /** At once, with what there is. */
  | { readonly kind: 'stop' };

/** A finding with what a person does with it. */
export interface ListedFinding extends ReportedFinding {
  /** What differs from a calm run, in a line. */
  readonly size: string;
  /** A scenario file ready to commit; null until it is as small as it gets. */
  readonly file: { readonly name: string; readonly text: string } | null;
}

export interface LabProgress {
  readonly phase: 'exploring' | 'shrinking' | 'measuring';
  readonly done: number;
  /** Null where time alone ends it. */
  readonly of: number | null;
  readonly found: number;
  /** Real milliseconds since it began. */
  readonly elapsedMs: number;
  /** Runs that had been made before it began. */
  readonly begun: number;
}

/** A version of the history, explored. */
export interface ToldVersion {
  readonly version: HistoryVersion;
  readonly runs: number;
  readonly rows: readonly HindcastRow[];
}

export type LabNews =
  | { readonly kind: 'progress'; readonly progress: LabProgress }
  /** What was found by now, the plainest case of each. */
  | { readonly kind: 'found'; readonly findings: readonly ListedFinding[]; readonly runs: number }
  /** What a campaign can go on from, should the laboratory die. */
  | { readonly kind: 'kept'; readonly state: CampaignState }
  | { readonly kind: 'told'; readonly told: ToldVersion }
  /** A worker died and was replaced. */
  | { readonly kind: 'lost'; readonly why: string };

export type LabAnswer =
  | {
      readonly kind: 'explored';
      readonly report: CampaignReport;
      readonly findings: readonly ListedFinding[];
      readonly state: CampaignState;
    }
  | {
      readonly kind: 'read';
      readonly report: CampaignReport | null;
      readonly findings: readonly ListedFinding[];
      readonly state: CampaignState | null;
    }
  | {
      readonly kind: 'compared';
      readonly compared: readonly Compared[];
      /** In what the two were asked for different things, as a sentence; null where they were not. */
      readonly otherwise: string | null;
    }
  | { readonly kind: 'curve'; readonly curve: Curve }
  /** The seed under which its cells were run: what is chosen may be another one by now. */
  | { readonly kind: 'matrix'; readonly matrix: Matrix; readonly seed: number }
  | { readonly kind: 'swept'; readonly rows: readonly SweptRow[] }
  | { readonly kind: 'versions'; readonly versions: readonly HistoryVersion[] }
  | { readonly kind: 'hindcast'; readonly told: readonly ToldVersion[] }
  | { readonly kind: 'audited'; readonly claims: readonly AuditedClaim[] }
  /** Half of it would answer nothing. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly problem: Problem };

export type LabResponse = LabNews | LabAnswer;
