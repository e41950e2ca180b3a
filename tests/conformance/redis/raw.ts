/** Every command of ours in words, good ones and bad ones. */
import fc from 'fast-check';
import type { Words } from './both.ts';
import { integer, key, member, milliseconds, moment, score, second, seconds, text } from './words.ts';

function anyCase(word: string): fc.Arbitrary<string> {
  return fc.constantFrom(word, word.toUpperCase());
}

function command(name: string, ...words: readonly fc.Arbitrary<string | Words>[]): fc.Arbitrary<Words> {
  return fc.tuple(anyCase(name), ...words).map((parts) => parts.flat());
}

const some = (word: fc.Arbitrary<string>, least: number, most: number): fc.Arbitrary<Words> =>
  fc.array(word, { minLength: least, maxLength: most });
const maybe = (...words: readonly string[]): fc.Arbitrary<Words> =>
  fc.array(fc.constantFrom(...words), { maxLength: 2 });
const pairsOf = (first: fc.Arbitrary<string>, second: fc.Arbitrary<string>): fc.Arbitrary<Words> =>
  fc.array(fc.tuple(first, second), { minLength: 1, maxLength: 3 }).map((pairs) => pairs.flat());

const bound = fc.oneof(score, fc.constantFrom('(1', '(2', '-inf', '+inf', '(x'));

const setOption = fc.oneof(
  fc.constantFrom('nx', 'NX', 'xx', 'get', 'GET', 'keepttl', 'bogus').map((word) => [word]),
  fc.tuple(anyCase('ex'), seconds).map((parts) => [...parts]),
  fc.tuple(anyCase('px'), milliseconds).map((parts) => [...parts]),
  fc.tuple(anyCase('pxat'), moment).map((parts) => [...parts]),
  fc.tuple(anyCase('exat'), second).map((parts) => [...parts]),
);
const setOptions = fc.array(setOption, { maxLength: 3 }).map((options) => options.flat());
const lock = command(
  'set',
  key,
  text,
  fc.constantFrom(['nx', 'px', '5000000'], ['NX', 'PX', '20000000'], ['px', '5000000', 'nx']),
);

/** What the pipeline uses, and what a policy may come to use. */
const common = [
  command('rpush', key, some(text, 1, 3)),
  command('lrange', key, integer, integer),
  command('lrange', key, fc.constant('0'), fc.constant('-1')),
  command('del', some(key, 1, 2)),
  lock,
  command('set', key, text, fc.constant('keepttl')),
  command('set', key, text, setOptions),
  command('get', key),
  command('expire', key, seconds),
  command('pttl', key),
  command('ttl', key),
];

const others = [
  command('expire', key, seconds, maybe('nx', 'XX', 'foo')),
  command('expire', key, seconds, fc.constantFrom(['nx', 'gt'], ['GT', 'lt'], ['xx', 'NX'])),
  command('pexpire', key, milliseconds),
  command('pexpireat', key, moment),
  command('expireat', key, second),
  command('persist', key),
  command('exists', some(key, 1, 3)),
  command('unlink', key),
  command('type', key),
  command('keys', fc.constantFrom('*', '?', '[kl]', '[^kl]', 'k*', '__*', '\\k', '[a-l]', 'x[')),
  command('ping', some(text, 0, 2)),
  command('echo', text),
  command('lpush', key, some(text, 1, 3)),
  command('rpushx', key, some(text, 1, 2)),
  command('lpushx', key, some(text, 1, 2)),
  command('llen', key),
  command('ltrim', key, integer, integer),
  command('lpop', key, some(integer, 0, 2)),
  command('rpop', key, some(integer, 0, 2)),
  command('lset', key, integer, text),
  command('lrem', key, integer, text),
  command('lindex', key, integer),
  command('incr', key),
  command('decr', key),
  command('incrby', key, text),
  command('decrby', key, text),
  command('append', key, text),
  command('strlen', key),
  command('getex', key, setOptions),
  command('getex', key, maybe('persist', 'PERSIST', 'nx')),
  command('msetnx', pairsOf(key, text)),
  command('msetnx', some(key, 2, 5)),
  command('rename', key, key),
  command('renamenx', key, key),
  command('copy', key, key, maybe('replace', 'REPLACE', 'bogus')),
  command('touch', some(key, 1, 3)),
  command('scan', fc.constantFrom('0', 'x'), maybe('match', 'count', '100', 'type')),
  command('lmove', key, key, fc.constantFrom('left', 'RIGHT', 'up'), fc.constantFrom('LEFT', 'right')),
  command('rpoplpush', key, key),
  command('linsert', key, fc.constantFrom('before', 'AFTER', 'beside'), text, text),
  command('lpos', key, text),
  command('lpos', key, text, fc.constantFrom('rank', 'COUNT', 'maxlen', 'bogus'), integer),
  command('lpos', key, text, fc.constantFrom(['rank', '-1', 'count', '0'], ['count', '2', 'rank', '2'], ['rank'])),
  command('getdel', key),
  command('getset', key, text),
  command('mget', some(key, 1, 3)),
  command('mset', pairsOf(key, text)),
  command('mset', some(key, 2, 5)),
  command('setnx', key, text),
  command('setex', key, seconds, text),
  command('psetex', key, milliseconds, text),
  command('hset', key, pairsOf(member, text)),
  command('hset', key, some(member, 2, 3)),
  command('hsetnx', key, member, text),
  command('hget', key, member),
  command('hmget', key, some(member, 1, 3)),
  command('hgetall', key),
  command('hkeys', key),
  command('hvals', key),
  command('hlen', key),
  command('hexists', key, member),
  command('hdel', key, some(member, 1, 2)),
  command('hincrby', key, member, text),
  command('sadd', key, some(member, 1, 3)),
  command('srem', key, some(member, 1, 2)),
  command('smembers', key),
  command('sismember', key, member),
  command('scard', key),
  command('smismember', key, some(member, 1, 3)),
  command('smove', key, key, member),
  command('sinter', some(key, 1, 3)),
  command('sunion', some(key, 1, 3)),
  command('sdiff', some(key, 1, 3)),
  command('sinterstore', key, some(key, 1, 3)),
  command('sunionstore', key, some(key, 1, 3)),
  command('sdiffstore', key, some(key, 1, 3)),
  command('sintercard', integer, some(key, 1, 3), maybe('limit', '1', '0', 'x')),
  command('sscan', key, fc.constantFrom('0', 'x'), maybe('match', 'count', 'a*', '100')),
  command('hscan', key, fc.constantFrom('0', 'x'), maybe('match', 'count', 'a*', '100')),
  command('zscan', key, fc.constantFrom('0', 'x'), maybe('match', 'count', 'a*', '100')),
  command('hmset', key, pairsOf(member, text)),
  command('hmset', key, some(member, 2, 3)),
  command('hstrlen', key, member),
  command('zadd', key, maybe('nx', 'XX', 'gt', 'LT', 'ch', 'INCR'), pairsOf(score, member)),
  command('zadd', key, some(score, 2, 3)),
  command('zrem', key, some(member, 1, 2)),
  command('zrange', key, integer, integer, maybe('withscores', 'REV')),
  command('zrange', key, score, score, fc.constant(['byscore']), maybe('withscores', 'rev')),
  command('zrange', key, fc.constant('(1'), score, fc.constant(['BYSCORE', 'limit']), integer, integer),
  command('zcard', key),
  command('zscore', key, member),
  command('zmscore', key, some(member, 1, 3)),
  command('zincrby', key, score, member),
  command('zrank', key, member),
  command('zrevrank', key, member),
  command('zcount', key, bound, bound),
  command('zrevrange', key, integer, integer, maybe('withscores', 'bogus')),
  command('zrangebyscore', key, bound, bound, maybe('withscores')),
  command('zrangebyscore', key, bound, bound, fc.constantFrom('limit', 'LIMIT'), integer, integer),
  command('zrevrangebyscore', key, bound, bound, maybe('WITHSCORES', 'limit')),
  command('zremrangebyrank', key, integer, integer),
  command('zremrangebyscore', key, bound, bound),
  command('zpopmin', key, some(integer, 0, 2)),
  command('zpopmax', key, some(integer, 0, 2)),
];

/** Conditions on a deadline compare two moments: no two commands name the same one (`commands.ts` numbers them). */
const CONDITIONAL: readonly Words[] = ['gt', 'LT', 'gt', 'xx'].map((word) => ['pexpire', 'k', '@unique', word]);

/** Names of ours with too few words and too many. */
const misfit = fc
  .tuple(
    fc.constantFrom('get', 'set', 'rpush', 'lrange', 'del', 'expire', 'eval', 'zadd', 'hset', 'ttl', 'lpop'),
    some(key, 0, 5),
  )
  .map(([name, words]) => [name, ...words]);

export const anyWords: fc.Arbitrary<Words> = fc.oneof(
  { weight: 12, arbitrary: fc.oneof(...common) },
  { weight: 10, arbitrary: fc.oneof(...others) },
  { weight: 1, arbitrary: fc.constantFrom(...CONDITIONAL) },
  { weight: 1, arbitrary: misfit.filter(([name]) => name !== 'eval') },
);

/** The same commands, called by a script. */
export const scripted: fc.Arbitrary<Words> = fc
  .tuple(
    fc.constantFrom(
      'return redis.call(unpack(ARGV))',
      'return redis.pcall(unpack(ARGV))',
      'local ok, e = pcall(redis.call, unpack(ARGV)) return {tostring(ok), e}',
      "local v = redis.call(unpack(ARGV)) if type(v) == 'table' then return v.ok or #v end return {type(v), tostring(v)}",
    ),
    anyWords,
  )
  .map(([script, words]) => ['eval', script, '0', ...words]);
