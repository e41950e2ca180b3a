/** Every claim of the reference document, judged by the runs that it names; and what holds for the claims as data. */
import { describe, expect, it } from 'vitest';
import { aspects, claims } from '../../src/scenarios/claims/index.ts';
import { judge } from '../../src/sim/checks/index.ts';
import { type JudgedRun, look, type Prediction, type Seen, verdictOf } from '../../src/sim/model/claim.ts';
import type { Claim } from '../../src/sim/model/scenario.ts';
import { cases, play } from '../support/app.ts';

/** One run at a time: a run has the globals to itself. */
const runs = new Map<string, JudgedRun>();

async function runOf({ scenario, variant }: Prediction): Promise<JudgedRun> {
  const name = `${scenario} / ${variant}`;
  const known = runs.get(name) ?? (await judged(scenario, variant));
  runs.set(name, known);
  return known;
}

async function judged(scenario: string, variant: string): Promise<JudgedRun> {
  const trace = await play(scenario, variant);
  return { trace, verdicts: { pipeline: judge(trace), baseline: judge(trace, 'baseline') } };
}

async function verdict(id: string): Promise<Claim['verdict']> {
  const claim = claims.find((candidate) => candidate.id === id);
  if (claim === undefined) throw new Error(`no claim ${id}`);
  const seen: Seen[] = [];
  for (const prediction of claim.predicts) seen.push(look(prediction, await runOf(prediction)));
  return verdictOf(seen);
}

/** Worked out by the runs; written here so that a change of the logic or of a service shows which sentences it makes untrue. */
const VERDICTS: Readonly<Record<Claim['verdict'], readonly string[]>> = {
  holds: [
    'difference-order',
    'difference-races',
    'flow-dedup',
    'issue-4-missing',
    'issue-7-trimmed',
    'issue-7-untrimmed',
    'issue-7-user',
    'issue-7-sync',
    'table-state',
    'table-timing',
    'table-concurrency',
    'table-failures',
    'verify-1-user',
    'verify-2-redeploy',
    'verify-3-burst',
    'log-2',
    'log-4',
    'summary-1',
    'testing-2-environment',
    'testing-3-user',
    'production-5-health',
    'debugging-1-user',
    'debugging-5-compare',
    'closing-causes',
  ],
  'does not hold': [
    'issue-1-window',
    'issue-1-split',
    'issue-1-rapid',
    'issue-2-silence',
    'issue-2-25s',
    'issue-3-wait',
    'issue-3-loop',
    'issue-3-unlikely',
    'issue-3-skew',
    'issue-4-safe',
    'issue-5-clear',
    'table-loss',
    'table-network',
    'log-6',
    'summary-2',
  ],
  'holds only if': [
    'difference-tab',
    'difference-instances',
    'flow-wait',
    'flow-one-response',
    'issue-2-why',
    'issue-2-two',
    'issue-2-mitigation',
    'issue-5-lost',
    'issue-6-flip',
    'issue-6-redeploy',
    'table-races',
    'table-deduplication',
    'table-clock',
    'verify-4-lines',
    'log-1',
    'log-3',
    'log-5',
    'summary-3',
    'summary-4',
    'summary-5',
    'testing-1-logs',
    'testing-4-timing',
    'testing-5-lines',
    'production-1-lock',
    'production-2-retry',
    'production-3-save',
    'production-4-watch',
    'debugging-2-dashboard',
    'debugging-3-redis',
    'debugging-4-single',
    'closing-robust',
  ],
  'rests on no data': [
    'issue-3-ntp',
    'summary-1-share',
    'summary-2-share',
    'summary-3-share',
    'summary-4-share',
    'summary-5-share',
  ],
};

describe('a claim of the document', () => {
  it.each(claims.map(({ id, says }) => [id, says] as const))('%s: %s', async (id) => {
    const wanted = Object.entries(VERDICTS).find(([, ids]) => ids.includes(id))?.[0];
    expect(await verdict(id)).toBe(wanted);
  });
});

it('a single tab that breaks is shown by what befell it, before what the check goes by', async () => {
  const answers = { kind: 'check', check: 'answered', outcome: 'holds', side: 'baseline' } as const;
  const prediction: Prediction = { scenario: 'tab-closed', variant: 'at-1s', ...answers };
  const closed = await runOf(prediction);
  const { cameTrue, eventIds } = look(prediction, closed);
  const shown = eventIds.map((id) => closed.trace.events[id]).map((event) => [event?.kind, event?.atMs]);
  expect(cameTrue).toBe(false);
  expect(shown).toEqual([['fault', 1_000], ...[0, 250, 500].map((atMs) => ['message', atMs])]);
});

describe('the claims', () => {
  it('have ids of their own and whole sentences', () => {
    const ids = claims.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { says, because } of claims) for (const text of [says, because]) expect(text).toMatch(/[.]$/);
  });

  it('name runs that exist', () => {
    const known = new Set(cases.map(({ name }) => name));
    const named = claims.flatMap(({ predicts }) => predicts.map(({ scenario, variant }) => `${scenario} / ${variant}`));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('hold the nine rows of the table, and say where in the page one does what is recommended', () => {
    expect(aspects).toHaveLength(9);
    const ids = new Set(claims.map(({ id }) => id));
    expect(aspects.filter(({ claim }) => !ids.has(claim))).toEqual([]);
    const recommended = claims.filter(({ where }) => where.startsWith('recommendations'));
    expect(recommended).toHaveLength(15);
    expect(recommended.filter(({ inThePage }) => inThePage === undefined)).toEqual([]);
  });

  it('give the shares of the five failure modes no data to rest on', () => {
    const shares = claims.filter(({ says }) => says.includes('%'));
    expect(shares).toHaveLength(5);
    expect(shares.filter(({ predicts }) => predicts.length > 0)).toEqual([]);
  });
});
