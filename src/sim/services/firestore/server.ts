/**
 * Firestore's REST API as `firebase/firestore/lite` speaks it: `:batchGet` and `:commit`. Its transactions need no
 * other (they read, then commit with the versions that they read). Everything else is refused with its name.
 */
import { isRecord, type Json, parseJson } from '../../model/json.ts';
import { json, type Served, type WireRequest } from '../service.ts';
import { FirestoreRefusal, firestoreError } from './errors.ts';
import { type Firestore, type FirestoreHost, pathOf } from './service.ts';
import { timeText } from './time.ts';
import { wireFields, wireValue } from './values.ts';
import { readName, readWrites } from './writes.ts';

const ADDRESS = /^https:\/\/[^/]+\/v1\/(projects\/[^/]+\/databases\/[^/]+\/documents)(?:\/[^:?]*)?:(\w+)(?:\?.*)?$/;
const STREAMED = ['batchGet', 'runQuery', 'runAggregationQuery', 'executePipeline'];
/** What can be asked for besides, and is refused with its name. Source: Firestore REST reference, projects.databases.documents. */
export const NOT_SIMULATED: readonly string[] = [
  'batchWrite', 'beginTransaction', 'executePipeline', 'listCollectionIds', 'listen', 'partitionQuery', 'rollback',
  'runAggregationQuery', 'runQuery', 'write',
]; // prettier-ignore
const LONGEST_SHOWN = 500;

/** The address that was looked at last: clients have one for each operation, and a call asks three times. */
let latest: { readonly url: string; readonly operation: string | undefined } = { url: '', operation: undefined };

export function operationOf(request: WireRequest): string {
  const { url } = request;
  if (latest.url !== url) latest = { url, operation: ADDRESS.exec(url)?.[2] };
  return latest.operation ?? request.method;
}

/** Answers to reads are streams: their errors come in an array. */
export function isStreamed(request: WireRequest): boolean {
  return STREAMED.includes(operationOf(request));
}

export function handle(host: FirestoreHost, firestore: Firestore, request: WireRequest): Served {
  const operation = operationOf(request);
  try {
    const served = serve(firestore, operation, request);
    return { ...served, afterMs: host.constants.latencyMs };
  } catch (error) {
    if (!(error instanceof FirestoreRefusal)) throw error;
    const answer = firestoreError(error.code, error.message, isStreamed(request));
    return { answer, afterMs: host.constants.latencyMs, facts: { refused: error.code, reason: error.message } };
  }
}

function serve(firestore: Firestore, operation: string, request: WireRequest): Served {
  if (request.method === 'POST' && operation === 'batchGet') return batchGet(firestore, bodyOf(request, ['documents']));
  if (request.method === 'POST' && operation === 'commit') return commit(firestore, bodyOf(request, ['writes']));
  throw new FirestoreRefusal(
    'UNIMPLEMENTED',
    `Not simulated: ${operation} ${request.url} with ${request.body.slice(0, LONGEST_SHOWN)}`,
  );
}

/** The body, which must have no other members than these. */
function bodyOf({ body }: WireRequest, known: readonly string[]): Readonly<Record<string, unknown>> {
  const parsed = parseJson(body);
  if (!isRecord(parsed)) throw new FirestoreRefusal('INVALID_ARGUMENT', 'Invalid JSON payload received.');
  for (const name of Object.keys(parsed)) {
    if (!known.includes(name))
      throw new FirestoreRefusal('UNIMPLEMENTED', `Not simulated: ${name}: ${JSON.stringify(parsed[name])}`);
  }
  return parsed;
}

function batchGet(firestore: Firestore, body: Readonly<Record<string, unknown>>): Served {
  const names = body['documents'];
  if (!Array.isArray(names)) throw new FirestoreRefusal('INVALID_ARGUMENT', 'documents: expected a list of names');
  const readTime = timeText(firestore.readMicros());
  const missing: string[] = [];
  const found = names.map(readName).map((name): Json => {
    const document = firestore.get(name);
    if (document === undefined) {
      missing.push(pathOf(name));
      return { missing: name, readTime };
    }
    const { fields, createMicros, updateMicros } = document;
    return {
      found: {
        name,
        fields: wireFields(fields),
        createTime: timeText(createMicros),
        updateTime: timeText(updateMicros),
      },
      readTime,
    };
  });
  return { answer: json(200, found), facts: { documents: names.length, missing } };
}

function commit(firestore: Firestore, body: Readonly<Record<string, unknown>>): Served {
  const writes = readWrites(body['writes']);
  const { micros, transformed, patch } = firestore.commit(writes);
  const commitTime = timeText(micros);
  const writeResults = transformed.map((results): Json => {
    const updateTime = commitTime;
    return results.length === 0 ? { updateTime } : { updateTime, transformResults: results.map(wireValue) };
  });
  const documents = [...new Set(writes.map(({ name }) => pathOf(name)))];
  return { answer: json(200, { writeResults, commitTime }), facts: { documents, commitTime }, patch };
}
