/** What the sequences of the differential test are made of: every command of ours, with good words and bad ones. */
import fc from 'fast-check';
import type { Words } from './both.ts';

export type Step =
  | { readonly kind: 'command'; readonly words: Words }
  | { readonly kind: 'transaction'; readonly commands: readonly Words[] }
  | { readonly kind: 'pass' };

/**
 * Lives are whole multiples of 5 s and time passes in steps of 1.3 s, at most twelve of them: whatever is left to live
 * is then at least 200 ms from nothing, far more than a sequence takes on the real server.
 */
export const STEP_MS = 1_300;
const MOST_STEPS = 12;

const key = fc.oneof({ weight: 5, arbitrary: fc.constant('k') }, fc.constantFrom('l', 'm', '7', '__proto__'));
const plain = ['a', 'b', 'კი', '😀', '', ' 7', '007', 'x y'];
const numeric = ['0', '1', '-5', '10', '9223372036854775807', '-9223372036854775808', '9007199254740993', '1.5', '-0'];
const text = fc.oneof(fc.constantFrom(...plain), fc.constantFrom(...numeric));
const integer = fc.constantFrom('0', '1', '2', '-1', '-2', '-100', '3', '100', 'x', '1.5', '+1', '9223372036854775808');
const seconds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('5', '10', '100') },
  fc.constantFrom('0', '-1', 'x', '9223372036854775807'),
);
const milliseconds = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('5000', '20000') },
  fc.constantFrom('0', '-1', 'x', '9223372036854775807'),
);
const moment = fc.constantFrom('@+5000', '@+20000', '@+-5000', '0', 'x');
const score = fc.constantFrom(
  '1',
  '2',
  '-1',
  '1.1',
  '0.1',
  '1e20',
  '1e-7',
  'inf',
  '-inf',
  '3',
  'x',
  'nan',
  '123456789012',
);
const member = fc.constantFrom('a', 'b', 'c', 'კი', '😀', '7', '__proto__');

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

const setOption = fc.oneof(
  fc.constantFrom('nx', 'NX', 'xx', 'get', 'GET', 'keepttl', 'bogus').map((word) => [word]),
  fc.tuple(anyCase('ex'), seconds).map((parts) => [...parts]),
  fc.tuple(anyCase('px'), milliseconds).map((parts) => [...parts]),
  fc.tuple(anyCase('pxat'), moment).map((parts) => [...parts]),
);
const setOptions = fc.array(setOption, { maxLength: 3 }).map((options) => options.flat());
const lock = command(
  'set',
  key,
  text,
  fc.constantFrom(['nx', 'px', '5000'], ['NX', 'PX', '20000'], ['px', '5000', 'nx']),
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
  command('zadd', key, maybe('nx', 'XX', 'gt', 'LT', 'ch', 'INCR'), pairsOf(score, member)),
  command('zadd', key, some(score, 2, 3)),
  command('zrem', key, some(member, 1, 2)),
  command('zrange', key, integer, integer, maybe('withscores', 'REV')),
  command('zrange', key, score, score, fc.constant(['byscore']), maybe('withscores', 'rev')),
  command('zrange', key, fc.constant('(1'), score, fc.constant(['BYSCORE', 'limit']), integer, integer),
  command('zcard', key),
  command('zscore', key, member),
];

/** Conditions on a deadline compare two moments: no two steps name the same one. */
const CONDITIONAL: readonly Words[] = ['gt', 'LT', 'gt', 'xx'].map((word) => ['pexpire', 'k', '@unique', word]);

/** Names of ours with too few words and too many. */
const misfit = fc
  .tuple(
    fc.constantFrom('get', 'set', 'rpush', 'lrange', 'del', 'expire', 'eval', 'zadd', 'hset', 'ttl', 'lpop'),
    some(key, 0, 5),
  )
  .map(([name, words]) => [name, ...words]);

const eachCommand = fc.oneof(
  { weight: 12, arbitrary: fc.oneof(...common) },
  { weight: 10, arbitrary: fc.oneof(...others) },
  { weight: 1, arbitrary: fc.constantFrom(...CONDITIONAL) },
  { weight: 1, arbitrary: misfit.filter(([name]) => name !== 'eval') },
);

/** The same commands, called by a script. */
const scripted = fc
  .tuple(
    fc.constantFrom(
      'return redis.call(unpack(ARGV))',
      'return redis.pcall(unpack(ARGV))',
      'local ok, e = pcall(redis.call, unpack(ARGV)) return {tostring(ok), e}',
      "local v = redis.call(unpack(ARGV)) if type(v) == 'table' then return v.ok or #v end return {type(v), tostring(v)}",
    ),
    eachCommand,
  )
  .map(([script, words]) => ['eval', script, '0', ...words]);

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: eachCommand.map((words): Step => ({ kind: 'command', words })) },
  { weight: 2, arbitrary: scripted.map((words): Step => ({ kind: 'command', words })) },
  {
    weight: 2,
    arbitrary: fc
      .array(eachCommand, { minLength: 1, maxLength: 3 })
      .map((commands): Step => ({ kind: 'transaction', commands })),
  },
  { weight: 6, arbitrary: fc.constant<Step>({ kind: 'pass' }) },
);

const UNIQUE_FROM_MS = 8_000;
const UNIQUE_STEP_MS = 37;

function numbered(words: Words, index: number): Words {
  return words.map((word) => (word === '@unique' ? String(UNIQUE_FROM_MS + UNIQUE_STEP_MS * index) : word));
}

/** Sequences of at most thirty steps, time among them. */
export const sequence: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 1, maxLength: 30 }).map((steps) => {
  let passed = 0;
  return steps.flatMap((each, index): Step[] => {
    if (each.kind === 'pass') {
      passed += 1;
      return passed > MOST_STEPS ? [] : [each];
    }
    if (each.kind === 'command') return [{ kind: 'command', words: numbered(each.words, index) }];
    return [{ kind: 'transaction', commands: each.commands.map((words, i) => numbered(words, index + i * 100)) }];
  });
});
