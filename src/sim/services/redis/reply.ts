/** What a command answers, and the errors of a 7.0 server, worded as it words them. */

/** A status, as `OK`: on the wire a string like others, in a script a table `{ok=...}`. */
export interface Status {
  readonly status: string;
}

export type Reply = string | number | bigint | null | Status | RedisError | readonly Reply[];

export const OK: Status = { status: 'OK' };

export function isStatus(reply: Reply): reply is Status {
  return typeof reply === 'object' && reply !== null && 'status' in reply;
}

/** An error answer. Thrown by a command; data where it stands among other answers. */
export class RedisError extends Error {
  override readonly name = 'RedisError';
}

export const wrongType = (): RedisError =>
  new RedisError('WRONGTYPE Operation against a key holding the wrong kind of value');
export const syntaxError = (): RedisError => new RedisError('ERR syntax error');
export const notInteger = (): RedisError => new RedisError('ERR value is not an integer or out of range');
export const notFloat = (): RedisError => new RedisError('ERR value is not a valid float');
export const wrongArity = (command: string): RedisError =>
  new RedisError(`ERR wrong number of arguments for '${command}' command`);
export const invalidExpire = (command: string): RedisError =>
  new RedisError(`ERR invalid expire time in '${command}' command`);

/** An error of the simulation alone: no server gives it, and no script may catch it. */
export class Refusal extends RedisError {}

/** What a real server may know and this one does not: refused, never guessed. */
export const unsupported = (what: string): Refusal => new Refusal(`ERR the simulated Redis does not support ${what}`);
