/**
 * ioredis-mock, which holds the data and does those commands that it does as a server would. Its constructor costs
 * most of a millisecond, so there is one, emptied between runs (`store.ts` shares it between services that live at
 * once).
 *
 * What every batch needs (GET, SET, DEL, RPUSH, LRANGE, LLEN, HGET, HSET) works on its data without any command of its
 * own: those make a promise, look at their arguments and copy the value three times, which costs ten times as much. Its
 * commands answer with promises, but do their work before they return; here they are synchronous, as a script and a
 * transaction need: what a command says is caught by the reply transformer, which ioredis-mock calls with it on the way
 * out. Time is not its business: it holds no deadlines (its own are a millisecond early, and it reads the clock anew at
 * each look), so it never looks at a clock.
 */
import RedisMock, { type MockValue } from 'ioredis-mock';
import { assert } from '../../model/errors.ts';

/** Every key in the mock has it: its plain objects would take `__proto__` and reorder `7`. */
const PREFIX = '=';

const mock = new RedisMock({ lazyConnect: true, keyPrefix: PREFIX });

/** What ioredis-mock does right once arguments, types and time have been looked at. */
const COMMANDS = [
  'append', 'hdel', 'lpop', 'lpush', 'rpop', 'sadd', 'sismember', 'smembers', 'srem',
] as const; // prettier-ignore

export type MockCommand = (typeof COMMANDS)[number];
export type { MockValue };

const NOTHING = Symbol('nothing');
let caught: unknown = NOTHING;
for (const command of COMMANDS) {
  RedisMock.Command.setReplyTransformer(command, (reply) => {
    caught = reply;
    return reply;
  });
}

function ignore(): void {
  // The command failed, which the assertion below says.
}

function run(command: MockCommand, args: readonly string[]): unknown {
  caught = NOTHING;
  const promise = mock[command](...args);
  const reply = caught;
  caught = NOTHING;
  if (reply === NOTHING) promise.catch(ignore);
  assert(reply !== NOTHING, `ioredis-mock does ${command}, whose arguments were looked at`);
  return reply;
}

/** A command whose answer is a number. */
export function mockNumber(command: MockCommand, ...args: readonly string[]): number {
  const reply = run(command, args);
  assert(typeof reply === 'number', `ioredis-mock answers ${command} with a number`);
  return reply;
}

/** A command whose answer is a string or nothing. */
export function mockText(command: MockCommand, ...args: readonly string[]): string | null {
  const reply = run(command, args);
  assert(typeof reply === 'string' || reply === null, `ioredis-mock answers ${command} with a string or null`);
  return reply;
}

/** A command whose answer is a list of strings. */
export function mockTexts(command: MockCommand, ...args: readonly string[]): readonly string[] {
  const reply = run(command, args);
  assert(Array.isArray(reply), `ioredis-mock answers ${command} with a list`);
  return reply.map(String);
}

/** What it holds, by key. */
export const mockData = {
  get: (key: string): MockValue | undefined => mock.data.get(key),
  has: (key: string): boolean => mock.data.has(key),
  set: (key: string, value: MockValue): void => mock.data.set(key, value),
  delete: (key: string): void => mock.data.delete(key),
  keys: (): readonly string[] => mock.data.keys().map((key) => key.slice(PREFIX.length)),
  clear: (): void => mock.data.clear(),
};
