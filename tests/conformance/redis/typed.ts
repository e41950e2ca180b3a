/** The client's own methods, with what a user gives them: how a command is put together is the client's affair. */
import type { Redis } from '@upstash/redis';
import fc from 'fast-check';
import { secondFrom, type Side } from './both.ts';
import { integer, key, member, milliseconds, score, seconds, text } from './words.ts';

type Client = Redis;
type Script = ReturnType<Client['createScript']>;

export interface Typed {
  /** The command, by which its answer is smoothed. */
  readonly name: string;
  readonly label: string;
  readonly act: (side: Side) => Promise<unknown>;
}

function typed<T>(
  name: string,
  given: fc.Arbitrary<T>,
  act: (client: Client, given: T, clockMs: number) => Promise<unknown>,
): fc.Arbitrary<Typed> {
  return given.map((value) => ({
    name,
    label: `${name}(${JSON.stringify(value)})`,
    act: ({ client, clockMs }) => act(client, value, clockMs()),
  }));
}

const scripts = new WeakMap<Client, Script>();

/**
 * One object for each client. Each works out its digest in a thread of the host when it is made: of two that are made at
 * one moment either may be done first, and then the same two calls come in another order on one side than on the other.
 */
function pushScript(client: Client): Script {
  const script =
    scripts.get(client) ??
    client.createScript("redis.call('RPUSH', KEYS[1], unpack(ARGV)) return redis.call('LLEN', KEYS[1])");
  scripts.set(client, script);
  return script;
}

const k = fc.tuple(key);
const some = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<[T, ...T[]]> =>
  fc.tuple(each, fc.array(each, { maxLength: 2 })).map(([first, rest]) => [first, ...rest]);
const place = fc.integer({ min: -3, max: 3 });
const end = fc.constantFrom('left' as const, 'right' as const);
const number = (texts: fc.Arbitrary<string>): fc.Arbitrary<number> => texts.map(Number).filter(Number.isFinite);
const points = number(score);
const wholes = number(integer).filter(Number.isSafeInteger);
const fields = fc.dictionary(member, text, { minKeys: 1, maxKeys: 3 });
const fieldPairs = fields.filter((each) => Object.keys(each).length > 0);

const setOptions = fc.oneof(
  fc.constant({}),
  fc.constant({ nx: true as const }),
  fc.constant({ xx: true as const }),
  fc.constant({ keepTtl: true as const }),
  fc.constant({ nx: true as const, px: 20_000_000 }),
  fc.constant({ xx: true as const, ex: 10_000 }),
  fc.constant({ ex: 100_000 }),
  fc.constant({ get: true as const }),
  fc.constant({ get: true as const, px: 5_000_000 }),
);
const condition = fc.constantFrom({}, { nx: true as const }, { xx: true as const }, { get: true as const });
/** How far from now; what is past is gone at once. */
const distanceS = fc.constantFrom(5_000, 20_000, -5_000);
const exat = (clockMs: number, fromNowS: number) => ({ exat: secondFrom(clockMs, fromNowS) });
const pxat = (clockMs: number, fromNowS: number) => ({ pxat: clockMs + 1_000 * fromNowS });

const range = fc.record({ rev: fc.boolean(), withScores: fc.boolean() });

export const TYPED: readonly fc.Arbitrary<Typed>[] = [
  typed('set', fc.tuple(key, text, setOptions), (c, [a, b, options]) => c.set(a, b, options)),
  typed('set', fc.tuple(key, text, distanceS, condition), (c, [a, b, s, options], clockMs) =>
    c.set(a, b, { ...options, ...exat(clockMs, s) }),
  ),
  typed('set', fc.tuple(key, text, distanceS, condition), (c, [a, b, s, options], clockMs) =>
    c.set(a, b, { ...options, ...pxat(clockMs, s) }),
  ),
  typed('get', k, (c, [a]) => c.get(a)),
  typed('getdel', k, (c, [a]) => c.getdel(a)),
  typed(
    'getex',
    fc.tuple(key, fc.constantFrom({ px: 20_000_000 }, { ex: 5_000 }, { persist: true as const })),
    (c, [a, o]) => c.getex(a, o),
  ),
  typed('getex', fc.tuple(key, distanceS), (c, [a, s], clockMs) => c.getex(a, exat(clockMs, s))),
  typed('getex', fc.tuple(key, distanceS), (c, [a, s], clockMs) => c.getex(a, pxat(clockMs, s))),
  typed('getset', fc.tuple(key, text), (c, [a, b]) => c.getset(a, b)),
  typed('setex', fc.tuple(key, number(seconds), text), (c, [a, s, b]) => c.setex(a, s, b)),
  typed('psetex', fc.tuple(key, number(milliseconds), text), (c, [a, s, b]) => c.psetex(a, s, b)),
  typed('setnx', fc.tuple(key, text), (c, [a, b]) => c.setnx(a, b)),
  typed('mset', fieldPairs, (c, pairs) => c.mset(pairs)),
  typed('msetnx', fieldPairs, (c, pairs) => c.msetnx(pairs)),
  typed('mget', some(key), (c, keys) => c.mget(...keys)),
  typed('incr', k, (c, [a]) => c.incr(a)),
  typed('decrby', fc.tuple(key, wholes), (c, [a, n]) => c.decrby(a, n)),
  typed('incrby', fc.tuple(key, wholes), (c, [a, n]) => c.incrby(a, n)),
  typed('append', fc.tuple(key, text), (c, [a, b]) => c.append(a, b)),
  typed('strlen', k, (c, [a]) => c.strlen(a)),
  typed('del', some(key), (c, keys) => c.del(...keys)),
  typed('exists', some(key), (c, keys) => c.exists(...keys)),
  typed('touch', some(key), (c, keys) => c.touch(...keys)),
  typed('type', k, (c, [a]) => c.type(a)),
  typed('keys', fc.constantFrom('*', 'k*'), (c, pattern) => c.keys(pattern)),
  // A server counts a key that has lapsed until it has looked at it: SCAN looks at each.
  typed('dbsize', fc.constant(null), async (c) => (await c.multi().scan(0, { count: 1_000 }).dbsize().exec())[1]),
  typed('rename', fc.tuple(key, key), (c, [a, b]) => c.rename(a, b)),
  typed('renamenx', fc.tuple(key, key), (c, [a, b]) => c.renamenx(a, b)),
  typed('copy', fc.tuple(key, key, fc.boolean()), (c, [a, b, replace]) => c.copy(a, b, { replace })),
  typed('expire', fc.tuple(key, number(seconds)), (c, [a, s]) => c.expire(a, s)),
  typed('pexpire', fc.tuple(key, number(milliseconds)), (c, [a, s]) => c.pexpire(a, s)),
  typed('expireat', fc.tuple(key, distanceS), (c, [a, s], clockMs) => c.expireat(a, secondFrom(clockMs, s))),
  typed('pexpireat', fc.tuple(key, distanceS), (c, [a, s], clockMs) => c.pexpireat(a, clockMs + 1_000 * s)),
  typed('persist', k, (c, [a]) => c.persist(a)),
  typed('ttl', k, (c, [a]) => c.ttl(a)),
  typed('pttl', k, (c, [a]) => c.pttl(a)),
  typed('ping', fc.constant(null), (c) => c.ping()),
  typed('echo', text, (c, word) => c.echo(word)),
  typed('rpush', fc.tuple(key, some(text)), (c, [a, values]) => c.rpush(a, ...values)),
  typed('lpush', fc.tuple(key, some(text)), (c, [a, values]) => c.lpush(a, ...values)),
  typed('rpushx', fc.tuple(key, some(text)), (c, [a, values]) => c.rpushx(a, ...values)),
  typed('lrange', fc.tuple(key, place, place), (c, [a, from, to]) => c.lrange(a, from, to)),
  typed('llen', k, (c, [a]) => c.llen(a)),
  typed('lindex', fc.tuple(key, place), (c, [a, at]) => c.lindex(a, at)),
  typed('lset', fc.tuple(key, place, text), (c, [a, at, b]) => c.lset(a, at, b)),
  typed('ltrim', fc.tuple(key, place, place), (c, [a, from, to]) => c.ltrim(a, from, to)),
  typed('lrem', fc.tuple(key, place, text), (c, [a, count, b]) => c.lrem(a, count, b)),
  typed('lpop', k, (c, [a]) => c.lpop(a)),
  typed('lpop', fc.tuple(key, fc.nat(3)), (c, [a, count]) => c.lpop(a, count)),
  typed('rpop', k, (c, [a]) => c.rpop(a)),
  typed('rpop', fc.tuple(key, fc.nat(3)), (c, [a, count]) => c.rpop(a, count)),
  typed('linsert', fc.tuple(key, fc.constantFrom('before' as const, 'after' as const), text, text), (c, [a, d, p, v]) =>
    c.linsert(a, d, p, v),
  ),
  typed('lpos', fc.tuple(key, text, fc.constantFrom({}, { rank: -1 }, { count: 2 }, { maxLen: 2 })), (c, [a, b, o]) =>
    c.lpos(a, b, o),
  ),
  typed('lmove', fc.tuple(key, key, end, end), (c, [a, b, from, to]) => c.lmove(a, b, from, to)),
  typed('hset', fc.tuple(key, fieldPairs), (c, [a, pairs]) => c.hset(a, pairs)),
  typed('hmset', fc.tuple(key, fieldPairs), (c, [a, pairs]) => c.hmset(a, pairs)),
  typed('hsetnx', fc.tuple(key, member, text), (c, [a, f, v]) => c.hsetnx(a, f, v)),
  typed('hget', fc.tuple(key, member), (c, [a, f]) => c.hget(a, f)),
  typed('hmget', fc.tuple(key, some(member)), (c, [a, names]) => c.hmget(a, ...names)),
  typed('hgetall', k, (c, [a]) => c.hgetall(a)),
  typed('hkeys', k, (c, [a]) => c.hkeys(a)),
  typed('hvals', k, (c, [a]) => c.hvals(a)),
  typed('hlen', k, (c, [a]) => c.hlen(a)),
  typed('hexists', fc.tuple(key, member), (c, [a, f]) => c.hexists(a, f)),
  typed('hstrlen', fc.tuple(key, member), (c, [a, f]) => c.hstrlen(a, f)),
  typed('hdel', fc.tuple(key, some(member)), (c, [a, names]) => c.hdel(a, ...names)),
  typed('hincrby', fc.tuple(key, member, wholes), (c, [a, f, n]) => c.hincrby(a, f, n)),
  typed('hscan', fc.tuple(key, fc.constantFrom({}, { match: '*' }, { match: 'a*' })), (c, [a, o]) => c.hscan(a, 0, o)),
  typed('sadd', fc.tuple(key, some(member)), (c, [a, names]) => c.sadd(a, ...names)),
  typed('srem', fc.tuple(key, some(member)), (c, [a, names]) => c.srem(a, ...names)),
  typed('smembers', k, (c, [a]) => c.smembers(a)),
  typed('scard', k, (c, [a]) => c.scard(a)),
  typed('sismember', fc.tuple(key, member), (c, [a, name]) => c.sismember(a, name)),
  typed('smismember', fc.tuple(key, some(member)), (c, [a, names]) => c.smismember(a, names)),
  typed('smove', fc.tuple(key, key, member), (c, [a, b, name]) => c.smove(a, b, name)),
  typed('sinter', some(key), (c, [a, ...rest]) => c.sinter(a, ...rest)),
  typed('sunion', some(key), (c, [a, ...rest]) => c.sunion(a, ...rest)),
  typed('sdiff', some(key), (c, [a, ...rest]) => c.sdiff(a, ...rest)),
  typed('sinterstore', fc.tuple(key, some(key)), (c, [to, [a, ...rest]]) => c.sinterstore(to, a, ...rest)),
  typed('sunionstore', fc.tuple(key, some(key)), (c, [to, [a, ...rest]]) => c.sunionstore(to, a, ...rest)),
  typed('sdiffstore', fc.tuple(key, some(key)), (c, [to, [a, ...rest]]) => c.sdiffstore(to, a, ...rest)),
  typed('sscan', k, (c, [a]) => c.sscan(a, 0)),
  typed('scan', fc.constantFrom({}, { match: 'k*' }, { type: 'list' }), async (c, options) => scanned(c, options)),
  typed('zadd', fc.tuple(key, points, member), (c, [a, s, name]) => c.zadd(a, { score: s, member: name })),
  typed('zincrby', fc.tuple(key, points, member), (c, [a, s, name]) => c.zincrby(a, s, name)),
  typed('zscore', fc.tuple(key, member), (c, [a, name]) => c.zscore(a, name)),
  typed('zmscore', fc.tuple(key, some(member)), (c, [a, names]) => c.zmscore(a, names)),
  typed('zrank', fc.tuple(key, member), (c, [a, name]) => c.zrank(a, name)),
  typed('zrevrank', fc.tuple(key, member), (c, [a, name]) => c.zrevrank(a, name)),
  typed('zcard', k, (c, [a]) => c.zcard(a)),
  typed('zcount', fc.tuple(key, points, points), (c, [a, from, to]) => c.zcount(a, from, to)),
  typed('zrange', fc.tuple(key, place, place, range), (c, [a, from, to, o]) => c.zrange(a, from, to, o)),
  typed('zrem', fc.tuple(key, some(member)), (c, [a, names]) => c.zrem(a, ...names)),
  typed('zpopmin', fc.tuple(key, fc.nat(2)), (c, [a, count]) => c.zpopmin(a, count)),
  typed('zpopmax', fc.tuple(key, fc.nat(2)), (c, [a, count]) => c.zpopmax(a, count)),
  typed('zremrangebyrank', fc.tuple(key, place, place), (c, [a, from, to]) => c.zremrangebyrank(a, from, to)),
  typed('zremrangebyscore', fc.tuple(key, points, points), (c, [a, from, to]) => c.zremrangebyscore(a, from, to)),
  typed('zscan', k, (c, [a]) => c.zscan(a, 0)),
  typed('eval', fc.tuple(key, text), (c, [a, b]) =>
    c.eval("if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end return 0", [a], [b]),
  ),
  typed('script', fc.tuple(key, some(text)), async (c, [a, values]) => pushScript(c).exec([a], values)),
  typed('multi', fc.tuple(key, text), (c, [a, b]) =>
    c.multi().rpush(a, b).lrange(a, 0, -1).del(a).exec({ keepErrors: true }),
  ),
  typed('multi', fc.tuple(key, key, text), (c, [a, b, value]) =>
    c.multi().set(a, value).incr(a).lrange(b, 0, -1).hset(b, { value }).exec(),
  ),
  typed('pipeline', fc.tuple(key, text, number(seconds)), (c, [a, b, s]) =>
    c.pipeline().rpush(a, b).expire(a, s).lrange(a, 0, -1).get(a).exec({ keepErrors: true }),
  ),
];

/** All pages: how many there are is a server's own affair. */
async function scanned(client: Client, options: { readonly match?: string; readonly type?: string }): Promise<unknown> {
  const found: string[] = [];
  let cursor = '0';
  do {
    const [next, keys] = await client.scan(cursor, { ...options, count: 1_000 });
    cursor = String(next);
    found.push(...keys);
  } while (cursor !== '0');
  return found;
}
