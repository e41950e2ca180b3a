/**
 * `list`: the scenarios, their variants and what is expected of them. A person at a terminal gets a table; a pipe or a
 * file gets the same as with `--json`.
 */
import { CHECK_IDS } from '../sim/model/verdict.ts';
import { type Bench, EXIT, type ExitCode, type Io } from './bench.ts';
import type { CommandLine } from './options.ts';
import { table } from './text.ts';

export function list({ switches }: CommandLine, bench: Bench, io: Io): ExitCode {
  if (switches.includes('json') || !io.terminal) io.out(JSON.stringify(asJson(bench), null, 2));
  else io.out(asText(bench));
  return EXIT.ok;
}

function asJson({ scenarios, expectedOutcome }: Bench) {
  return scenarios.map(({ id, kind, title, reference, claims, variants }) => ({
    id,
    kind,
    title,
    reference,
    claims,
    variants: variants.map((variant) => ({
      id: variant.id,
      expected: Object.fromEntries(CHECK_IDS.map((check) => [check, expectedOutcome(check, variant.expected)])),
    })),
  }));
}

function asText({ scenarios }: Bench): string {
  const rows = scenarios.flatMap(({ id, kind, title, variants }) => [
    [id, kind, title],
    ...variants.map((variant) => [`  ${variant.id}`, '', variant.title]),
  ]);
  return `${table(rows)}\n\nRun one with: run <scenario> --variant <variant>`;
}
