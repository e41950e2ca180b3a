/**
 * A campaign as a file. The page keeps what it can go on from and what came of it together; the command line writes
 * each for itself. Whoever reads takes either.
 */
import { isRecord } from '../model/json.ts';
import { foundLink } from '../model/link/index.ts';
import type { CampaignState } from './campaign.ts';
import type { Case } from './case.ts';
import type { CampaignReport } from './report.ts';

/** Undefined where there is none in it. What it holds is held to `resolveInputs` when it runs. */
export function keptState(value: unknown): CampaignState | undefined {
  if (isState(value)) return value;
  return isRecord(value) && isState(value['state']) ? value['state'] : undefined;
}

export function keptReport(value: unknown): CampaignReport | undefined {
  if (isReport(value)) return withFoundLinks(value);
  return isRecord(value) && isReport(value['report']) ? withFoundLinks(value['report']) : undefined;
}

/** Links of older files name the run alone. */
function withFoundLinks(report: CampaignReport): CampaignReport {
  return { ...report, findings: report.findings.map((finding) => ({ ...finding, link: foundLink(finding) })) };
}

/** Undefined where it is no list of cases. What they hold besides is held to `resolveInputs` when they run. */
export function keptCases(value: unknown): readonly Case[] | undefined {
  return Array.isArray(value) && value.every(isCase) ? value : undefined;
}

function isCase(value: unknown): value is Case {
  return (
    isRecord(value) &&
    typeof value['seed'] === 'number' &&
    ['messages', 'faults'].every((name) => Array.isArray(value[name])) &&
    ['settings', 'constants'].every((name) => isRecord(value[name]))
  );
}

function isState(value: unknown): value is CampaignState {
  return (
    isRecord(value) &&
    typeof value['merged'] === 'number' &&
    ['plan', 'canary', 'cutShort'].every((name) => isRecord(value[name])) &&
    Array.isArray(value['reached']) &&
    ['corpus', 'prelude'].every((name) => keptCases(value[name]) !== undefined) &&
    Array.isArray(value['failures']) &&
    value['failures'].every((failure) => isRecord(failure) && isCase(failure['explored']))
  );
}

function isReport(value: unknown): value is CampaignReport {
  return (
    isRecord(value) && typeof value['runs'] === 'number' && Array.isArray(value['findings']) && isPlan(value['plan'])
  );
}

function isPlan(value: unknown): boolean {
  return isRecord(value) && isRecord(value['aim']) && isRecord(value['aim']['settings']);
}
