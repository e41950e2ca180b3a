/**
 * Errors as Google's APIs word them. The lite client reads the HTTP status and the message only; a read's error comes
 * in an array, since a read's answer is a stream. Source: googleapis, rpc/code.proto; the client's source.
 */
import { json, type WireAnswer } from '../service.ts';

/** The canonical codes with their HTTP status. */
const STATUS_OF = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  ABORTED: 409,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
} as const;

export type FirestoreCode = keyof typeof STATUS_OF;

export function firestoreError(code: FirestoreCode, message: string, streamed = false): WireAnswer {
  const status = STATUS_OF[code];
  const error = { error: { code: status, message, status: code } };
  return json(status, streamed ? [error] : error);
}

/** An error of any status: with the first code that has it. */
export function errorOf(status: number, streamed: boolean): WireAnswer {
  const [code = 'UNKNOWN'] = Object.entries(STATUS_OF).find(([, held]) => held === status) ?? [];
  const error = { error: { code: status, message: `${code}: answered by a fault`, status: code } };
  return json(status, streamed ? [error] : error);
}

/** What a commit or a read throws inside the service; the wire turns it into an answer. */
export class FirestoreRefusal extends Error {
  override readonly name = 'FirestoreRefusal';
  readonly code: FirestoreCode;

  constructor(code: FirestoreCode, message: string) {
    super(message);
    this.code = code;
  }
}
