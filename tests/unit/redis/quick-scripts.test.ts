/**
 * A script that is run the quick way answers as it does the other way and calls the same commands; where it comes to
 * something that only the other way knows, nothing is done twice. Which way is taken is seen nowhere else.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Redis } from '../../../src/sim/services/redis/service.ts';
import { ScriptDraws } from '../../../src/sim/services/redis/lua/random.ts';
import { runQuickly, runScript } from '../../../src/sim/services/redis/lua/run.ts';
import { type Compiled, compile, interpret, type ScriptHost } from '../../../src/sim/services/redis/lua/vm.ts';
import { RedisError, type Reply } from '../../../src/sim/services/redis/reply.ts';
import { sha1 } from '../../../src/sim/services/redis/sha1.ts';
import { ODD_SCRIPTS } from '../../conformance/redis/odd-scripts.ts';

const START_MS = 1_764_244_800_000;
const SETUP = [
  ['SET', 'text', 'ქუდი 🧢'],
  ['SET', 'n', '41'],
  ['RPUSH', 'l', 'one', 'ორი', '3'],
  ['HSET', 'h', 'id', 'm_1', 'atMs', '1764244800123'],
];

/** A database with a few keys, and what scripts call on it. */
function database() {
  const redis = new Redis();
  const called: (readonly string[])[] = [];
  redis.begin(0, START_MS);
  for (const words of SETUP) redis.do(words);
  const host: ScriptHost = {
    draws: new ScriptDraws(),
    call: (words) => {
      redis.begin(0, START_MS);
      called.push(words);
      const { reply } = redis.do(words);
      if (reply instanceof RedisError) throw reply;
      return reply;
    },
  };
  return { redis, called, host };
}

type Way = (script: Compiled, keys: readonly string[], argv: readonly string[], host: ScriptHost) => Reply;

/** All that can be seen of a run: what it answers or says, what it called, what it changed. */
function seen(way: Way, source: string, argv: readonly string[]) {
  const { redis, called, host } = database();
  redis.takeChanges();
  let answer: unknown;
  try {
    answer = way(compile(sha1(source), source), ['text', 'h'], argv, host);
  } catch (error) {
    if (!(error instanceof RedisError)) throw error;
    answer = { error: error.message };
  }
  return { answer, called, changes: redis.takeChanges() };
}

const ARGV = ['7', 'text', '', 'წერილი'];

function quickly(source: string): ReturnType<typeof runQuickly> | undefined {
  const { host } = database();
  try {
    const { program } = compile(sha1(source), source);
    return program === undefined ? undefined : runQuickly(program, ['text', 'h'], ARGV, host.call);
  } catch (error) {
    if (error instanceof RedisError) return undefined;
    throw error;
  }
}

/** By what they are; a few are something else, or nothing that goes well. */
interface Kinds {
  readonly number: string;
  readonly text: string;
  readonly list: string;
  readonly truth: string;
  readonly statement: string;
}

const DEPTH = { depthIdentifier: fc.createDepthIdentifier(), maxDepth: 4, withCrossShrink: true };

const odd = fc.constantFrom(
  'nil', 'x', '{}', 'redis', 'ms', "('x'):rep(2)", "redis.call('GET', 'l')", "redis.pcall('GET', 'l')", 'math.pi',
  "t['1']", '5 % 3', 't.none', "redis.call('HGET', 'h')", "cjson.encode('x')", "tonumber('0x10')", '-0', '0/0',
); // prettier-ignore
const { statement } = fc.letrec<Kinds>((tie: fc.LetrecTypedTie<Kinds>) => {
  const number: fc.Arbitrary<string> = tie('number');
  const text: fc.Arbitrary<string> = tie('text');
  const list: fc.Arbitrary<string> = tie('list');
  const truth: fc.Arbitrary<string> = tie('truth');
  const value: fc.Arbitrary<string> = fc.oneof(DEPTH, number, text, truth);
  const block: fc.Arbitrary<string> = fc.array(tie('statement'), { maxLength: 2 }).map((each) => each.join('\n'));
  const of = (...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> =>
    fc
      .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
      .map((each) => each.join(''));
  const kind = (plain: fc.Arbitrary<string>, ...made: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
    fc.oneof(DEPTH, { weight: 20, arbitrary: plain }, ...made.map((arbitrary) => ({ weight: 4, arbitrary })), {
      weight: 1,
      arbitrary: odd,
    });
  return {
    number: kind(
      fc.constantFrom('n', 'n', '0', '1', '2.5', '1764244800123', '1e20', '#KEYS', '#s', '#t', 'ARGV[1]', "'12'"),
      fc.tuple(number, fc.constantFrom('+', '-', '*', '/', '^'), number).map(([a, by, b]) => `(${a} ${by} ${b})`),
      of('-(', number, ')'),
      of('tonumber(', number, ')'),
      of('math.floor(', number, ')'),
      of('math.max(', number, ', ', number, ')'),
      of('math.min(1, ', number, ', ', number, ')'),
      of("redis.call('RPUSH', 'l', ", text, ', ', number, ')'),
      of("redis.call('HSET', 'h', ", text, ', ', number, ')'),
      fc.constantFrom("redis.call('LLEN', 'l')", "redis.call('TIME')[1]", "redis.call('INCR', 'n')"),
    ),
    text: kind(
      fc.constantFrom('s', 's', "''", "'ქუდი'", "'one'", 'KEYS[1]', 'ARGV[4]', 'ARGV[#ARGV]', "redis.call('GET', 'n')"),
      of('(', text, ' .. ', text, ')'),
      of('(', text, ' .. ', number, ')'),
      of('tostring(', value, ')'),
      of('type(', value, ')'),
      of('ms(', number, ')'),
      of("string.format('%s|%5.1f', ", text, ', ', number, ')'),
      of('table.concat(', list, ", ',')"),
      of("redis.call('SET', 'text', ", text, ').ok'),
      of('(', truth, ' and ', text, ' or ', text, ')'),
    ),
    list: kind(
      fc.constantFrom('t', 't', 'KEYS', 'ARGV', "redis.call('LRANGE', 'l', 0, -1)", '{unpack(ARGV)}'),
      of('{', value, ', ', value, '}'),
      of('{', number, ', x = ', text, ", ['y'] = 1, ", text, '}'),
      of("redis.call('HMGET', 'h', 'id', ", text, ')'),
    ),
    truth: kind(
      fc.constantFrom('true', 'false', 't[9]', "redis.call('HGET', 'h', 'no')", "redis.call('SET', 'n', 1, 'NX')"),
      fc.tuple(number, fc.constantFrom('<', '<=', '>', '>='), number).map(([a, by, b]) => `${a} ${by} ${b}`),
      fc.tuple(value, fc.constantFrom('==', '~='), value).map(([a, by, b]) => `(${a}) ${by} (${b})`),
      of('not (', value, ')'),
      of('(', truth, ' or ', truth, ')'),
      of('string.find(', text, ', ', text, ', 1, true)'),
    ),
    statement: fc.oneof(
      DEPTH,
      of('n = ', number),
      of('add(', number, ')'),
      of('put(', value, ') s = read(1)'),
      of('for i = 1, 2 do f[i] = function() n = n + i i = i * 2 return i end end n = f[1]() + f[1]() + ', number),
      of('s = ', text),
      of('t = ', list),
      of('n, s = ', number, ', ', text),
      of('t[#t + 1] = ', value),
      of('t[1] = ', value),
      of('t.x = ', value),
      of('if ', truth, ' then ', block, ' else ', block, ' end'),
      of('if ', truth, ' then return ', value, ' end'),
      of('for i = 1, ', number, ' do if i > 4 or #s > 99 then break end ', block, ' end'),
      of('for i = 3, 1, -1 do if #s > 99 then break end ', block, ' n = i end'),
      of('for i, each in ipairs(', list, ') do s = type(each) .. i if i > 4 or #s > 99 then break end ', block, ' end'),
    ),
  };
});
const script = fc
  .array(statement, { minLength: 1, maxLength: 5 })
  .map((statements) =>
    [
      "local function ms(value) return string.format('%.0f', value) end",
      "local n, s, t, f = 3, 'კი', {1, 'two'}, {}",
      'local function add(value) n = n + value end',
      'local function put(value) t.x = value t[#t + 1] = value end',
      'local function read(place) return t[place] end',
      ...statements,
      'return {n, s, t, {ok = s}}',
    ].join('\n'),
  );

describe('a script that is run the quick way', () => {
  it.each(ODD_SCRIPTS)('does as it does the other way: %s', (source) => {
    expect(seen(runScript, source, ARGV)).toEqual(seen(interpret, source, ARGV));
  });

  it('does as it does the other way, in 500 generated scripts', () => {
    const ways = { done: 0, left: 0, after: 0 };
    fc.assert(
      fc.property(script, (source) => {
        expect(seen(runScript, source, ARGV)).toEqual(seen(interpret, source, ARGV));
        const outcome = quickly(source);
        if (outcome?.kind === 'done') ways.done += 1;
        if (outcome?.kind === 'left') ways.left += 1;
        if (outcome?.kind === 'left' && outcome.called.length > 0) ways.after += 1;
      }),
      { numRuns: 500, seed: 1, endOnFailure: true },
    );
    expect(ways.done).toBeGreaterThan(100);
    expect(ways.after).toBeGreaterThan(25);
  });

  it.each([
    'local fs = {} for i = 1, 3 do fs[i] = function() i = i + 1 return i end end return {fs[1](), fs[1](), fs[2](), fs[3]()}',
    'local x = 1 local function a() x = x + 1 return x end local function b() return x end a() return {a(), b(), x}',
    'local function f(n) if n == 0 then return 0 end return n + f(n - 1) end return f(10)',
    'local t = {} local function put(v) t[#t + 1] = v t.x = v end put(1) put(2) return {#t, t.x, t[2]}',
    'local fs, i = {}, 0 repeat local j = i fs[#fs + 1] = function() return j end i = i + 1 until j > 1 return {fs[1](), fs[3]()}',
    'local function o() local a = 1 return function() return function() a = a + 1 return a end end end local g = o()() return {g(), g()}',
    'local a = 1 do local b = 2 a = function() b = b + 1 return b end end local c = 9 return {a(), a(), c}',
    'local i, fs = 0, {} while true do i = i + 1 local k = i fs[i] = function() return k end if i == 3 then break end end return {fs[2](), fs[3]()}',
  ])('knows the variables of outer functions: %s', (source) => {
    const { answer } = seen(interpret, source, ARGV);
    expect(quickly(source)).toEqual({ kind: 'done', reply: answer });
  });
});
