/**
 * Where the simulated Redis is known to differ from a 7.0 server, each with a case of it. `refused`: it answers with an
 * error that says so, where a server does something. `open`: a server may answer in several ways, from start to start
 * or from moment to moment, and this is one of them.
 */
import type { Words } from './both.ts';

export interface Difference {
  readonly what: string;
  /** Done before, on both. */
  readonly setup?: readonly Words[];
  readonly words: Words;
  readonly kind: 'refused' | 'open';
  /** For `open`: all answers that a server may give. */
  readonly may?: readonly unknown[];
}

const REFUSAL = 'ERR the simulated Redis does not support';

/** Whether the client was told that the simulation does not know this. */
export function isRefusal(answer: unknown): boolean {
  const error: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'error') : undefined;
  return typeof error === 'string' && error.startsWith(REFUSAL);
}

const script = (source: string): Words => ['eval', source, '0'];

export const DIFFERENCES: readonly Difference[] = [
  { what: 'commands that it does not have: streams', words: ['xadd', 's', '*', 'a', '1'], kind: 'refused' },
  {
    what: 'a second page of a scan: all comes in the first, whatever COUNT says',
    words: ['scan', '1'],
    kind: 'refused',
  },
  {
    what: 'commands that it does not have: draws (SPOP, SRANDMEMBER, RANDOMKEY)',
    words: ['spop', 's'],
    kind: 'refused',
  },
  {
    what: 'COPY to another database',
    setup: [['set', 'k', 'v']],
    words: ['copy', 'k', 'm', 'db', '1'],
    kind: 'refused',
  },
  {
    what: 'commands that it does not have: bits and ranges of strings',
    words: ['getrange', 'k', '0', '1'],
    kind: 'refused',
  },
  { what: 'commands that it does not have: floats', words: ['incrbyfloat', 'k', '1.5'], kind: 'refused' },
  {
    what: 'commands that it does not have: blocking ones',
    words: ['blpop', 'l', '0.01'],
    kind: 'refused',
  },
  { what: 'names that no server has: refused in other words', words: ['nosuch', 'k'], kind: 'refused' },
  { what: 'the same in a script', words: script("return redis.call('nosuch', 'k')"), kind: 'refused' },
  { what: 'SCRIPT KILL, DEBUG, HELP', words: ['script', 'help'], kind: 'refused' },
  {
    what: 'ZRANGE BYLEX',
    setup: [['zadd', 'z', '0', 'a']],
    words: ['zrange', 'z', '-', '+', 'bylex'],
    kind: 'refused',
  },
  { what: 'strings of a script that are no UTF-8', words: script("return string.sub('კი', 1, 1)"), kind: 'refused' },
  ...[
    ['coroutines in a script', 'return type(coroutine)'],
    ['bit, struct, cmsgpack in a script', 'return bit.band(7, 3)'],
    ['load, loadstring, collectgarbage, _VERSION in a script', 'return type(loadstring)'],
    ['functions of math that hang on the machine: log, exp, pow, sin and their like', 'return math.log(2)'],
    ['table.foreach, maxn, setn, string.gfind, string.dump in a script', 'return table.maxn({1, 2})'],
    ['settings of cjson in a script', 'return cjson.encode_sparse_array(true)'],
    ['replication, versions, access lists and the debugger in a script', 'return redis.REDIS_VERSION'],
    ['what Lua 5.1 does not have', 'return 7 // 2'],
    ['scripts that do not compile, where Lua 5.1 says why in words of its own', 'break'],
    ['functions called in a way that fails there with an error of its own', 'return tonumber()'],
    ['the text of a table or a function: its address', 'return tostring({})'],
    ['the text of a number that is none: its sign is the machine’s', 'return tostring(0/0)'],
    ['the length of a list with holes', 'return #{1, nil, 3}'],
    ['the order of keys that are tables or functions', 'for k in pairs({[{}] = 1, [{1}] = 2}) do return type(k) end'],
    [
      'the order of keys of which one was taken out and set again: it hangs on when garbage was collected',
      'local t = {a = 1, b = 2} t.a = nil t.a = 1 for k in pairs(t) do return k end',
    ],
    ['a walk through the sandbox itself', 'for k in pairs(redis) do return k end'],
    ['metamethods that Lua 5.1 does not have', 'return #setmetatable({}, {__len = function() return 5 end})'],
    ['more than 2,000,000 instructions in a script', 'local n = 0 for i = 1, 3000000 do n = n + 1 end return n'],
  ].map(([what = '', source = '']): Difference => ({ what, words: script(source), kind: 'refused' })),
  {
    what: 'DBSIZE counts no key that has lapsed; a server until it has looked at it',
    setup: [['set', 'k', 'v', 'pxat', '1']],
    words: ['dbsize'],
    kind: 'open',
    may: [0, 1],
  },
  {
    what: 'the members of a set that are not all whole numbers, and keys, as they came; a server’s order is drawn at each start',
    setup: [['sadd', 's', 'b', 'a']],
    words: ['smembers', 's'],
    kind: 'open',
    may: [
      ['a', 'b'],
      ['b', 'a'],
    ],
  },
];
