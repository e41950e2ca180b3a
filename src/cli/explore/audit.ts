/**
 * `audit`: every claim of the reference document beside what happens. Each names runs and what they must show if it is
 * true; its verdict is worked out from them here, each time. Nothing is expected: the exit code is 0.
 */
import { resolveInputs } from '../../sim/index.ts';
import { type JudgedRun, look, type Prediction, type Seen, verdictOf } from '../../sim/model/claim.ts';
import { assert } from '../../sim/model/errors.ts';
import type { Claim } from '../../sim/model/scenario.ts';
import { type Bench, EXIT, type ExitCode, type Io } from '../bench.ts';
import type { CommandLine } from '../options.ts';
import { table } from '../text.ts';

interface AuditedClaim {
  readonly id: string;
  readonly where: string;
  readonly claim: string;
  /** The run that decides: the first that does not do what is claimed, else the first; null where there is none. */
  readonly scenario: string | null;
  readonly variant: string | null;
  readonly verdict: Claim['verdict'];
  /** The events of that run that show it. */
  readonly events: readonly number[];
  readonly because: string;
  readonly predictions: readonly (Prediction & { readonly cameTrue: boolean })[];
}

export async function audit({ switches }: CommandLine, bench: Bench, io: Io): Promise<ExitCode> {
  const runs = new Map<string, JudgedRun>();
  const audited: AuditedClaim[] = [];
  for (const { id, where, says, because, predicts } of bench.claims) {
    io.progress(`${audited.length} of ${bench.claims.length} claims`);
    const seen: Seen[] = [];
    for (const prediction of predicts) seen.push(look(prediction, await runOf(prediction, bench, runs)));
    const decides = seen.find(({ cameTrue }) => !cameTrue) ?? seen[0];
    audited.push({
      id,
      where,
      claim: says,
      scenario: decides?.prediction.scenario ?? null,
      variant: decides?.prediction.variant ?? null,
      verdict: verdictOf(seen),
      events: decides?.eventIds ?? [],
      because,
      predictions: seen.map(({ prediction, cameTrue }) => ({ ...prediction, cameTrue })),
    });
  }
  io.progress('');
  io.out(switches.includes('json') ? JSON.stringify(audited, null, 2) : asText(audited));
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

function asText(audited: readonly AuditedClaim[]): string {
  const blocks = audited.map(({ where, claim, verdict, because, scenario, variant }) =>
    [
      `${where}: ${claim}`,
      `  ${verdict}: ${because}`,
      ...(scenario === null ? [] : [`  run ${scenario} --variant ${variant}`]),
    ].join('\n'),
  );
  const counts = (['holds', 'holds only if', 'does not hold', 'rests on no data'] as const).map((verdict) => [
    String(audited.filter((claim) => claim.verdict === verdict).length),
    verdict,
  ]);
  return `${blocks.join('\n\n')}\n\n${table(counts)}`;
}
