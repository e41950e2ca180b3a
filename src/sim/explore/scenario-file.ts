/**
 * Counterexamples as scenario files, ready to be put into src/scenarios/explored, with a line in its index.ts: the smallest
 * case of each cause, under its seed, with the verdicts that it was seen to have as those that must be seen.
 */
import { checks } from '../checks/index.ts';
import { expectedOutcome } from '../model/expected.ts';
import { groupBy } from '../model/group-by.ts';
import { canonicalJson } from '../model/trace-file/hash.ts';
import { DEFAULT_SEED, DEFAULT_USER } from '../model/scenario.ts';
import { asSource, type Source } from './as-source.ts';
import type { CampaignReport, ReportedFinding } from './report.ts';

export interface ExampleFile {
  readonly name: string;
  readonly text: string;
  /** The findings whose example it is. */
  readonly findings: readonly ReportedFinding[];
}

/** One file for each example; findings that share one share the file. */
export function exampleFiles({ findings, plan }: Pick<CampaignReport, 'findings' | 'plan'>): readonly ExampleFile[] {
  const byExample = groupBy(
    findings.filter(({ smallest }) => smallest),
    ({ example }) => canonicalJson(example),
  );
  const taken = new Map<string, number>();
  return [...byExample.values()].flatMap((sharing) => {
    const [finding] = sharing;
    if (finding === undefined) return [];
    const base = `${plan.aim.policy}-${finding.pattern.replaceAll('+', '-')}`;
    const times = (taken.get(base) ?? 0) + 1;
    taken.set(base, times);
    const id = times === 1 ? base : `${base}-${times}`;
    return [{ name: `${id}.ts`, text: scenarioText(id, finding), findings: sharing }];
  });
}

function scenarioText(id: string, { cause, example, verdict, verdicts }: ReportedFinding): string {
  const { messages, policy, settings, profile, constants, faults, seed } = example;
  const listed = checks.flatMap(({ id: check, unlessListed }) => {
    const seen = verdicts[check];
    return seen === undefined || seen === expectedOutcome({}, check, unlessListed) ? [] : [[check, seen] as const];
  });
  const scenario = {
    id,
    kind: 'explored',
    title: sentence(cause),
    reference: 'found by exploration',
    lookAt: verdict,
    claims: [],
    seenInTheWild: [],
    messages: messages.map(({ atMs, text, user }) => ({ atMs, text, ...(user === DEFAULT_USER ? {} : { user }) })),
    policy,
    ...(Object.keys(settings).length === 0 ? {} : { settings }),
    profile,
    ...(Object.keys(constants).length === 0 ? {} : { constants }),
    faults,
    ...(seed === DEFAULT_SEED ? {} : { seed }),
    variants: [
      {
        id: 'default',
        title: 'As found',
        happens: `${sentence(cause)}. ${verdict}`,
        expected: Object.fromEntries(listed),
      },
    ],
  } satisfies Source;
  return [
    `/** Exploration found it, and made it small: ${cause}. */`,
    "import type { Scenario } from '../../sim/model/scenario.ts';",
    '',
    `export const ${camel(id)} = ${asSource(scenario)} as const satisfies Scenario;`,
    '',
  ].join('\n');
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function camel(id: string): string {
  return id.replaceAll(/-(\w)/g, (_match, letter: string) => letter.toUpperCase());
}
