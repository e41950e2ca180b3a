/** Which parameters a sheet shows, and under which headings. Pure. */
import type { ParamSpec } from '../../sim/model/params.ts';
import type { Values } from '../../sim/model/scenario.ts';
import { spoken } from '../format.ts';

export interface ParamFilter {
  readonly text: string;
  /** Only what differs from its default. */
  readonly onlyDifferent: boolean;
}

/** Every word of the filter stands in the name, as it is or as it is spoken, in the sentence or in the heading. */
export function searchParams<S extends ParamSpec>(
  specs: readonly S[],
  values: Values,
  { text, onlyDifferent }: ParamFilter,
): readonly S[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return specs.filter((spec) => {
    const { name, sentence } = spec;
    const value = values[name] ?? spec.default;
    if (onlyDifferent && value === spec.default) return false;
    const said = `${name} ${spoken(name)} ${sentence} ${headingOf(spec)}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

/** By heading, in the order in which the headings come first. */
export function groupedParams<S extends ParamSpec>(
  specs: readonly S[],
): readonly (readonly [heading: string, specs: readonly S[]])[] {
  const groups = new Map<string, S[]>();
  for (const spec of specs) {
    const heading = headingOf(spec);
    groups.set(heading, [...(groups.get(heading) ?? []), spec]);
  }
  return [...groups];
}

/** Its own, or the service that its name begins with: `qstash.dedupWindowMs`. */
function headingOf({ name, group }: ParamSpec): string {
  if (group !== undefined) return group;
  const [service = '', rest] = name.split('.', 2);
  return rest === undefined ? '' : (SERVICES[service] ?? service);
}

/** As the services write themselves. */
const SERVICES: Readonly<Record<string, string>> = {
  network: 'Network',
  platform: 'Platform',
  redis: 'Redis',
  qstash: 'QStash',
  openai: 'OpenAI',
  firestore: 'Firestore',
  messenger: 'Messenger',
};
