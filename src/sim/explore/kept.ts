/**
 * A campaign as a file. The page keeps what it can go on from and what came of it together; the command line writes
 * each for itself. Whoever reads takes either.
 */
import { isRecord } from '../model/json.ts';
import type { CampaignState } from './campaign.ts';
import type { CampaignReport } from './report.ts';

/** Undefined where there is none in it. What it holds is held to `resolveInputs` when it runs. */
export function keptState(value: unknown): CampaignState | undefined {
  if (isState(value)) return value;
  return isRecord(value) && isState(value['state']) ? value['state'] : undefined;
}

export function keptReport(value: unknown): CampaignReport | undefined {
  if (isReport(value)) return value;
  return isRecord(value) && isReport(value['report']) ? value['report'] : undefined;
}

function isState(value: unknown): value is CampaignState {
  return (
    isRecord(value) &&
    isRecord(value['plan']) &&
    typeof value['merged'] === 'number' &&
    ['failures', 'reached', 'corpus', 'prelude'].every((name) => Array.isArray(value[name]))
  );
}

function isReport(value: unknown): value is CampaignReport {
  return isRecord(value) && typeof value['runs'] === 'number' && Array.isArray(value['findings']);
}
