/**
 * What the logic decides by: delays, time-outs, and a switch for every mitigation. Defaults are those of policy
 * `documented`, flaws included. One table, put together from a file a topic, gives the page its form, the command line
 * its options, and the code its types.
 */
import { CUSTODY } from './custody.ts';
import { FAILURE } from './failure.ts';
import { FLAG } from './flag.ts';
import { HISTORY } from './history.ts';
import { INSTANCE } from './instance.ts';
import { LIST } from './list.ts';
import { LOCK } from './lock.ts';
import { SIGNATURE } from './signature.ts';
import { TAB, TIMING } from './timing.ts';
import { TRIGGER } from './trigger.ts';

/** Under headings, in the order in which a form shows them. */
const TOPICS = [
  ['Timing', TIMING],
  ['Trigger', TRIGGER],
  ['Lock', LOCK],
  ['List in Redis', LIST],
  ['When something fails', FAILURE],
  ['History', HISTORY],
  ['Flag and users', FLAG],
  ['Signatures', SIGNATURE],
  ['Instances', INSTANCE],
  ['Custody', CUSTODY],
  ['The single tab', TAB],
] as const;

export const SETTINGS = TOPICS.flatMap(([group, specs]) => specs.map((spec) => ({ ...spec, group })));

type Spec = (typeof SETTINGS)[number];
type ValueOf<S extends Spec> = S extends { readonly kind: 'number' }
  ? number
  : S extends { readonly kind: 'boolean' }
    ? boolean
    : S extends { readonly choices: readonly (infer C)[] }
      ? C
      : string;

export type Settings = { readonly [S in Spec as S['name']]: ValueOf<S> };
export type GivenSettings = Readonly<Record<string, string | number | boolean>>;

function fits(spec: Spec, value: string | number | boolean): boolean {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' && value >= spec.min && value <= spec.max;
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return spec.choices.some((choice) => choice === value);
    case 'text':
      return typeof value === 'string' && value.length <= spec.maxLength;
  }
}

/** Fills in defaults. Throws an Error that names the setting where one does not exist or does not fit. */
export function readSettings(given: GivenSettings): Settings {
  const values: Record<string, string | number | boolean> = {};
  for (const spec of SETTINGS) {
    const value = given[spec.name] ?? spec.default;
    if (!fits(spec, value)) throw new Error(`settings.${spec.name}: ${JSON.stringify(value)} does not fit`);
    values[spec.name] = value;
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(values, name)) throw new Error(`settings.${name}: no such setting`);
  // Every specification has put a fitting value under its name: what the mapped type says.
  return values as Settings;
}
