/**
 * Under which heading the menu lists a fault, and which are suggested. A heading follows from the words of the fault's
 * id, so that a new one needs no change here: what no heading claims stands under the last. Pure.
 */
import type { FaultInput, Scenario } from '../../sim/model/scenario.ts';
import type { FaultDescription } from '../worker/protocol.ts';

export const FAULT_GROUPS = ['calls', 'instances', 'clocks', 'qstash', 'messenger', 'deployment', 'services'] as const;
export type FaultGroup = (typeof FAULT_GROUPS)[number];

/** The first heading one of whose words begins the id. */
const WORDS: readonly (readonly [FaultGroup, readonly string[]])[] = [
  ['calls', ['call', 'heavy']],
  ['instances', ['crash', 'kill', 'freeze', 'thaw', 'tab']],
  ['clocks', ['clock']],
  ['qstash', ['qstash']],
  ['messenger', ['webhook', 'messenger']],
  ['deployment', ['environment', 'other', 'deployment', 'rollout']],
];

export function faultGroupOf(id: string): FaultGroup {
  const [first = ''] = id.split('-');
  return WORDS.find(([, words]) => words.includes(first))?.[0] ?? 'services';
}

/** Faults in which every word stands somewhere, by heading, in the order of the catalogue; no heading is empty. */
export function searchFaults(
  catalogue: readonly FaultDescription[],
  query: string,
): readonly (readonly [group: FaultGroup, faults: readonly FaultDescription[]])[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = catalogue.filter(({ id, title, sentence, params }) => {
    const text = [id, title, sentence, ...params.map(({ name }) => name)].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return FAULT_GROUPS.flatMap((group) => {
    const faults = found.filter(({ id }) => faultGroupOf(id) === group);
    return faults.length === 0 ? [] : [[group, faults] as const];
  });
}

/** What the scenario's variants use and the run does not; then what people reach for first. */
export function suggestedFaults(
  catalogue: readonly FaultDescription[],
  scenario: Scenario | undefined,
  armed: readonly FaultInput[],
  most: number,
): readonly FaultDescription[] {
  const used = [...(scenario?.faults ?? []), ...(scenario?.variants.flatMap(({ faults }) => faults ?? []) ?? [])];
  const ids = new Set([...used.map(({ fault }) => fault), ...catalogue.map(({ id }) => id)]);
  for (const { fault } of armed) ids.delete(fault);
  return [...ids].flatMap((id) => catalogue.find((fault) => fault.id === id) ?? []).slice(0, most);
}
