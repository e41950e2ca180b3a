/** Questions of rate, of history and of the document: each from the simulator's own, with the laboratory's hands. */
import { claims } from '../../../scenarios/claims/index.ts';
import { hindcastVersions, scenarios } from '../../../scenarios/index.ts';
import {
  allMet,
  Campaign,
  drawCurve,
  drawMatrix,
  drawSweep,
  gapsFrom,
  gridOf,
  hindcastRows,
  matrixColumns,
  matrixRows,
  modelledGaps,
  namedBy,
  planUnder,
  reportOf,
  TAIL,
} from '../../../sim/explore/index.ts';
import { audited, type Prediction, type Seen } from '../../../sim/model/claim.ts';
import { assert } from '../../../sim/model/errors.ts';
import { readRunLink } from '../../../sim/model/link/index.ts';
import { type LabBench, measuringWatch } from './bench.ts';
import { driven } from './explore.ts';
import type { LabAnswer, MatrixAsk, SweepAsk, ToldVersion } from './protocol.ts';
import { base, simulate, subject } from './subject.ts';

const STOPPED: LabAnswer = { kind: 'stopped' };
/** Enough to see where a curve jumps; twice as many change its bands, not its place. */
const CURVE = { points: 16, futures: 24 };
/** What the history names and what needs a fault may take longer; the rest is met within a few dozen runs. */
const HISTORY_USERS = 3;

export async function curveFor(link: string, check: string, bench: LabBench): Promise<LabAnswer> {
  const linked = await readRunLink(link, scenarios);
  const trace = await simulate(linked);
  const curve = await drawCurve({ linked, trace, check, ...CURVE }, bench.pool, measuringWatch(bench));
  return curve === undefined ? STOPPED : { kind: 'curve', curve };
}

export async function matrixFor(ask: MatrixAsk, bench: LabBench): Promise<LabAnswer> {
  const columns = matrixColumns(subject.app).filter(({ mitigation, policy }) => {
    switch (ask.columns) {
      case 'all':
        return true;
      case 'policies':
        return mitigation === null;
      case 'mitigations':
        return mitigation !== null || policy === 'documented';
    }
  });
  const rows = matrixRows(scenarios.filter(({ id }) => ask.scenarios?.includes(id) ?? true));
  const question = { columns, rows, runs: ask.runs, seed: ask.seed, base };
  const matrix = await drawMatrix(question, bench.pool, measuringWatch(bench));
  return matrix === undefined ? STOPPED : { kind: 'matrix', matrix, seed: ask.seed };
}

export async function sweepFor({ vary, policy, runs, seed, typing }: SweepAsk, bench: LabBench): Promise<LabAnswer> {
  const question = {
    grid: gridOf(vary, subject.app),
    runs,
    seed,
    policy,
    profile: 'documented' as const,
    settings: {},
    constants: TAIL,
    gaps: typing === null ? modelledGaps : gapsFrom(typing.text, typing.name),
    base,
  };
  const rows = await drawSweep(question, bench.pool, measuringWatch(bench));
  return rows === undefined ? STOPPED : { kind: 'swept', rows };
}

/** Each version in turn, told of as soon as it is explored; those that were are kept where it is stopped. */
export async function hindcastFor(runs: number, policies: readonly string[], bench: LabBench): Promise<LabAnswer> {
  const told: ToldVersion[] = [];
  for (const version of hindcastVersions.filter(({ policy }) => policies.includes(policy))) {
    const plan = planUnder(
      { policy: version.policy, settings: version.settings ?? {}, users: HISTORY_USERS },
      'random',
      1,
    );
    const campaign = Campaign.begin(plan);
    const worth = namedBy(version);
    const explored = await driven(campaign, { runs, timeMs: null, worth }, bench);
    if (explored.end === 'stop' && !allMet(version, explored.state)) break;
    const report = reportOf(explored, base);
    const one = { version, runs: report.runs, rows: hindcastRows(version, report) };
    told.push(one);
    bench.tell({ kind: 'told', told: one });
    if (explored.end === 'stop') break;
  }
  return { kind: 'hindcast', told };
}

/** Every run that a claim names once, and all claims from what was seen in them. */
export async function auditFor(bench: LabBench): Promise<LabAnswer> {
  const byRun = new Map<string, Prediction[]>();
  for (const prediction of claims.flatMap(({ predicts }) => predicts)) {
    const name = `${prediction.scenario}/${prediction.variant}`;
    byRun.set(name, [...(byRun.get(name) ?? []), prediction]);
  }
  const seen = new Map<Prediction, Seen>();
  const queue = [...byRun.values()];
  const watch = measuringWatch(bench);
  let done = 0;
  const work = async (): Promise<void> => {
    for (let asked = queue.shift(); asked !== undefined && !bench.isStopped(); asked = queue.shift()) {
      const found = await bench.pool.look(asked);
      asked.forEach((prediction, i) => {
        const one = found[i];
        assert(one !== undefined, 'what is looked for is answered, one by one');
        seen.set(prediction, one);
      });
      done += 1;
      watch.progress(done, byRun.size);
    }
  };
  await Promise.race([Promise.all(Array.from({ length: bench.pool.hands }, work)), bench.stopped]);
  if (bench.isStopped()) return STOPPED;
  const audit = claims.map((claim) =>
    audited(
      claim,
      claim.predicts.flatMap((prediction) => seen.get(prediction) ?? []),
    ),
  );
  return { kind: 'audited', claims: audit };
}

export function versions(): LabAnswer {
  return { kind: 'versions', versions: hindcastVersions };
}
