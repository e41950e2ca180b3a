/** All commands that need nothing but a store, by their names in lower case. Scripts have their own file. */
import type { Command } from './command.ts';
import { DEADLINE_COMMANDS } from './deadlines.ts';
import { HASH_COMMANDS } from './hashes.ts';
import { KEY_COMMANDS } from './keys.ts';
import { LIST_COMMANDS } from './lists.ts';
import { SET_COMMANDS } from './set.ts';
import { MEMBER_COMMANDS } from './sets.ts';
import { SORTED_SET_COMMANDS } from './sorted-sets.ts';
import { STRING_COMMANDS } from './strings.ts';

export type { Command } from './command.ts';
export { fits } from './command.ts';

/** Those that change nothing: any replica can do them. */
export const READS: ReadonlySet<string> = new Set([
  'dbsize', 'exists', 'expiretime', 'get', 'hexists', 'hget', 'hgetall', 'hkeys', 'hlen', 'hmget', 'hvals', 'keys',
  'lindex', 'llen', 'lrange', 'mget', 'pexpiretime', 'pttl', 'scard', 'sismember', 'smembers', 'strlen', 'ttl', 'type',
  'zcard', 'zrange', 'zscore',
]); // prettier-ignore

export const COMMANDS: ReadonlyMap<string, Command> = new Map(
  [
    STRING_COMMANDS,
    SET_COMMANDS,
    LIST_COMMANDS,
    KEY_COMMANDS,
    DEADLINE_COMMANDS,
    HASH_COMMANDS,
    MEMBER_COMMANDS,
    SORTED_SET_COMMANDS,
  ].flatMap((commands) => Object.entries(commands)),
);
