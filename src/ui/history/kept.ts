/** What campaigns found in the history before anybody came: it comes with the page, until one explores oneself. */
import { createStore } from 'zustand/vanilla';
import type { HistoryVersion } from '../../sim/model/history.ts';
import { foundLink } from '../../sim/model/link/index.ts';
import type { HindcastRow } from '../worker/lab/protocol.ts';
import type { Told } from './desk.ts';
import { keyOf } from './story.ts';

/** An example is opened by its link. */
type KeptRow = Omit<HindcastRow, 'example'> & { readonly seeds: readonly unknown[] };

export interface Kept {
  readonly told: Told;
  /** From how many seeds each version was explored. */
  readonly seeds: number;
}

export const kept = createStore<Kept>(() => ({ told: {}, seeds: 0 }));

/** Fetched once, when somebody looks at the history. */
export async function layOutKept(versions: readonly HistoryVersion[]): Promise<void> {
  const { default: rows } = await import('../../../docs/campaigns/hindcast.json');
  kept.setState(keptFrom(versions, rows));
}

/** The rows of one version follow each other, in the order of the versions: what it is known for, and what was found beside. */
export function keptFrom(versions: readonly HistoryVersion[], rows: readonly KeptRow[]): Kept {
  const left = [...rows];
  const told: Record<string, Told[string]> = {};
  for (const version of versions) {
    const named = left.splice(0, version.findings.length);
    const next = left.findIndex(({ history }) => history);
    const ofVersion = [...named, ...left.splice(0, next === -1 ? left.length : next)];
    const shown = ofVersion.map(shownOf);
    told[keyOf(version)] = { version, runs: Math.max(...shown.map(({ runs }) => runs)), rows: shown };
  }
  return { told, seeds: Math.max(0, ...rows.map(({ seeds }) => seeds.length)) };
}

function shownOf(row: KeptRow): HindcastRow {
  const { link, check, pattern } = row;
  // Those of older files name the run alone.
  return { ...row, example: null, link: link === null ? null : foundLink({ link, check, pattern }) };
}
