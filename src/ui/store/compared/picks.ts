/**
 * A picked run as text: the value of an option in a list, and a part of the address. There, a run that is gone when the
 * page is (the one before a change, a file) goes by what it was made of, and by its checkpoints.
 */
import { readCheckpoints, writeCheckpoints } from '../../../sim/model/trace-file/checkpoints.ts';
import { InputError } from '../../../sim/model/errors.ts';
import { isRecord } from '../../../sim/model/json.ts';
import { linkParams, readRun } from '../../../sim/model/link/index.ts';
import { OWN_VARIANT } from '../../../sim/model/own-scenario.ts';
import type { Scenario } from '../../../sim/model/scenario.ts';
import { ownFrom } from '../own/from.ts';
import type { PageState, RunPick } from '../state.ts';

const LINKED = 'linked:';
const ORIGINS = ['before', 'file', 'own'] as const;
const LARGEST_SEED = 0xffff_ffff;
const FORMS = 'this, baseline, before, file, variant:…, policy:…, seed:…, scenario:… or linked:… as a link has it';

/** What a list to choose from holds: a pick as the text of an option. */
export function writePick(pick: RunPick): string {
  switch (pick.kind) {
    case 'variant':
    case 'policy':
    case 'scenario':
      return `${pick.kind}:${pick.id}`;
    case 'seed':
      return `seed:${pick.seed}`;
    case 'linked': {
      const { was, name, run } = pick;
      const hashes = writeCheckpoints(run.recorded);
      return `${LINKED}${JSON.stringify({ was, name, run: linkParams(run).toString(), hashes })}`;
    }
    case 'this':
    case 'baseline':
    case 'before':
    case 'file':
      return pick.kind;
  }
}

/** Throws InputError for what no pick is written as. */
export function readPick(text: string, scenarios: readonly Scenario[], field: string): RunPick {
  if (text === 'this' || text === 'baseline' || text === 'before' || text === 'file') return { kind: text };
  if (text.startsWith(LINKED)) return readLinked(text.slice(LINKED.length), scenarios, field);
  const at = text.indexOf(':');
  const [kind, rest] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if ((kind === 'variant' || kind === 'policy' || kind === 'scenario') && rest !== '') return { kind, id: rest };
  if (kind === 'seed' && /^\d{1,10}$/.test(rest) && Number(rest) <= LARGEST_SEED) return { kind, seed: Number(rest) };
  throw new InputError(field, text, FORMS);
}

function readLinked(text: string, scenarios: readonly Scenario[], field: string): RunPick {
  const value = parsed(text);
  const { was, name, run, hashes } = isRecord(value) ? value : {};
  const origin = ORIGINS.find((each) => each === was);
  if (origin === undefined || typeof name !== 'string') throw new InputError(field, text, FORMS);
  if (typeof run !== 'string' || typeof hashes !== 'string') throw new InputError(field, text, FORMS);
  const recorded = hashes === '' ? [] : readCheckpoints(hashes, field);
  return { kind: 'linked', was: origin, name, run: { ...readRun(new URLSearchParams(run), scenarios), recorded } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The pick as a link can hold it: nothing of it stays behind on this page. */
export function linkedPick(state: PageState, pick: RunPick): RunPick {
  const picked = pick.kind === 'scenario' ? state.own.find(({ id }) => id === pick.id) : undefined;
  if (picked !== undefined) {
    const run = { scenario: picked.id, variant: OWN_VARIANT, overrides: {}, own: picked, recorded: [] };
    return { kind: 'linked', was: 'own', name: picked.title, run };
  }
  if (pick.kind !== 'before' && pick.kind !== 'file') return pick;
  const { before, loaded, scenarios, description } = state;
  const result = pick.kind === 'before' ? before : (loaded?.result ?? null);
  if (result === null || description === null) return pick;
  const { hash, checkpoints: recorded, trace } = result;
  const name = pick.kind === 'file' ? (loaded?.name ?? '') : '';
  const { scenario, variant, overrides, own } = result.request;
  const linked = { kind: 'linked', was: pick.kind, name } as const;
  if (own !== undefined) return { ...linked, run: { scenario, variant, overrides, own, recorded } };
  const mine = state.own.some(({ id }) => id === scenario);
  if (!mine && scenarios.some(({ id }) => id === scenario)) {
    return { ...linked, run: { scenario, variant, overrides, recorded } };
  }
  // A scenario that nobody knows elsewhere goes with it. Its id is always the same, so that the link is.
  const made = ownFrom(trace.inputs, description, `mine-${hash.slice(0, 8)}`);
  return { ...linked, run: { scenario: made.id, variant: OWN_VARIANT, overrides: {}, own: made, recorded } };
}
