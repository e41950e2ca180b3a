/**
 * Scripts see tables and JSON as on a real server: in which order they walk through what keys, and what JSON they read.
 * Generated; what the simulation refuses must be rare.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideRealRedis, howToEnable, leftOut } from './beside.ts';
import type { Answers, Both } from './both.ts';

const SCRIPTS = 1_500;
const SEED = Number(process.env['REDIS_SEED'] ?? 1);

const named = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'mid', 'text', 'user', 'timestamp', 'attachments', 'კი'),
  fc.stringMatching(/^[a-z_]{1,40}$/),
);
const key = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }).map(String) },
  { weight: 4, arbitrary: named.map((name) => `'${name}'`) },
  fc.constantFrom('0', '-1', '2.5', '100', '1e10', 'true', 'false'),
);
const inBraces = fc.oneof(
  fc.constant('7'),
  named.map((name) => `['${name}'] = 7`),
  key.map((each) => `[${each}] = 7`),
);
const made = fc.oneof(
  fc.array(inBraces, { maxLength: 8 }).map((parts) => `local t = {${parts.join(', ')}}`),
  fc.constant('local t = {unpack(ARGV)}'),
  fc.constant('local t = ARGV'),
);
const done = fc.oneof(
  { weight: 6, arbitrary: key.map((each) => `t[${each}] = 7`) },
  { weight: 1, arbitrary: key.map((each) => `t[${each}] = nil`) },
  { weight: 1, arbitrary: fc.constant('for i = 1, 5 do t[i] = i end') },
  { weight: 1, arbitrary: fc.constant("for i = 5, 1, -1 do t[i] = i end t['z'] = 1") },
);
const WALK = 'local r = {} for k, v in pairs(t) do r[#r + 1] = tostring(k) end return r';
const END = fc.constantFrom(WALK, WALK, "return cjson.encode({x = t, ['y'] = 1, z = 2})", 'return cjson.encode(t)');
const script = fc
  .tuple(made, fc.array(done, { maxLength: 12 }), END)
  .map(([first, then, end]) => [first, ...then, end].join(' '));

const piece = fc.oneof(
  fc.constantFrom('{', '}', '[', ']', ':', ',', ' ', '\t', '"a"', '"კი"', '1', '-2.5', 'true', 'false', 'null'),
  fc.constantFrom('01', '0x1F', '+1', '-', '1.', '.5', '1e3', '1e', 'inf', '-Infinity', 'nan', 'NaN', 'nul', 'x', 'é'),
  fc.constantFrom(
    '"\\n"',
    '"\\x"',
    '"\\u00e9"',
    '"\\ud83d\\ude00"',
    '"\\ud83d"',
    '"\\ude00"',
    '"\\u12"',
    '"\n"',
    '"',
    '\\',
  ),
);
const odd = fc.array(piece, { maxLength: 7 }).map((pieces) => pieces.join(''));
const jsonText = fc.oneof(
  odd,
  fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)),
  odd.map((text) => `[${text}]`),
  odd.map((text) => `{"k":${text}}`),
);

/** In the end everything is a text: what was read is walked through. */
const READ = `
  local function shown(v)
    if type(v) ~= 'table' then return type(v) .. ' ' .. tostring(v) end
    local r = {}
    for k, each in pairs(v) do r[#r + 1] = tostring(k) .. '=' .. shown(each) end
    return '(' .. table.concat(r, ' ') .. ')'
  end
  local ok, value = pcall(cjson.decode, ARGV[1])
  return {tostring(ok), shown(value)}`;

const isRefused = ({ simulated }: Answers): boolean =>
  JSON.stringify(simulated ?? '').includes('ERR the simulated Redis');

/** Compares all of them and gives the share of those that were refused. */
async function refusedOf<T>(
  each: fc.Arbitrary<T>,
  ask: (both: Both, value: T) => Promise<Answers>,
  both: Both,
): Promise<number> {
  let [asked, refused] = [0, 0];
  await both.begin();
  await fc.assert(
    fc.asyncProperty(each, async (value) => {
      const answers = await ask(both, value);
      asked += 1;
      if (isRefused(answers)) refused += 1;
      else expect(answers.simulated).toEqual(answers.real);
    }),
    { numRuns: SCRIPTS, seed: SEED },
  );
  return refused / asked;
}

describe.skipIf(leftOut)(`tables of scripts in the simulated Redis and on a real server${howToEnable}`, () => {
  const both = besideRealRedis();

  it(`are walked through in the same order by ${SCRIPTS} generated scripts`, async () => {
    const args = ['0', 'p', 'q', 'r'];
    const refused = await refusedOf(script, (pair, source) => pair.command(['eval', source, ...args]), both());
    expect(refused).toBeLessThan(0.1);
  });

  it(`are read from ${SCRIPTS} generated texts of JSON alike, errors word by word`, async () => {
    const refused = await refusedOf(jsonText, (pair, text) => pair.command(['eval', READ, '0', text]), both());
    // The text of a number that is none.
    expect(refused).toBeLessThan(0.02);
  });
});
