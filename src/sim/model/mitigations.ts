/**
 * The switches that make the logic safer, each by itself: those of the policy that must survive, others that are
 * candidates, and the way back to the defaults.
 */
import type { AppDescription } from './app.ts';
import type { Scalar } from './json.ts';
import type { Values } from './scenario.ts';

/** The policy whose settings are the mitigations. */
export const MITIGATED = 'hardened';
/** What the reference document recommends. */
const RECOMMENDED = 'recommended';

/** The settings in which the hardened policy differs, and the candidates: each can be had by itself. */
export function mitigationsOf({ policies, mitigations }: Pick<AppDescription, 'policies' | 'mitigations'>): Values {
  return { ...settingsOf(MITIGATED, policies), ...mitigations };
}

function settingsOf(policy: string, policies: AppDescription['policies']): Values {
  return policies.find(({ id }) => id === policy)?.settings ?? {};
}

/** One thing to change about a run. */
export type Remedy =
  | { readonly kind: 'setting'; readonly name: string; readonly value: Scalar }
  | { readonly kind: 'policy'; readonly policy: string };

/**
 * What can be switched in a run of these settings: every single one of the hardened policy that it does not have, what the
 * document recommends besides, what differs from the default put back, and the two policies as a whole.
 */
export function remediesFor(app: AppDescription, policy: string, settings: Values): readonly Remedy[] {
  const wanted = new Map<string, Set<Scalar>>();
  const want = (name: string, value: Scalar): void => {
    if (settings[name] !== value) wanted.set(name, (wanted.get(name) ?? new Set()).add(value));
  };
  for (const values of [settingsOf(MITIGATED, app.policies), settingsOf(RECOMMENDED, app.policies)]) {
    for (const [name, value] of Object.entries(values)) want(name, value);
  }
  for (const { name, default: usual } of app.settings) want(name, usual);
  return [
    ...[...wanted].flatMap(([name, values]) => [...values].map((value): Remedy => ({ kind: 'setting', name, value }))),
    ...[RECOMMENDED, MITIGATED]
      .filter((id) => id !== policy && app.policies.some((known) => known.id === id))
      .map((id): Remedy => ({ kind: 'policy', policy: id })),
  ];
}
