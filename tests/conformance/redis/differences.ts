/**
 * Where the simulated Redis is known to differ from a 7.0 server, each with a case of it. `refused`: it answers with an
 * error that begins as given, where a server does something. `differs`: both answer, and not the same.
 */
import type { Words } from './both.ts';

export interface Difference {
  readonly what: string;
  /** Done before, on both. */
  readonly setup?: readonly Words[];
  readonly words: Words;
  readonly kind: 'refused' | 'differs';
}

/** How a refusal begins; in a script an unknown global is a server's own refusal. */
export const REFUSALS = [
  'ERR the simulated Redis does not support',
  'ERR user_script:1: Script attempted to access nonexistent',
];

const script = (source: string): Words => ['eval', source, '0'];

export const DIFFERENCES: readonly Difference[] = [
  { what: 'commands that it does not have: streams', words: ['xadd', 's', '*', 'a', '1'], kind: 'refused' },
  { what: 'a second page of a scan', words: ['scan', '1'], kind: 'refused' },
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
  { what: 'coroutines in a script', words: script('return type(coroutine)'), kind: 'refused' },
  { what: 'bit, struct, cmsgpack in a script', words: script('return bit.band(7, 3)'), kind: 'refused' },
  { what: 'loadstring in a script', words: script('return type(loadstring)'), kind: 'refused' },
  {
    what: 'DBSIZE counts no key that has lapsed',
    setup: [['set', 'k', 'v', 'pxat', '1']],
    words: ['dbsize'],
    kind: 'differs',
  },
  { what: 'what Lua 5.1 does not have, with another error', words: script('return 7 // 2'), kind: 'refused' },
  { what: 'the words of some errors of Lua itself', words: script('break'), kind: 'differs' },
  { what: 'the words of errors of cjson.decode', words: script("return cjson.decode('{bad')"), kind: 'differs' },
  {
    what: 'the order of keys in cjson.encode: as they were set',
    words: script('return cjson.encode({a = 1, b = 1, c = 1, d = 1})'),
    kind: 'differs',
  },
  {
    what: 'the order of the members of a set, and of keys: as they came',
    setup: [['sadd', 's', '3', '1', '2']],
    words: ['smembers', 's'],
    kind: 'differs',
  },
];
