/**
 * What the options of `run` change of a scenario: texts become the kinds of value that the specifications want.
 * Everything that can be set is described by data, so a new setting, constant or fault needs no line here.
 */
import { constants, faults, LARGEST_SEED, type Overrides } from '../sim/index.ts';
import type { AppDescription } from '../sim/model/app.ts';
import { InputError } from '../sim/model/errors.ts';
import { notAmong } from '../sim/model/expected-among.ts';
import type { Scalar } from '../sim/model/json.ts';
import { type ParamSpec, parseScalar } from '../sim/model/params.ts';
import type { FaultInput } from '../sim/model/scenario.ts';

/** `name=value` as typed; the value may hold further equals signs, spaces, or nothing. */
interface Assignment {
  readonly name: string;
  readonly text: string;
}

function readAssignment(text: string, where: string, form: string): Assignment {
  const at = text.indexOf('=');
  if (at < 1) throw new InputError(where, text, form);
  return { name: text.slice(0, at), text: text.slice(at + 1) };
}

function findSpec(specs: readonly ParamSpec[], name: string, where: string): ParamSpec {
  const spec = specs.find((candidate) => candidate.name === name);
  if (spec === undefined) {
    throw notAmong(
      where,
      name,
      specs.map((candidate) => candidate.name),
    );
  }
  return spec;
}

/** Reads a seed as typed. Of a number, the range is the simulator's to judge. */
export function readSeed(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InputError('seed', text, `a whole number from 0 to ${LARGEST_SEED}`);
  return Number(text);
}

/**
 * Reads every `--set`. A name without a dot is a setting of the batching logic; a name with one is a constant of
 * a service (`qstash.dedupWindowMs`). A name that is set twice is refused: nobody can tell which was meant.
 */
export function readSettings(texts: readonly string[], app: AppDescription): Pick<Overrides, 'settings' | 'constants'> {
  const settings: Record<string, Scalar> = {};
  const services: Record<string, Scalar> = {};
  for (const given of texts) {
    const { name, text } = readAssignment(given, '--set', 'name=value');
    const [specs, values] = name.includes('.') ? ([constants, services] as const) : ([app.settings, settings] as const);
    const where = `--set ${name}`;
    if (Object.hasOwn(values, name)) throw new InputError(where, text, 'the name only once');
    values[name] = parseScalar(findSpec(specs, name, where), text, where);
  }
  return {
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    ...(Object.keys(services).length > 0 ? { constants: services } : {}),
  };
}

/**
 * Reads every `--fault` on top of the faults that the scenario has: a parameter of a fault that is there is
 * changed; a fault that is not there is added, with defaults for the rest. A name alone adds one more, as the defaults
 * have it. Of several of one name `crash` is the first, `crash#2` the second; the number after the last adds one more.
 * One parameter of one fault that is given twice is refused.
 */
export function readFaults(texts: readonly string[], own: readonly FaultInput[]): readonly FaultInput[] {
  const result: FaultInput[] = [...own];
  const assigned = new Set<string>();
  for (const given of texts) {
    const dot = given.search(/[.=]/);
    const named = dot === -1 ? given : given.slice(0, dot);
    const [id = '', number] = named.split(/#(.*)/, 2);
    const fault = faults.find((known) => known.id === id);
    if (fault === undefined) {
      throw notAmong(
        '--fault',
        id,
        faults.map((known) => known.id),
      );
    }
    if (dot === -1) {
      addFault(result, id, number, given);
      continue;
    }
    if (given[dot] === '=') throw new InputError('--fault', given, `${named} alone, or ${named}.<parameter>=<value>`);
    const { name, text } = readAssignment(given, '--fault', '<fault>, or <fault>.<parameter>=<value>');
    const param = name.slice(dot + 1);
    const where = `--fault ${named}.${param}`;
    const value = parseScalar(findSpec(fault.params, param, where), text, where);
    const index = placeOf(result, id, number ?? '1', given);
    const place = `${index}.${param}`;
    if (assigned.has(place)) {
      const next = result.filter((armed) => armed.fault === id).length + 1;
      throw new InputError(where, text, `it only once; ${id}#${next}.${param} adds another fault`);
    }
    assigned.add(place);
    result[index] = { ...(result[index] ?? { fault: id }), [param]: value };
  }
  return result;
}

/** What the faults are called on a command line: by their ids, `crash#2` where it is the second of its name. */
export function namesOf(faults: readonly FaultInput[]): readonly string[] {
  return faults.map(({ fault }, index) => {
    const number = faults.slice(0, index + 1).filter((other) => other.fault === fault).length;
    return number === 1 ? fault : `${fault}#${number}`;
  });
}

/** The same error, where it is about what a `--set` says: what only the service itself can tell, it calls by its own name. */
export function asSet(error: InputError, texts: readonly string[]): InputError {
  const [, name] = /^(?:settings|constants)\.(.+)$/.exec(error.field) ?? [];
  return name !== undefined && texts.some((text) => text.startsWith(`${name}=`)) ? error.as(`--set ${name}`) : error;
}

const PLACE = /^faults\[(\d+)\](\..+)?$/;

/** The same error, where it is about a fault that the options changed or added: nobody typed its place in a list. */
export function asTyped(error: InputError, faults: readonly FaultInput[], own: readonly FaultInput[]): InputError {
  const [, place, param = ''] = PLACE.exec(error.field) ?? [];
  const index = Number(place);
  if (place === undefined || faults[index] === undefined || faults[index] === own[index]) return error;
  return error.as(`--fault ${namesOf(faults)[index] ?? ''}${param}`);
}

/** As its defaults have it, behind those of its name: a number that is said must be the next one. */
function addFault(armed: FaultInput[], id: string, number: string | undefined, given: string): void {
  const next = armed.filter(({ fault }) => fault === id).length + 1;
  if (number !== undefined && number !== String(next)) {
    const adding = `${id} alone or ${id}#${next}, which add one`;
    const isThere = Number(number) >= 1 && Number(number) < next;
    throw new InputError('--fault', given, isThere ? `${adding}, or ${given}.<parameter>=<value>` : adding);
  }
  armed.push({ fault: id });
}

/** Where the fault of that number among those of its name is; the end of the list for the next one. */
function placeOf(armed: readonly FaultInput[], id: string, number: string, given: string): number {
  const places = [...armed.flatMap(({ fault }, index) => (fault === id ? [index] : [])), armed.length];
  const place = /^[1-9]\d{0,3}$/.test(number) ? places[Number(number) - 1] : undefined;
  if (place !== undefined) return place;
  const expected =
    places.length === 1 ? `${id}#1, which adds one` : `${id}#1 to ${id}#${places.length}, the last of which adds one`;
  throw new InputError('--fault', given, expected);
}
