/**
 * Firestore's values as they stand on the wire (`{"stringValue": "x"}`): read at the edge, compared, added, measured,
 * and shown as plain JSON. Sources: REST reference, Value; "storage size calculations".
 */
import { isRecord, type Json } from '../../model/json.ts';
import { FirestoreRefusal } from './errors.ts';

/** Wire form, checked: exactly one of the known kinds. Maps keep the order in which they came. */
export type Value =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A 64-bit integer: a text on the wire. */
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'timestamp' | 'string' | 'bytes' | 'reference'; readonly value: string }
  | { readonly kind: 'geoPoint'; readonly latitude: number; readonly longitude: number }
  | { readonly kind: 'array'; readonly values: readonly Value[] }
  | { readonly kind: 'map'; readonly fields: Fields };

export type Fields = ReadonlyMap<string, Value>;

const SPECIAL_NUMBERS: ReadonlyMap<unknown, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);
type TextKind = 'timestamp' | 'string' | 'bytes' | 'reference';
const TEXT_KINDS: ReadonlyMap<string, TextKind> = new Map([
  ['stringValue', 'string'],
  ['timestampValue', 'timestamp'],
  ['bytesValue', 'bytes'],
  ['referenceValue', 'reference'],
]);
const DEEPEST = 20;

/** Throws FirestoreRefusal (INVALID_ARGUMENT) for what is no value, naming where it stands. */
export function readValue(given: unknown, where: string, depth = 0): Value {
  if (depth > DEEPEST) throw invalid(`${where}: nested more than ${DEEPEST} levels`);
  if (!isRecord(given)) throw invalid(`${where}: expected a value, found ${JSON.stringify(given)}`);
  const names = Object.keys(given);
  const name = names[0];
  if (name === undefined || names.length > 1)
    throw invalid(`${where}: expected a value of one kind, found ${JSON.stringify(given)}`);
  const raw = given[name];
  const textKind = TEXT_KINDS.get(name);
  if (textKind !== undefined && typeof raw === 'string') return { kind: textKind, value: raw };
  if (name === 'nullValue') return { kind: 'null' };
  if (name === 'booleanValue' && typeof raw === 'boolean') return { kind: 'boolean', value: raw };
  if (name === 'integerValue' && /^-?\d+$/.test(String(raw))) return { kind: 'integer', value: BigInt(String(raw)) };
  if (name === 'doubleValue') return readDouble(raw, where);
  if (name === 'geoPointValue' && isRecord(raw)) {
    return { kind: 'geoPoint', latitude: Number(raw['latitude'] ?? 0), longitude: Number(raw['longitude'] ?? 0) };
  }
  if (name === 'arrayValue' && isRecord(raw))
    return { kind: 'array', values: readValues(raw['values'], where, depth + 1) };
  if (name === 'mapValue' && isRecord(raw)) return { kind: 'map', fields: readFields(raw['fields'], where, depth + 1) };
  throw invalid(`${where}: cannot read ${JSON.stringify(given)}`);
}

export function readValues(given: unknown, where: string, depth = 0): readonly Value[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalid(`${where}: expected a list of values`);
  return given.map((value: unknown, i) => readValue(value, `${where}[${i}]`, depth));
}

export function readFields(given: unknown, where: string, depth = 0): Fields {
  if (given === undefined) return new Map();
  if (!isRecord(given)) throw invalid(`${where}: expected fields by name`);
  const fields = new Map<string, Value>();
  for (const name of Object.keys(given)) fields.set(name, readValue(given[name], `${where}.${name}`, depth));
  return fields;
}

function readDouble(raw: unknown, where: string): Value {
  const value = typeof raw === 'number' ? raw : SPECIAL_NUMBERS.get(raw);
  if (value === undefined) throw invalid(`${where}: expected a number, found ${JSON.stringify(raw)}`);
  return { kind: 'double', value };
}

/** Back to the wire. */
export function wireValue(value: Value): Json {
  switch (value.kind) {
    case 'null':
      return { nullValue: null };
    case 'boolean':
      return { booleanValue: value.value };
    case 'integer':
      return { integerValue: value.value.toString() };
    case 'double':
      return { doubleValue: plainDouble(value.value) };
    case 'geoPoint':
      return { geoPointValue: { latitude: value.latitude, longitude: value.longitude } };
    case 'array':
      return { arrayValue: value.values.length === 0 ? {} : { values: value.values.map(wireValue) } };
    case 'map':
      return { mapValue: value.fields.size === 0 ? {} : { fields: wireFields(value.fields) } };
    default:
      return { [`${value.kind}Value`]: value.value };
  }
}

export function wireFields(fields: Fields): Json {
  return objectOf(fields, wireValue);
}

/** A field may have any name, that of an object's prototype too: that one is not assigned, but defined. */
function objectOf(fields: Fields, of: (value: Value) => Json): Json {
  const object: { [name: string]: Json } = {};
  for (const [name, value] of fields) {
    if (name !== '__proto__') object[name] = of(value);
    else
      Object.defineProperty(object, name, { value: of(value), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

/** As a person would write it: what the page shows of a document. */
function plain(value: Value): Json {
  switch (value.kind) {
    case 'null':
      return null;
    case 'integer': {
      const number = Number(value.value);
      return Number.isSafeInteger(number) ? number : value.value.toString();
    }
    case 'double':
      return plainDouble(value.value);
    case 'geoPoint':
      return { latitude: value.latitude, longitude: value.longitude };
    case 'array':
      return value.values.map(plain);
    case 'map':
      return plainFields(value.fields);
    default:
      return value.value;
  }
}

export function plainFields(fields: Fields): Json {
  return objectOf(fields, plain);
}

function plainDouble(value: number): Json {
  return Number.isFinite(value) && !Object.is(value, -0) ? value : Object.is(value, -0) ? '-0' : String(value);
}

/** Equal as `arrayUnion` sees it: deeply, whole numbers equal to doubles of the same worth, maps without order. */
export function equal(a: Value, b: Value): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case 'integer':
      return `number ${value.value}`;
    case 'double':
      return `number ${Object.is(value.value, -0) ? 0 : value.value}`;
    case 'array':
      return `[${value.values.map(keyOf).join(',')}]`;
    case 'map': {
      const entries = [...value.fields].toSorted(([a], [b]) => (a < b ? -1 : 1));
      return `{${entries.map(([name, held]) => `${JSON.stringify(name)}:${keyOf(held)}`).join(',')}}`;
    }
    default:
      return `${value.kind} ${JSON.stringify(wireValue(value))}`;
  }
}

const LARGEST_INTEGER = 2n ** 63n - 1n;
const SMALLEST_INTEGER = -(2n ** 63n);

/** `increment`: whole numbers stay whole and stop at 64 bits; what was no number is replaced. */
export function incremented(held: Value | undefined, by: Value): Value {
  if (held === undefined || (held.kind !== 'integer' && held.kind !== 'double')) return by;
  if (held.kind === 'integer' && by.kind === 'integer') {
    const sum = held.value + by.value;
    return {
      kind: 'integer',
      value: sum > LARGEST_INTEGER ? LARGEST_INTEGER : sum < SMALLEST_INTEGER ? SMALLEST_INTEGER : sum,
    };
  }
  if (by.kind !== 'integer' && by.kind !== 'double') return by;
  return { kind: 'double', value: Number(held.value) + Number(by.value) };
}

/** Bytes that a text takes in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.codePointAt(i) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4;
    // A pair is one character.
    if (code >= 0x1_0000) i += 1;
  }
  return bytes;
}

/** Bytes that fields take in a document. */
export function sizeOfFields(fields: Fields): number {
  let bytes = 0;
  for (const [name, value] of fields) bytes += bytesOf(name) + 1 + sizeOf(value);
  return bytes;
}

function sizeOf(value: Value): number {
  switch (value.kind) {
    case 'null':
    case 'boolean':
      return 1;
    case 'integer':
    case 'double':
    case 'timestamp':
      return 8;
    case 'geoPoint':
      return 16;
    case 'bytes':
      return Math.floor((value.value.length * 3) / 4);
    case 'string':
    case 'reference':
      return bytesOf(value.value) + 1;
    case 'array':
      return value.values.reduce((sum, held) => sum + sizeOf(held), 0);
    case 'map':
      return sizeOfFields(value.fields);
  }
}

function invalid(message: string): FirestoreRefusal {
  return new FirestoreRefusal('INVALID_ARGUMENT', message);
}
