/** A campaign for the page: it tells what it finds as it finds it, and what it could go on from. */
import {
  Campaign,
  type CampaignReport,
  type CampaignState,
  caseText,
  type Counted,
  exampleFiles,
  explore,
  type Explored,
  keptReport,
  keptState,
  type Plan,
  planUnder,
  type Progress,
  reportOf,
  type Signal,
} from '../../../sim/explore/index.ts';
import { InputError } from '../../../sim/model/errors.ts';
import { notAmong } from '../../../sim/model/expected-among.ts';
import { canonicalJson } from '../../../sim/model/trace-file/hash.ts';
import { mitigationsOf } from '../../../sim/model/mitigations.ts';
import type { Values } from '../../../sim/model/scenario.ts';
import { type LabBench, nowAndThen } from './bench.ts';
import type { ExploreAsk, LabAnswer, ListedFinding } from './protocol.ts';
import { base as runBase, subject } from './subject.ts';

const NEWS_EVERY_MS = 150;
const FOUND_EVERY_MS = 400;
const KEPT_EVERY_MS = 10_000;

export async function exploreFor(ask: ExploreAsk, bench: LabBench): Promise<LabAnswer> {
  const campaign = campaignOf(ask);
  const explored = await driven(campaign, ask, bench);
  const report = reportOf(explored, runBase);
  return { kind: 'explored', report, findings: listed(report), state: explored.state };
}

/** Throws InputError where it names what does not exist, or goes on from another campaign. */
function campaignOf({ policy, mitigations, mode, seed, users, from }: ExploreAsk): Campaign {
  if (!subject.app.policies.some(({ id }) => id === policy)) {
    throw notAmong(
      'policy',
      policy,
      subject.app.policies.map(({ id }) => id),
    );
  }
  const plan: Plan = planUnder({ policy, settings: settingsOf(mitigations), users }, mode, seed);
  if (from === null) return Campaign.begin(plan);
  if (canonicalJson(from.plan) !== canonicalJson(plan)) {
    throw new InputError('campaign', from.plan.aim.policy, 'one of the same policy, mitigations, seed, mode and users');
  }
  return Campaign.resume(from);
}

function settingsOf(mitigations: readonly string[]): Values {
  const known = mitigationsOf(subject.app);
  return Object.fromEntries(
    mitigations.map((name) => {
      const value = known[name];
      if (value === undefined) throw new InputError('mitigations', name, `some of ${Object.keys(known).join(', ')}`);
      return [name, value];
    }),
  );
}

/** What `drive` watches a campaign with; a hindcast explores in the same way. */
export interface Limits {
  readonly runs: number | null;
  readonly timeMs: number | null;
  readonly worth?: (failures: readonly Counted[]) => readonly Counted[];
}

export async function driven(campaign: Campaign, { runs, timeMs, worth }: Limits, bench: LabBench): Promise<Explored> {
  const { pool, tell, elapsedMs, isStopped, stopped } = bench;
  const beganMs = elapsedMs();
  // The workers take a while to be there: a rate counts from the first runs on.
  let counted: { readonly begun: number; readonly atMs: number } | undefined;
  const [newsDue, foundDue, keptDue] = [NEWS_EVERY_MS, FOUND_EVERY_MS, KEPT_EVERY_MS].map((everyMs) =>
    nowAndThen(elapsedMs, everyMs),
  );
  let known = '';
  const signal = (): Signal => {
    if (isStopped()) return 'stop';
    return timeMs !== null && elapsedMs() - beganMs >= timeMs ? 'enough' : 'go';
  };
  const progress = ({ phase, done, of, found }: Progress): void => {
    if (newsDue?.() !== true && done !== of) return;
    counted ??= { begun: done, atMs: elapsedMs() };
    const since = { begun: counted.begun, elapsedMs: elapsedMs() - counted.atMs };
    tell({ kind: 'progress', progress: { phase, done, of: of ?? null, found, ...since } });
    if (phase === 'shrinking') return;
    const { state } = campaign;
    const counts = state.failures.map(({ count }) => count).join();
    if (counts !== known && foundDue?.() === true) {
      known = counts;
      tell({ kind: 'found', findings: listed(interim(state)), runs: campaign.runs });
    }
    if (keptDue?.() === true) tell({ kind: 'kept', state });
  };
  return await explore(
    campaign,
    pool,
    { runs: runs ?? undefined, ...(worth === undefined ? {} : { worth }) },
    { signal, progress, stopped },
  );
}

/** What a campaign that goes on has by now. */
function interim(state: CampaignState): CampaignReport {
  const findings = state.failures.map((failure) => ({ ...failure, shrunk: undefined }));
  const ground = { faults: [], operations: [], turnsMs: [], exhaustive: undefined };
  const times = { generationMs: 0, runMs: 0, checksMs: 0, bookkeepingMs: 0 };
  return reportOf({ state, ground, findings, times, end: 'stop' }, runBase);
}

function listed(report: CampaignReport): readonly ListedFinding[] {
  const files = new Map(
    exampleFiles(report).flatMap(({ findings, name, text }) =>
      findings.map((finding) => [finding, { name, text }] as const),
    ),
  );
  return report.findings.map((finding) => ({
    ...finding,
    size: caseText(finding.example),
    file: files.get(finding) ?? null,
  }));
}

/** Throws InputError where the text is no campaign. */
export function readKept(name: string, text: string): LabAnswer {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError('campaign', name, 'JSON');
  }
  const [state, report] = [keptState(value), keptReport(value)];
  if (state === undefined && report === undefined) {
    throw new InputError('campaign', name, 'a campaign that this page or the command line kept');
  }
  return {
    kind: 'read',
    report: report ?? null,
    findings: report === undefined ? [] : listed(report),
    state: state ?? null,
  };
}
