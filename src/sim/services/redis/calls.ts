/** What a request asks for: its commands, read from the path and the body. Source: Upstash docs, redis/features/restapi. */
import { pathOf } from '../../network/wire.ts';
import type { WireRequest } from '../service.ts';
import { COMMANDS, READS } from './commands/index.ts';
import { RedisError } from './reply.ts';
import { SCRIPT_COMMANDS } from './scripts.ts';
import { labelOf } from './service.ts';

type Words = readonly string[];
export type Call =
  | { readonly kind: 'command'; readonly commands: readonly [Words] }
  | { readonly kind: 'pipeline' | 'transaction'; readonly commands: readonly Words[] }
  | { readonly kind: 'refused'; readonly why: string };

const LONGEST_LABEL = 4;

/** A word of a command; a list or an object is none. */
function wordOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new RedisError(`ERR the simulated Redis takes strings and numbers as words, not ${JSON.stringify(value)}`);
}

function wordsOf(value: unknown): Words {
  if (!Array.isArray(value)) throw new RedisError(`ERR failed to parse command ${JSON.stringify(value)}`);
  if (value.length === 0) throw new RedisError('ERR empty command');
  return value.map(wordOf);
}

/** What was read last: the sender asks for a request's name, and soon after the server for its commands. */
let latest: { readonly request: WireRequest; readonly call: Call } | undefined;

export function callOf(request: WireRequest): Call {
  if (latest?.request !== request) latest = { request, call: readCall(request) };
  return latest.call;
}

function readCall(request: WireRequest): Call {
  const path = pathOf(request.url);
  if (request.method !== 'POST')
    return { kind: 'refused', why: `${request.method} ${path}: the simulated Redis takes POST` };
  try {
    const body: unknown = JSON.parse(request.body);
    if (path === '/') return { kind: 'command', commands: [wordsOf(body)] };
    const kind = path === '/pipeline' ? 'pipeline' : path === '/multi-exec' ? 'transaction' : undefined;
    if (kind === undefined) return { kind: 'refused', why: `the simulated Redis does not know the path ${path}` };
    if (!Array.isArray(body) || body.length === 0) return { kind: 'refused', why: 'empty pipeline request' };
    return { kind, commands: body.map(wordsOf) };
  } catch (error) {
    if (error instanceof RedisError) return { kind: 'refused', why: error.message.replace(/^ERR /, '') };
    return { kind: 'refused', why: `failed to parse command ${request.body.slice(0, 200)}` };
  }
}

/** Of a command that the simulated Redis does not have the operation is its name all the same: no fault is meant for it. */
export const OPERATION_WORDS: readonly string[] = [
  ...[...COMMANDS.keys(), ...SCRIPT_COMMANDS.keys()].map((name) => name.toUpperCase()),
  'NX',
  'XX',
  'MULTI',
  'more',
  'refused',
];

/** `RPUSH`, `RPUSH+EXPIRE`, `MULTI LRANGE+DEL`. */
export function operationOf(request: WireRequest): string {
  const call = callOf(request);
  if (call.kind === 'refused') return 'refused';
  const { commands } = call;
  const [first] = commands;
  if (call.kind === 'command' && first !== undefined) return labelOf(first);
  const labels = commands.map(labelOf);
  const more = labels.length > LONGEST_LABEL ? `+${labels.length - LONGEST_LABEL} more` : '';
  return `${call.kind === 'transaction' ? 'MULTI ' : ''}${labels.slice(0, LONGEST_LABEL).join('+')}${more}`;
}

/** Whether nothing is changed by it, so that any replica can serve it. Scripts and transactions are the leader's. */
export function isRead(request: WireRequest): boolean {
  const call = callOf(request);
  if (call.kind === 'refused' || call.kind === 'transaction') return false;
  return call.commands.every(([name = '']) => READS.has(name.toLowerCase()));
}
