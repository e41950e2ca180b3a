/** Scripts do the same in the simulated Redis and on a real server: what they return, and how they fail. */
import { describe, expect, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Words } from './both.ts';

/** By what they are about; each script is run with one key and three arguments on a server that holds a list `l`. */
const SCRIPTS: Readonly<Record<string, readonly string[]>> = {
  'keys and arguments': [
    'return {KEYS[1], ARGV[1], ARGV[2], ARGV[3], #KEYS, #ARGV}',
    'return KEYS[2]',
    'return #ARGV[2]',
    'return ARGV[1] + 1',
  ],
  'what is returned': [
    'return 1',
    'return 3.99',
    'return -3.99',
    'return true',
    'return false',
    'return nil',
    'return',
    "return 'text'",
    'return {1, 2, nil, 4}',
    "return {1, {2, 'x'}, 3.99, true, false, 7}",
    "return {ok = 'FINE'}",
    "return {err = 'plain words'}",
    "return redis.status_reply('FINE')",
    "return redis.error_reply('MY WORDS')",
    "return redis.error_reply('word')",
    "return redis.error_reply('-MYCODE words')",
    'return {}',
    'return {a = 1}',
    'return 1e30',
    'return 0/0',
    'return 9007199254740993',
  ],
  'numbers are those of Lua 5.1': [
    'return tostring(1764000000000)',
    "return 10 / 2 .. ''",
    'return {tostring(1e15), tostring(2^53), tostring(-0.0), tostring(1e100), tostring(0.1), tostring(1/3)}',
    'return 2000000000 + 2000000000',
    'return 60 * 60 * 24 * 30 * 1000',
    "return tonumber('1764244800123') + 1",
    'return {5 % -3, -5 % 3, 7 % 2, 2^10}',
    "return {tonumber('0x10'), tonumber('ff', 16), tonumber(' 12 '), tonumber('1e3'), tonumber('abc') == nil}",
    'return {math.floor(1764000000000.5), math.ceil(1.2), math.floor(-0.5), math.max(3, 4), math.min(2.5, 9), math.abs(-7)}',
    "local s = 0 for i = 1, 10 do s = s + i end return s .. '|' .. 10 .. '|' .. (2^31) * 2",
    'local t = {} for i = 1, 3 do t[#t + 1] = i * 2 end return t',
    "return string.format('%d %s %5.2f %s %5d %x', 3.99, 4, 2, 1764000000000, -7.2, 255)",
    "return table.concat({1, 2.5, 'x', 1764000000000}, ',')",
    "local t = {} t[1.0] = 'a' t['1'] = 'b' return {t[1], t['1']}",
    'return {tostring(5), tostring(5 / 2), tostring(nil), tostring(true)}',
    "return redis.call('SET', 'n', 1764244800123) and redis.call('GET', 'n')",
    "return redis.call('SET', 'n', 0.1) and redis.call('GET', 'n')",
    "return redis.call('SET', 'n', 10 / 2) and redis.call('INCR', 'n')",
    "return redis.call('INCRBY', 'big', '4611686018427387904') + 0",
  ],
  texts: [
    "return {string.sub('abcdef', 2, 3), string.len('კი'), string.upper('abc'), string.rep('x', 3)}",
    "return {string.gsub('hello', 'l', 'L')}",
    "return {string.find('a.b', '.', 1, true), string.match('k=v', '(%w+)=(%w+)')}",
    "return ('a,b,c'):gsub(',', ';')",
    "local t = {} for w in string.gmatch('one two', '%a+') do t[#t + 1] = w end return t",
  ],
  tables: [
    'local t = {3, 1, 2} table.sort(t) return t',
    'local t = {1, 2, 3} table.remove(t, 1) table.insert(t, 9) return t',
    'return {unpack({1, 2, 3})}',
    "return select('#', 1, 2, 3)",
    'return {next({}) == nil, type(next), #{1, 2, 3}}',
    "local t = setmetatable({}, {__index = function() return 'd' end}) return t.x",
  ],
  calls: [
    "return redis.call('LRANGE', 'l', 0, -1)",
    "return redis.call('get', 'none') == false",
    "return redis.call('SET', KEYS[1], ARGV[1], 'nx', 'px', 5000)",
    "local a = redis.call('SET', 'lock', 'me', 'NX', 'PX', 5000) local b = redis.call('SET', 'lock', 'you', 'NX', 'PX', 5000) return {a and a.ok, type(b), tostring(b)}",
    "if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) else return 0 end",
    "local v = redis.call('LRANGE', 'l', 0, -1) redis.call('DEL', 'l') return v",
    "return redis.call('HGETALL', 'none')",
    "return redis.call('MGET', 'none', 'l')",
    "return {type(redis.call('PING')), redis.call('TYPE', 'l').ok}",
    "return redis.call('TTL', 'l')",
    "return redis.sha1hex('abc')",
    "return redis.pcall('GET', 'l')",
    "return redis.pcall('GET', 'l').err",
    "local ok, e = pcall(redis.call, 'GET', 'l') return {tostring(ok), e}",
    "local ok, e = pcall(error, {err = 'XX y'}) return {tostring(ok), type(e), e}",
    "local ok, e = pcall(function() error('words') end) return e",
  ],
  failures: [
    "return redis.call('GET', 'l')",
    "\nlocal function f()\n  return redis.call('GET', 'l')\nend\nlocal x = f()\nreturn x",
    "redis.call('SET', 'done', '1') error('too late')",
    "return redis.call('GET', 'done')",
    "error('boom')",
    "error('boom', 0)",
    "error({err = 'BOOM x'})",
    "return redis.call('GET')",
    "return redis.call('EVAL', 'return 1', 0)",
    'return redis.call()',
    "return redis.call('SET', 'a', {})",
    "return redis.call('SET', 'a', nil)",
    "return redis.call('SET', 'a', true)",
    'x = 1',
    'return x',
    'string.foo = 1',
    'redis.foo = 1',
    'return os.time()',
    "return nil .. 'a'",
    'return 1 +',
    'return )',
  ],
  // The first numbers that a server draws after its start: nothing before them may draw.
  'random numbers, the same after every start': [
    'return {math.random(10), math.random(10), math.random(1000000), math.random(5, 7)}',
    'return {tostring(math.random()), tostring(math.random())}',
    'math.randomseed(7) return {math.random(1000), math.random(1000)}',
    'math.randomseed(-1) return math.random(1000000)',
    'return math.random(0)',
    'return math.random(3, 2)',
    'return math.random(1, 2, 3)',
    "return math.random('x')",
    'return math.random(1, {})',
    "return math.floor('x')",
    "return math.floor('2.5')",
    'return math.floor()',
    'return math.ceil(nil)',
  ],
  'words of errors': [
    'local x return x.y',
    'local x = {} return x.y.z',
    'local x x()',
    'local t = {} t.f()',
    'local t = {} t:f()',
    'local t = {} return t.a + 1',
    'local x return x + 1',
    "local x return 'a' .. x",
    'return {} + 1',
    'return 1 < {}',
    'return nil > 1',
    'local ok, e = pcall(function() local x return x.y end) return e',
  ],
  'what looks like Lua 5.3 and is not': [
    "return 'a // b & c | d ~ e << f :: goto x'",
    'return [[a // b]] .. [==[ & ]] ]==]',
    'return 1 ~= 2 -- a // comment',
    '--[[ // ]] return 7',
    "return 'it\\'s // fine'",
  ],
  cjson: [
    "return cjson.encode({1, 2, 'x'})",
    'return cjson.encode({a = 1})',
    "return cjson.encode({a = {1, {b = 'x/y'}}})",
    'return cjson.encode({})',
    'return cjson.encode({1, nil, 3})',
    "return cjson.encode('გ\"\\n\\1\\127')",
    'return cjson.encode(1764244800123) .. cjson.encode(0.1) .. cjson.encode(1e15) .. cjson.encode(-0.5)',
    'return {cjson.encode(true), cjson.encode(cjson.null), cjson.encode(nil)}',
    'return cjson.encode({[1] = 1, [20] = 2})',
    'return cjson.encode(function() end)',
    'return cjson.encode(1 / 0)',
    'return cjson.decode(\'[1,2,{"a":null}]\')',
    'local t = cjson.decode(\'{"a":null,"b":1.5,"c":[]}\') return {tostring(t.b), #t.c, tostring(t.a == cjson.null)}',
    'return cjson.decode(\'"\\\\u10d2"\')',
    'return cjson.decode(\'{"id":3282789748459241}\').id',
    'return cjson.encode(cjson.decode(\'[{"text":"გამარჯობა"}]\'))',
  ],
};

const SETUP: readonly Words[] = [
  ['rpush', 'l', 'a', 'კი'],
  ['set', 'key', 'one'],
];

describe.skipIf(leftOut)(`scripts in the simulated Redis and on a real server${howToEnable}`, () => {
  const both = besideRealRedis();
  for (const [about, scripts] of Object.entries(SCRIPTS)) {
    it(`do the same: ${about}`, async () => {
      await both().begin();
      for (const script of scripts) {
        for (const words of SETUP) await both().command(words);
        const { simulated, real } = await both().command(['eval', script, '1', 'key', '1', 'ორი', '3']);
        expect({ script, reply: simulated }).toEqual({ script, reply: real });
      }
    });
  }

  it('are found by their names once they were run or loaded, whole or not at all', async () => {
    await both().begin();
    const unknown = '0123456789012345678901234567890123456789';
    const steps: readonly Words[] = [
      ['evalsha', unknown, '0'],
      ['script', 'load', 'return ARGV[1]'],
      ['script', 'exists', '098e0f0d1448c0a81dafe820f66d460eb09263da', unknown],
      ['eval', "return 'x'", '0'],
      ['evalsha', 'A67EA6B1E2CE0A4D4A3B0ACB3C1D4F9C8C0B2E2A', '0'],
      ['eval', "return 'x'", '-1'],
      ['eval', "return 'x'", '1'],
      ['eval', "return 'x'", 'a'],
      ['eval', "return 'x'"],
      ['script', 'load', 'return 1 +'],
      ['script', 'flush'],
      ['script', 'exists', '098e0f0d1448c0a81dafe820f66d460eb09263da'],
      ['script'],
      ['script', 'load'],
    ];
    for (const words of steps) {
      const { simulated, real } = await both().command(words);
      expect({ words, reply: simulated }).toEqual({ words, reply: real });
    }
  });
});
