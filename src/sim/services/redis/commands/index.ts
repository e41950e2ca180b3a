/** All commands that need nothing but a store, by their names in lower case. Scripts have their own file. */
import type { Command } from './command.ts';
import { DEADLINE_COMMANDS } from './deadlines.ts';
import { HASH_COMMANDS } from './hashes.ts';
import { KEY_COMMANDS } from './keys.ts';
import { LIST_COMMANDS } from './lists.ts';
import { LIST_MOVE_COMMANDS } from './list-moves.ts';
import { RENAME_COMMANDS } from './renames.ts';
import { SCAN_COMMANDS } from './scans.ts';
import { SET_ALGEBRA_COMMANDS } from './set-algebra.ts';
import { SORTED_SET_RANGE_COMMANDS } from './sorted-set-ranges.ts';
import { SET_COMMANDS } from './set.ts';
import { MEMBER_COMMANDS } from './sets.ts';
import { SORTED_SET_COMMANDS } from './sorted-sets.ts';
import { STRING_COMMANDS } from './strings.ts';

export type { Command } from './command.ts';
export { fits } from './command.ts';

/** Those that change nothing: any replica can do them. */
export const READS: ReadonlySet<string> = new Set([
  'dbsize', 'exists', 'expiretime', 'get', 'hexists', 'hget', 'hgetall', 'hkeys', 'hlen', 'hmget', 'hscan', 'hstrlen',
  'hvals', 'keys', 'lindex', 'llen', 'lpos', 'lrange', 'mget', 'pexpiretime', 'pttl', 'scan', 'scard', 'sdiff',
  'sinter', 'sintercard', 'sismember', 'smembers', 'smismember', 'sscan', 'strlen', 'sunion', 'touch', 'ttl', 'type',
  'zcard', 'zcount', 'zmscore', 'zrange', 'zrangebyscore', 'zrank', 'zrevrange', 'zrevrangebyscore', 'zrevrank',
  'zscan', 'zscore',
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
    SORTED_SET_RANGE_COMMANDS,
    SET_ALGEBRA_COMMANDS,
    SCAN_COMMANDS,
    RENAME_COMMANDS,
    LIST_MOVE_COMMANDS,
  ].flatMap((commands) => Object.entries(commands)),
);
