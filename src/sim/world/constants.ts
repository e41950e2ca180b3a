/**
 * The constants of all services by their full names (`qstash.dedupWindowMs`), with the value that each has at this
 * moment: the profile's, what the scenario sets, and what a fault makes of it for a while.
 */
import { notAmong } from '../model/expected-among.ts';
import type { Scalar } from '../model/json.ts';
import { type ParamValues, parseScalar, readParams } from '../model/params.ts';
import type { ProfileId, Values } from '../model/scenario.ts';
import { NETWORK_CONSTANTS } from '../network/constants.ts';
import { firestore } from '../services/firestore/index.ts';
import { messenger } from '../services/messenger/index.ts';
import { openai } from '../services/openai/index.ts';
import { PLATFORM_CONSTANTS } from '../services/platform/index.ts';
import { qstash } from '../services/qstash/index.ts';
import { redis } from '../services/redis/index.ts';
import type { ServiceConstant } from '../services/service.ts';

/** In the order in which they are shown. */
const CONSTANT_GROUPS: Readonly<Record<string, readonly ServiceConstant[]>> = {
  network: NETWORK_CONSTANTS,
  platform: PLATFORM_CONSTANTS,
  messenger: messenger.constants,
  redis: redis.constants,
  qstash: qstash.constants,
  firestore: firestore.constants,
  openai: openai.constants,
};

/** Every constant under its full name, for the page, the command line and the documentation. */
export const constants: readonly ServiceConstant[] = Object.entries(CONSTANT_GROUPS).flatMap(([group, specs]) =>
  specs.map((spec) => ({ ...spec, name: `${group}.${spec.name}` })),
);

const byName: ReadonlyMap<string, ServiceConstant> = new Map(constants.map((spec) => [spec.name, spec]));

type Resolved = Readonly<Record<string, Scalar>>;

/** What each profile says, worked out once: a run looks at no more than what its scenario sets. */
const profiles: Readonly<Record<ProfileId, Resolved>> = {
  documented: Object.freeze(Object.fromEntries(constants.map((spec) => [spec.name, spec.default]))),
  published: Object.freeze(Object.fromEntries(constants.map((spec) => [spec.name, spec.published ?? spec.default]))),
};

/** All values under a profile, with what a scenario sets. Throws InputError for an unknown name or an unfit value. */
export function resolveConstants(profile: ProfileId, given: Values): Resolved {
  const known = Object.keys(given).flatMap((name) => byName.get(name) ?? []);
  // Of an unknown name the error says all that there are.
  const specs: readonly ServiceConstant[] = known.length === Object.keys(given).length ? known : constants;
  const set: Resolved = readParams(specs, given, 'constants');
  return known.length === 0 ? profiles[profile] : { ...profiles[profile], ...set };
}

/** A value for a constant that a fault names, from a text. Throws InputError that names the fault's parameter. */
export function parseConstant(name: string, text: string, where: string): Scalar {
  const changeable = constants.filter(({ fixed }) => fixed !== true);
  const spec = changeable.find((candidate) => candidate.name === name);
  if (spec === undefined)
    throw notAmong(
      `${where}.name`,
      name,
      changeable.map((known) => known.name),
    );
  return parseScalar(spec, text, `${where}.value`);
}

interface Override {
  readonly name: string;
  readonly value: Scalar;
  readonly fromMs: number;
  readonly toMs: number;
}

const placed = new WeakMap<Resolved, Map<string, readonly Scalar[]>>();

/** The constants of one run, live. */
export class Constants {
  readonly #values: Readonly<Record<string, Scalar>>;
  readonly #overrides: Override[] = [];
  /** Whether any has ever another value than at the start. */
  changing = false;
  readonly #nowMs: () => number;

  constructor(values: Readonly<Record<string, Scalar>>, nowMs: () => number) {
    this.#values = values;
    this.#nowMs = nowMs;
  }

  /** For an interval of virtual time a constant has another value, which fits; of several the last one counts. */
  override(name: string, value: Scalar, fromMs = 0, toMs = Number.POSITIVE_INFINITY): void {
    this.changing = true;
    this.#overrides.push({ name, value, fromMs, toMs });
  }

  get(name: string): Scalar {
    return this.#overridden(name) ?? this.#atStart(name);
  }

  #atStart(name: string): Scalar {
    const value = this.#values[name];
    if (value === undefined) throw new Error(`Assertion failed: constant ${name} has a value`);
    return value;
  }

  #overridden(name: string): Scalar | undefined {
    if (this.#overrides.length === 0) return undefined;
    const nowMs = this.#nowMs();
    return this.#overrides.findLast((held) => held.name === name && held.fromMs <= nowMs && nowMs < held.toMs)?.value;
  }

  /** The values of one group at the start, in the order of these names: worked out once for all runs with such values. */
  inPlaces(group: string, names: readonly string[]): readonly Scalar[] {
    let groups = placed.get(this.#values);
    if (groups === undefined) {
      groups = new Map();
      placed.set(this.#values, groups);
    }
    let values = groups.get(group);
    if (values === undefined) {
      values = names.map((name) => this.#atStart(name));
      groups.set(group, values);
    }
    return values;
  }

  /** An object whose properties are the constants of one group at the moment of reading. */
  view<const C extends readonly ServiceConstant[]>(group: string, specs: C): ParamValues<C> {
    const view: object = new (viewClass(group, specs))(this);
    // Every specification has its getter: what the mapped type says.
    return view as ParamValues<C>;
  }
}

type ViewClass = new (constants: Constants) => object;

const viewClasses = new Map<string, ViewClass>();

/** One class a group, made once: its getters stand on the prototype, and find a value by its place. */
function viewClass(group: string, specs: readonly ServiceConstant[]): ViewClass {
  const known = viewClasses.get(group);
  if (known !== undefined) return known;
  const names = specs.map(({ name }) => `${group}.${name}`);
  const made = class {
    readonly constants: Constants;
    readonly values: readonly Scalar[];
    constructor(constants: Constants) {
      this.constants = constants;
      this.values = constants.inPlaces(group, names);
    }
  };
  specs.forEach(({ name }, place) => {
    const full = `${group}.${name}`;
    Object.defineProperty(made.prototype, name, {
      get(this: InstanceType<typeof made>): Scalar | undefined {
        return this.constants.changing ? this.constants.get(full) : this.values[place];
      },
    });
  });
  viewClasses.set(group, made);
  return made;
}
