/**
 * Field paths (`users.name`, `` `a-b`.c ``) and what is done along them. Nothing is changed in place: a document that
 * was read stays as it was. Source: REST reference, StructuredQuery.FieldReference.
 */
import { FirestoreRefusal } from './errors.ts';
import type { Fields, Value } from './values.ts';

/** A segment is a simple name, or any text between backticks in which backslash guards backtick and backslash. */
const SEGMENT = /([A-Za-z_][A-Za-z0-9_]*)|`((?:[^`\\]|\\[\s\S])+)`/y;

/** Throws FirestoreRefusal (INVALID_ARGUMENT) for what is no field path. */
export function readFieldPath(given: unknown): readonly string[] {
  if (typeof given !== 'string') throw noPath(given);
  const segments: string[] = [];
  let at = 0;
  for (;;) {
    SEGMENT.lastIndex = at;
    const [whole, simple, quoted] = SEGMENT.exec(given) ?? [];
    if (whole === undefined) throw noPath(given);
    segments.push(simple ?? (quoted ?? '').replace(/\\([\s\S])/g, '$1'));
    at += whole.length;
    if (at === given.length) return segments;
    if (given.charAt(at) !== '.') throw noPath(given);
    at += 1;
  }
}

export function valueAt(fields: Fields, path: readonly string[]): Value | undefined {
  const [name, ...rest] = path;
  const held = name === undefined ? undefined : fields.get(name);
  if (rest.length === 0 || held === undefined) return held;
  return held.kind === 'map' ? valueAt(held.fields, rest) : undefined;
}

/** The fields with another value at the path; undefined takes it away. What is no map on the way becomes one. */
export function withValueAt(fields: Fields, path: readonly string[], value: Value | undefined): Fields {
  const [name, ...rest] = path;
  if (name === undefined) return fields;
  const changed = new Map(fields);
  if (rest.length > 0) {
    const held = fields.get(name);
    if (value === undefined && held?.kind !== 'map') return fields;
    const below: Fields = held?.kind === 'map' ? held.fields : new Map();
    changed.set(name, { kind: 'map', fields: withValueAt(below, rest, value) });
  } else if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

function noPath(given: unknown): FirestoreRefusal {
  return new FirestoreRefusal('INVALID_ARGUMENT', `Invalid property path ${JSON.stringify(given)}.`);
}
