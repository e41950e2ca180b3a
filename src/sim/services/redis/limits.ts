/**
 * The largest keys and members. Hard limits of the vendor's, so no parameters. Source: Upstash docs, troubleshooting, max
 * key size exceeded, max member size exceeded: 32 kB each.
 */
import { RedisError } from './reply.ts';
import { byteLength } from './text.ts';

const LARGEST_KEY_BYTES = 32_768;
const LARGEST_MEMBER_BYTES = 32_768;
/** A character of UTF-16 has at most so many bytes. */
const MOST_BYTES_A_CHARACTER = 3;

const NO_KEYS = new Set(['dbsize', 'echo', 'flushall', 'flushdb', 'keys', 'ping', 'scan', 'script', 'time']);
const ALL_KEYS = new Set([
  'del', 'exists', 'mget', 'sdiff', 'sdiffstore', 'sinter', 'sinterstore', 'sunion', 'sunionstore', 'touch', 'unlink',
]); // prettier-ignore
const TWO_KEYS = new Set(['copy', 'lmove', 'rename', 'renamenx', 'rpoplpush', 'smove']);
const MEMBERS = new Set([
  'sadd', 'sismember', 'smismember', 'smove', 'srem', 'zadd', 'zincrby', 'zmscore', 'zrank', 'zrem', 'zrevrank', 'zscore',
]); // prettier-ignore

function keysOf(name: string, args: readonly string[]): readonly string[] {
  if (NO_KEYS.has(name)) return [];
  if (ALL_KEYS.has(name)) return args;
  if (name === 'mset' || name === 'msetnx') return args.filter((_, place) => place % 2 === 0);
  if (name === 'sintercard') return args.slice(1, 1 + Number(args[0]));
  if (name === 'eval' || name === 'evalsha') return args.slice(2, 2 + Number(args[1]));
  return args.slice(0, TWO_KEYS.has(name) ? 2 : 1);
}

function hold(what: string, words: readonly string[], limit: number): void {
  for (const word of words) {
    const size = byteLength(word);
    if (size > limit) {
      throw new RedisError(`ERR max ${what} size exceeded. Limit: ${limit} bytes, Actual: ${size} bytes`);
    }
  }
}

/** Throws RedisError where a key or a member of a command is too large. */
export function holdToLimits([name = '', ...args]: readonly string[]): void {
  if (!args.some(({ length }) => length * MOST_BYTES_A_CHARACTER > LARGEST_KEY_BYTES)) return;
  const command = name.toLowerCase();
  const keys = keysOf(command, args);
  hold('key', keys, LARGEST_KEY_BYTES);
  if (MEMBERS.has(command)) hold('member', args.slice(keys.length), LARGEST_MEMBER_BYTES);
}
