/** In which group of the list a scenario stands, in what order the groups come, and what a filter finds. Pure. */
import type { Scenario } from '../../sim/model/scenario.ts';
import type { CheckDescription, RunSummary } from '../worker/protocol.ts';
import { summaryKey } from '../store/state.ts';

export const GROUPS = ['issues', 'summary', 'found', 'wire', 'history', 'recommended', 'own'] as const;
export type Group = (typeof GROUPS)[number];

export function groupOf(scenario: Scenario): Group {
  if (scenario.kind === 'explored') return 'found';
  if (scenario.kind !== 'document') return scenario.kind;
  return /^issue\b/i.test(scenario.reference) ? 'issues' : 'summary';
}

export interface Known {
  readonly summaries: Readonly<Record<string, RunSummary>>;
  readonly checks: readonly CheckDescription[];
}

/** Scenarios in which every word of the filter stands somewhere: id, titles, source, kind, or a check that it breaks. */
export function filtered(scenarios: readonly Scenario[], filter: string, known: Known): readonly Scenario[] {
  // The document numbers its issues as “Issue #2”: that is one word, and not a 2 that stands anywhere.
  const words =
    filter
      .toLowerCase()
      .replace(/(?:\bissue\s*)?#\s*(?=\d)/g, 'issue ')
      .match(/issue \d+|\S+/g) ?? [];
  if (words.length === 0) return scenarios;
  return scenarios.filter((scenario) => {
    const text = searched(scenario, known);
    return words.every((word) => text.includes(word));
  });
}

function searched(scenario: Scenario, { summaries, checks }: Known): string {
  const { id, title, reference, kind, variants } = scenario;
  const broken = new Set(
    variants.flatMap((variant) => summaries[summaryKey({ scenario: id, variant: variant.id })]?.broken ?? []),
  );
  const titles = checks.flatMap((check) => (broken.has(check.id) ? [check.title] : []));
  return [id, title, reference, kind, ...variants.map((variant) => variant.title), ...broken, ...titles]
    .join(' ')
    .toLowerCase();
}
