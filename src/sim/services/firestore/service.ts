/**
 * What Firestore holds and does: documents by name, and commits that happen wholly or not at all. Every commit has a
 * time of its own, later than all before it even where the clock stands still, so that a version is never mistaken.
 */
import type { StateChange } from '../../model/trace.ts';
import type { ServiceHost } from '../service.ts';
import type { FIRESTORE_CONSTANTS } from './constants.ts';
import { FirestoreRefusal } from './errors.ts';
import { valueAt, withValueAt } from './field-path.ts';
import { timeText } from './time.ts';
import { bytesOf, equal, type Fields, incremented, plainFields, sizeOfFields, type Value } from './values.ts';
import type { Transform, Write } from './writes.ts';

export type FirestoreHost = ServiceHost<typeof FIRESTORE_CONSTANTS>;

export interface Document {
  readonly name: string;
  readonly fields: Fields;
  readonly createMicros: number;
  readonly updateMicros: number;
}

export interface Committed {
  readonly micros: number;
  /** What the transforms of each write came to. */
  readonly transformed: readonly (readonly Value[])[];
  readonly patch: readonly StateChange[];
}

/** Every document has this much beside its name and fields. Source: "storage size calculations". */
const BYTES_A_DOCUMENT = 32;
const NULL: Value = { kind: 'null' };

export class Firestore {
  readonly #host: FirestoreHost;
  readonly #documents = new Map<string, Document>();
  #lastMicros = 0;

  constructor(host: FirestoreHost) {
    this.#host = host;
  }

  get(name: string): Document | undefined {
    return this.#documents.get(name);
  }

  /** Time of a read: not before the last commit. */
  readMicros(): number {
    return Math.max(this.#host.clockMs() * 1_000, this.#lastMicros);
  }

  /** Throws FirestoreRefusal, and has then changed nothing. */
  commit(writes: readonly Write[]): Committed {
    const micros = Math.max(this.#host.clockMs() * 1_000, this.#lastMicros + 1);
    /** What the writes so far have made of the documents; undefined is a document that is gone. */
    const changed = new Map<string, Document | undefined>();
    const transformed = writes.map((write) => {
      const held = changed.has(write.name) ? changed.get(write.name) : this.#documents.get(write.name);
      check(write, held);
      if (write.kind === 'verify') return [];
      if (write.kind === 'delete') {
        changed.set(write.name, undefined);
        return [];
      }
      const { fields, results } = applied(write, held, micros);
      this.#checkSize(write.name, fields);
      changed.set(write.name, {
        name: write.name,
        fields,
        createMicros: held?.createMicros ?? micros,
        updateMicros: micros,
      });
      return results;
    });
    this.#lastMicros = micros;
    const patch = [...changed].map(([name, document]) => this.#put(name, document));
    return { micros, transformed, patch };
  }

  #put(name: string, document: Document | undefined): StateChange {
    const key = `documents/${pathOf(name)}`;
    if (document === undefined) {
      this.#documents.delete(name);
      return { op: 'delete', key };
    }
    this.#documents.set(name, document);
    return { op: 'set', key, value: plainFields(document.fields) };
  }

  #checkSize(name: string, fields: Fields): void {
    const bytes = BYTES_A_DOCUMENT + bytesOf(name) + sizeOfFields(fields);
    const limit = this.#host.constants.documentLimitBytes;
    if (bytes <= limit) return;
    const sentence = `Document '${name}' cannot be written because its size (${bytes} bytes) exceeds the maximum allowed size of ${limit} bytes.`;
    throw new FirestoreRefusal('INVALID_ARGUMENT', sentence);
  }
}

/** The path that people know: without project and database. */
export function pathOf(name: string): string {
  return name.split('/').slice(5).join('/');
}

function check({ name, precondition }: Write, held: Document | undefined): void {
  switch (precondition.kind) {
    case 'none':
      return;
    case 'exists':
      if (precondition.exists && held === undefined)
        throw new FirestoreRefusal('NOT_FOUND', `No document to update: ${name}`);
      if (!precondition.exists && held !== undefined)
        throw new FirestoreRefusal('ALREADY_EXISTS', `Document already exists: ${name}`);
      return;
    case 'updateTime':
      if (held?.updateMicros !== precondition.micros) {
        const stored = held === undefined ? 'none' : timeText(held.updateMicros);
        const sentence = `the stored version (${stored}) does not match the required base version (${precondition.text})`;
        throw new FirestoreRefusal('FAILED_PRECONDITION', sentence);
      }
  }
}

function applied(
  { fields, mask, transforms }: Extract<Write, { kind: 'update' }>,
  held: Document | undefined,
  micros: number,
): { readonly fields: Fields; readonly results: readonly Value[] } {
  let now: Fields = fields;
  if (mask !== undefined) {
    now = held?.fields ?? new Map();
    for (const path of mask) now = withValueAt(now, path, valueAt(fields, path));
  }
  const results: Value[] = [];
  for (const transform of transforms) {
    const value = outcomeOf(transform, valueAt(now, transform.path), micros);
    now = withValueAt(now, transform.path, value);
    // What an array came to is not told, as the vendor has it.
    results.push(transform.kind === 'append' || transform.kind === 'remove' ? NULL : value);
  }
  return { fields: now, results };
}

function outcomeOf(transform: Transform, held: Value | undefined, micros: number): Value {
  const elements = held?.kind === 'array' ? held.values : [];
  switch (transform.kind) {
    case 'serverTime':
      return { kind: 'timestamp', value: timeText(micros) };
    case 'increment':
      return incremented(held, transform.by);
    case 'append': {
      const values = [...elements];
      for (const value of transform.values) if (!values.some((known) => equal(known, value))) values.push(value);
      return { kind: 'array', values };
    }
    case 'remove':
      return {
        kind: 'array',
        values: elements.filter((known) => !transform.values.some((value) => equal(known, value))),
      };
  }
}
