/**
 * One description for everything that a person can set: settings of the batching logic, parameters of
 * faults, constants of the services. The command line parses by it, the page draws its form from it, and
 * the type of the values follows from it; so a new fault or constant needs no change in either.
 */
import { InputError } from './errors.ts';
import { notAmong } from './expected-among.ts';
import { isRecord, type Scalar } from './json.ts';

interface Named {
  readonly name: string;
  /** One sentence for the page, the command line's help and the documentation. */
  readonly sentence: string;
  /** The heading under which it stands in a long form. */
  readonly group?: string;
}

export interface NumberParam extends Named {
  readonly kind: 'number';
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly unit: 'ms' | 'count' | 'share' | 'status' | 'ppm';
}

export interface BooleanParam extends Named {
  readonly kind: 'boolean';
  readonly default: boolean;
}

export interface TextParam extends Named {
  readonly kind: 'text';
  readonly default: string;
  /** Shortest value, where an empty one would mean nothing: a name, an address. Left out, a text may be empty. */
  readonly minLength?: number;
  /** Longest value, in UTF-16 code units. */
  readonly maxLength: number;
  /** What the text must be; any text where it is left out. */
  readonly form?: 'https address';
  /** Values that people often want; others are taken as well. */
  readonly suggestions?: readonly string[];
}

export interface ChoiceParam extends Named {
  readonly kind: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

export type ParamSpec = NumberParam | BooleanParam | TextParam | ChoiceParam;

type ValueOf<S extends ParamSpec> = S extends NumberParam
  ? number
  : S extends BooleanParam
    ? boolean
    : S extends ChoiceParam
      ? S['choices'][number]
      : string;

/** The values that a list of specifications describes, by name. */
export type ParamValues<P extends readonly ParamSpec[]> = {
  readonly [S in P[number] as S['name']]: ValueOf<S>;
};

/** There is no half of a call, and no status 500.5. */
function isWhole({ unit }: NumberParam): boolean {
  return unit === 'count' || unit === 'status';
}

/** What a value must look like, in words, for error messages. */
export function expectedOf(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'number':
      return `a ${isWhole(spec) ? 'whole ' : ''}number from ${spec.min} to ${spec.max} (${spec.unit})`;
    case 'boolean':
      return 'true or false';
    case 'text':
      if (spec.form !== undefined) return `a whole ${spec.form}, as ${spec.default}`;
      return spec.minLength === undefined
        ? `a text of at most ${spec.maxLength} characters`
        : `a text of ${spec.minLength} to ${spec.maxLength} characters`;
    case 'choice':
      return `one of ${spec.choices.join(', ')}`;
  }
}

function fits(spec: ParamSpec, value: unknown): value is Scalar {
  switch (spec.kind) {
    case 'number':
      return (
        typeof value === 'number' &&
        value >= spec.min &&
        value <= spec.max &&
        (!isWhole(spec) || Number.isInteger(value))
      );
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return (
        typeof value === 'string' &&
        value.length >= (spec.minLength ?? 0) &&
        value.length <= spec.maxLength &&
        (spec.form === undefined || isAddress(value))
      );
    case 'choice':
      return typeof value === 'string' && spec.choices.includes(value);
  }
}

/** What is called at it must get there: a slip would only be seen as a host that is not found. */
function isAddress(text: string): boolean {
  return /^https:\/\/[^\s/]\S*$/.test(text) && URL.canParse(text);
}

/**
 * Reads values by their specifications: what is missing gets its default.
 * Throws InputError for a name that does not exist and for a value that does not fit.
 */
export function readParams<const P extends readonly ParamSpec[]>(
  specs: P,
  given: unknown,
  where: string,
): ParamValues<P> {
  if (!isRecord(given)) throw new InputError(where, given, 'an object of values by name');
  const values: Record<string, Scalar> = {};
  for (const spec of specs) {
    const value = given[spec.name] ?? spec.default;
    if (!fits(spec, value)) throw new InputError(`${where}.${spec.name}`, value, expectedOf(spec));
    values[spec.name] = value;
  }
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(values, name)) {
      throw notAmong(
        `${where}.${name}`,
        name,
        specs.map((spec) => spec.name),
      );
    }
  }
  // The loop above has put a fitting value under every name: exactly what the mapped type says.
  return values as ParamValues<P>;
}

/** Turns a text, as typed on a command line, into the kind of value that the specification wants. */
export function parseScalar(spec: ParamSpec, text: string, where: string): Scalar {
  const value: Scalar =
    spec.kind === 'number' && text.trim() !== ''
      ? Number(text)
      : spec.kind === 'boolean' && (text === 'true' || text === 'false')
        ? text === 'true'
        : text;
  if (!fits(spec, value)) throw new InputError(where, text, expectedOf(spec));
  return value;
}
