/**
 * What a saved trace's names promise and its inputs do not keep. Names are labels: the inputs alone decide the run, and a
 * file whose name nobody knows repeats like any other. Who reads "Equal" is told that it is not the scenario's own run.
 */
import { resolveInputs } from '../sim/index.ts';
import { isRecord } from '../sim/model/json.ts';
import { canonicalJson } from '../sim/model/trace-file/hash.ts';
import type { RunInputs } from '../sim/model/trace.ts';
import type { Bench } from './bench.ts';

/** As many as one reads on a line. */
const MOST_NAMED = 6;

/** Sentences; none where the inputs are those that the scenario has with this seed. */
export function remarksOn(inputs: RunInputs, { scenarios, app }: Pick<Bench, 'scenarios' | 'app'>): readonly string[] {
  const scenario = scenarios.find(({ id }) => id === inputs.scenario);
  if (scenario === undefined) return [`There is no scenario ${shown(inputs.scenario)}: these are inputs of its own.`];
  const variant = scenario.variants.find(({ id }) => id === inputs.variant);
  if (variant === undefined)
    return [`${scenario.id} has no variant ${shown(inputs.variant)}: these are inputs of its own.`];
  const { inputs: own } = resolveInputs(scenario, variant.id, { seed: inputs.seed }, app);
  const differing = differences({ ...inputs }, { ...own });
  if (differing.length === 0) return [];
  const more = differing.length > MOST_NAMED ? `, … ${differing.length - MOST_NAMED} more` : '';
  return [`The inputs differ from the scenario’s own: ${differing.slice(0, MOST_NAMED).join(', ')}${more}.`];
}

type ByName = Readonly<Record<string, unknown>>;

/** By name, with both values where they are short. */
function differences(found: ByName, own: ByName, where = ''): readonly string[] {
  return [...new Set([...Object.keys(own), ...Object.keys(found)])].flatMap((name) => {
    const [mine, scenarios] = [found[name], own[name]];
    if (isRecord(mine) && isRecord(scenarios)) return differences(mine, scenarios, `${where}${name}.`);
    if (canonicalJson({ value: mine }) === canonicalJson({ value: scenarios })) return [];
    const isLong = [mine, scenarios].some((value) => typeof value === 'object');
    return [isLong ? `${where}${name}` : `${where}${name} (${shown(mine)}, not ${shown(scenarios)})`];
  });
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
