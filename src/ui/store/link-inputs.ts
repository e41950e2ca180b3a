/** Reads what a link says of a run's inputs: values by name, faults, messages. Throws InputError for what does not fit. */
import { InputError } from '../../sim/model/errors.ts';
import { isRecord, type Scalar } from '../../sim/model/json.ts';
import type { FaultInput, TypedMessage, Values } from '../../sim/model/scenario.ts';

const MAX_MESSAGES = 500;

export function fail(field: string, found: unknown, expected: string): never {
  throw new InputError(field, found, expected);
}

function parse(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(field, text, 'JSON');
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isValues(value: unknown): value is Values {
  return isRecord(value) && Object.values(value).every(isScalar);
}

export function readValues(field: string, text: string): Values {
  const value = parse(field, text);
  return isValues(value) ? value : fail(field, value, 'an object of texts, numbers and booleans by name');
}

function isFault(value: unknown): value is FaultInput {
  return isValues(value) && typeof value['fault'] === 'string';
}

export function readFaults(text: string): readonly FaultInput[] {
  const value = parse('link.faults', text);
  if (!Array.isArray(value)) return fail('link.faults', value, 'a list of faults');
  return value.map((item: unknown, index) =>
    isFault(item) ? item : fail(`link.faults.${index}`, item, 'an object with "fault" and its parameters'),
  );
}

function isMessage(value: unknown): value is TypedMessage {
  return (
    isRecord(value) &&
    typeof value['atMs'] === 'number' &&
    value['atMs'] >= 0 &&
    typeof value['text'] === 'string' &&
    (value['user'] === undefined || typeof value['user'] === 'string')
  );
}

export function readMessages(text: string): readonly TypedMessage[] {
  const value = parse('link.messages', text);
  if (!Array.isArray(value) || value.length > MAX_MESSAGES) {
    return fail('link.messages', value, `a list of at most ${MAX_MESSAGES} messages`);
  }
  return value.map((item: unknown, index) =>
    isMessage(item) ? item : fail(`link.messages.${index}`, item, 'an object with "atMs" (from 0) and "text"'),
  );
}
