/**
 * `audit`: every claim of the reference document beside what happens. Each names runs and what they must show if it is
 * true; its verdict is worked out from them here, each time. Nothing is expected: the exit code is 0.
 */
import { resolveInputs } from '../../sim/index.ts';
import { audited, type AuditedClaim, type JudgedRun, look, type Prediction, type Seen } from '../../sim/model/claim.ts';
import { assert } from '../../sim/model/errors.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import type { CommandLine } from '../options.ts';
import { table } from '../text.ts';

export async function audit({ switches }: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const runs = new Map<string, JudgedRun>();
  const audits: AuditedClaim[] = [];
  for (const claim of bench.claims) {
    io.progress(`${audits.length} of ${bench.claims.length} claims`);
    const seen: Seen[] = [];
    for (const prediction of claim.predicts) seen.push(look(prediction, await runOf(prediction, bench, runs)));
    audits.push(audited(claim, seen));
  }
  io.progress('');
  io.out(switches.includes('json') ? JSON.stringify(audits, null, 2) : asText(audits));
  return EXIT.ok;
}

/** Each run once, one after the other. */
async function runOf(
  { scenario: id, variant }: Prediction,
  bench: Bench,
  runs: Map<string, JudgedRun>,
): Promise<JudgedRun> {
  const name = `${id} / ${variant}`;
  const known = runs.get(name);
  if (known !== undefined) return known;
  const scenario = bench.scenarios.find((candidate) => candidate.id === id);
  assert(scenario !== undefined, `claims name scenarios that exist: ${id}`);
  const trace = await bench.simulate(resolveInputs(scenario, variant, {}, bench.app).inputs);
  const run = { trace, verdicts: { pipeline: bench.judge(trace), baseline: bench.judge(trace, 'baseline') } };
  runs.set(name, run);
  return run;
}

function asText(audits: readonly AuditedClaim[]): string {
  const blocks = audits.map(({ where, claim, verdict, because, scenario, variant }) =>
    [
      `${where}: ${claim}`,
      `  ${verdict}: ${because}`,
      ...(scenario === null ? [] : [`  run ${scenario} --variant ${variant}`]),
    ].join('\n'),
  );
  const counts = (['holds', 'holds only if', 'does not hold', 'rests on no data'] as const).map((verdict) => [
    String(audits.filter((claim) => claim.verdict === verdict).length),
    verdict,
  ]);
  return `${blocks.join('\n\n')}\n\n${table(counts)}`;
}
