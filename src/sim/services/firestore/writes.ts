/**
 * Reads the writes of a commit into a union, once, at the edge. What is not simulated is refused with its name. Source:
 * REST reference, Write; the forms are those that `firebase/firestore/lite` sends.
 */
import { isRecord } from '../../model/json.ts';
import { FirestoreRefusal } from './errors.ts';
import { readFieldPath } from './field-path.ts';
import { parseTimeMicros } from './time.ts';
import { type Fields, readFields, readValue, readValues, type Value } from './values.ts';

export type Precondition =
  | { readonly kind: 'none' }
  | { readonly kind: 'exists'; readonly exists: boolean }
  /** Microseconds of the Unix epoch. */
  | { readonly kind: 'updateTime'; readonly micros: number; readonly text: string };

export type Transform = { readonly path: readonly string[] } & (
  | { readonly kind: 'serverTime' }
  | { readonly kind: 'append' | 'remove'; readonly values: readonly Value[] }
  | { readonly kind: 'increment'; readonly by: Value }
);

export type Write = { readonly name: string; readonly precondition: Precondition } & (
  | {
      readonly kind: 'update';
      readonly fields: Fields;
      /** Undefined: the whole document is replaced. */
      readonly mask: readonly (readonly string[])[] | undefined;
      readonly transforms: readonly Transform[];
    }
  | { readonly kind: 'delete' }
  | { readonly kind: 'verify' }
);

const KNOWN = ['update', 'delete', 'verify', 'updateMask', 'updateTransforms', 'currentDocument'];

/** Throws FirestoreRefusal for what is malformed, and (UNIMPLEMENTED) for what is not simulated. */
export function readWrites(given: unknown): readonly Write[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalid('writes: expected a list');
  return given.map(readWrite);
}

function readWrite(given: unknown, i: number): Write {
  const where = `writes[${i}]`;
  if (!isRecord(given)) throw invalid(`${where}: expected a write`);
  for (const name of Object.keys(given)) if (!KNOWN.includes(name)) throw notSimulated(`${where}.${name}`);
  const precondition = readPrecondition(given['currentDocument'], where);
  if (given['delete'] !== undefined) return { kind: 'delete', name: readName(given['delete']), precondition };
  if (given['verify'] !== undefined) return { kind: 'verify', name: readName(given['verify']), precondition };
  const document = given['update'];
  if (!isRecord(document)) throw invalid(`${where}: expected update, delete or verify`);
  return {
    kind: 'update',
    name: readName(document['name']),
    precondition,
    fields: readFields(document['fields'], `${where}.update.fields`),
    mask: readMask(given['updateMask'], where),
    transforms: readTransforms(given['updateTransforms'], where),
  };
}

/** A document's name: `projects/p/databases/d/documents/` and an even number of segments. */
export function readName(given: unknown): string {
  if (typeof given === 'string' && /^projects\/[^/]+\/databases\/[^/]+\/documents(?:\/[^/]+\/[^/]+)+$/.test(given))
    return given;
  throw invalid(
    `Document name ${JSON.stringify(given)} lacks "projects/../databases/../documents/", or an even number of segments.`,
  );
}

function readPrecondition(given: unknown, where: string): Precondition {
  if (given === undefined) return { kind: 'none' };
  const { exists, updateTime }: { exists?: unknown; updateTime?: unknown } = isRecord(given) ? given : {};
  if (typeof exists === 'boolean') return { kind: 'exists', exists };
  if (typeof updateTime === 'string') {
    const micros = parseTimeMicros(updateTime);
    if (micros !== undefined) return { kind: 'updateTime', micros, text: updateTime };
  }
  throw invalid(`${where}.currentDocument: expected exists or updateTime, found ${JSON.stringify(given)}`);
}

function readMask(given: unknown, where: string): readonly (readonly string[])[] | undefined {
  if (given === undefined) return undefined;
  const paths: unknown = isRecord(given) ? (given['fieldPaths'] ?? []) : undefined;
  if (!Array.isArray(paths)) throw invalid(`${where}.updateMask: expected fieldPaths`);
  return paths.map(readFieldPath);
}

function readTransforms(given: unknown, where: string): readonly Transform[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalid(`${where}.updateTransforms: expected a list`);
  return given.map((transform: unknown, i) => readTransform(transform, `${where}.updateTransforms[${i}]`));
}

function readTransform(given: unknown, where: string): Transform {
  if (!isRecord(given)) throw invalid(`${where}: expected a transform`);
  const path = readFieldPath(given['fieldPath']);
  if (given['setToServerValue'] === 'REQUEST_TIME') return { kind: 'serverTime', path };
  const { appendMissingElements: append, removeAllFromArray: remove, increment }: Record<string, unknown> = given;
  if (isRecord(append)) return { kind: 'append', path, values: readValues(append['values'], where) };
  if (isRecord(remove)) return { kind: 'remove', path, values: readValues(remove['values'], where) };
  if (increment !== undefined) return { kind: 'increment', path, by: readValue(increment, where) };
  throw notSimulated(`${where}: ${JSON.stringify(given)}`);
}

function invalid(message: string): FirestoreRefusal {
  return new FirestoreRefusal('INVALID_ARGUMENT', message);
}

function notSimulated(what: string): FirestoreRefusal {
  return new FirestoreRefusal('UNIMPLEMENTED', `Not simulated: ${what}`);
}
