/**
 * The campaigns that come with the page: whoever opens the view finds what was found, before he explores himself. They
 * are read as any kept campaign is, on a desk of their own, so that nobody has to wait for them.
 */
import { Desk } from '../store/desk.ts';
import { campaignFrom, desk, NO_CAMPAIGN } from './desk.ts';

/** By policy; fetched when one is looked at. */
const FILES: Readonly<Record<string, () => Promise<{ readonly default: string }>>> = {
  documented: () => import('../../../docs/campaigns/documented.json?raw'),
  hardened: () => import('../../../docs/campaigns/hardened.json?raw'),
};

const reading = new Desk(NO_CAMPAIGN, campaignFrom);
let shown: unknown = null;
/** The policy that was asked for last: another may be asked for while the file of one is read. */
let wanted = '';

/** Whether what lies on the desk came with the page. */
export function isKept(report: unknown): boolean {
  return report !== null && report === shown;
}

/** Puts the kept campaign of that policy on the desk, where there is one and nobody's own lies there. */
export async function layOutKept(policy: string): Promise<void> {
  wanted = policy;
  const file = FILES[policy];
  if (!isFree()) return;
  if (file === undefined) {
    desk.set(() => NO_CAMPAIGN);
    return;
  }
  const { default: text } = await file();
  // Who is reading another one looks again when that is done.
  if (wanted !== policy || reading.isWorking) return;
  await reading.ask({ kind: 'read', name: `${policy}.json`, text }, 1, NO_CAMPAIGN);
  if (wanted !== policy) return layOutKept(wanted);
  const { result } = reading.store.getState();
  if (!isFree() || result.report?.plan.aim.policy !== policy) return;
  shown = result.report;
  desk.set(() => result);
}

function isFree(): boolean {
  const { work, result } = desk.store.getState();
  return work.kind === 'idle' && (result === NO_CAMPAIGN || isKept(result.report));
}
