/** What people mistype: every mistake ends with exit code 2 and a sentence that names the field. */
import { describe, expect, it } from 'vitest';
import { ALLOWED, COMMANDS } from '../../../src/cli/options.ts';
import { type } from './fake-bench.ts';

const MISTAKES: readonly {
  readonly title: string;
  readonly line: readonly string[];
  readonly field: string;
  readonly found: string;
}[] = [
  { title: 'no command', line: [], field: 'command', found: 'nothing' },
  { title: 'an unknown command', line: ['rum'], field: 'command', found: 'rum' },
  { title: 'an unknown option', line: ['run', 'rapid-burst', '--sed', '1'], field: 'option', found: '--sed' },
  { title: 'an option of another command', line: ['list', '--seed', '1'], field: 'option', found: '--seed' },
  { title: 'an option without its value', line: ['run', 'rapid-burst', '--seed'], field: '--seed', found: 'nothing' },
  {
    title: 'an option whose value is the next option',
    line: ['run', 'rapid-burst', '--seed', '--all'],
    field: '--seed',
    found: '--all',
  },
  { title: 'a value after a switch', line: ['run', '--all=yes'], field: '--all', found: 'yes' },
  {
    title: 'one option twice',
    line: ['run', 'rapid-burst', '--seed', '1', '--seed', '2'],
    field: '--seed',
    found: '2',
  },
  { title: 'two scenarios', line: ['run', 'rapid-burst', 'clock-skew'], field: 'argument', found: 'clock-skew' },
  { title: 'an argument where none belongs', line: ['list', 'rapid-burst'], field: 'argument', found: 'rapid-burst' },
  { title: 'no scenario', line: ['run'], field: 'scenario', found: 'nothing' },
  { title: 'an unknown scenario', line: ['run', 'nothing-like-it'], field: 'scenario', found: 'nothing-like-it' },
  { title: 'a scenario beside --all', line: ['run', 'rapid-burst', '--all'], field: 'scenario', found: 'rapid-burst' },
  { title: 'a variant beside --all', line: ['run', '--all', '--variant', 'x'], field: '--variant', found: 'x' },
  { title: 'an unknown variant', line: ['run', 'rapid-burst', '--variant', 'x'], field: '--variant', found: 'x' },
  { title: 'a seed that is no number', line: ['run', 'rapid-burst', '--seed', '1e3'], field: '--seed', found: '1e3' },
  { title: 'a seed below zero', line: ['run', 'rapid-burst', '--seed', '-1'], field: '--seed', found: '-1' },
  {
    title: 'a seed too large',
    line: ['run', 'rapid-burst', '--seed', '4294967296'],
    field: '--seed',
    found: '4294967296',
  },
  { title: 'an unknown policy', line: ['run', 'rapid-burst', '--policy', 'x'], field: '--policy', found: 'x' },
  { title: 'an unknown profile', line: ['run', 'rapid-burst', '--profile', 'x'], field: '--profile', found: 'x' },
  {
    title: 'a setting without a value',
    line: ['run', 'rapid-burst', '--set', 'lockMs'],
    field: '--set',
    found: 'lockMs',
  },
  {
    title: 'an unknown setting',
    line: ['run', 'rapid-burst', '--set', 'lock=1'],
    field: '--set lock',
    found: 'lock',
  },
  {
    title: 'a setting out of range',
    line: ['run', 'rapid-burst', '--set', 'lockMs=-1'],
    field: '--set lockMs',
    found: '-1',
  },
  {
    title: 'a setting that is no choice',
    line: ['run', 'rapid-burst', '--set', 'requeueId=x'],
    field: '--set requeueId',
    found: 'x',
  },
  { title: 'an empty number', line: ['run', 'rapid-burst', '--set', 'lockMs='], field: '--set lockMs', found: '' },
  {
    title: 'a setting twice',
    line: ['run', 'rapid-burst', '--set', 'lockMs=1', '--set', 'lockMs=2'],
    field: '--set lockMs',
    found: '2',
  },
  {
    title: 'a constant twice',
    line: ['run', 'rapid-burst', '--set', 'qstash.dedupWindowMs=1', '--set', 'qstash.dedupWindowMs=1'],
    field: '--set qstash.dedupWindowMs',
    found: '1',
  },
  {
    title: 'a parameter of one fault twice',
    line: ['run', 'rapid-burst', '--fault', 'crash.nth=3', '--fault', 'crash#1.nth=5'],
    field: '--fault crash#1.nth',
    found: '5',
  },
  {
    title: 'an unknown constant',
    line: ['run', 'rapid-burst', '--set', 'qstash.x=1'],
    field: '--set qstash.x',
    found: 'qstash.x',
  },
  { title: 'an unknown fault', line: ['run', 'rapid-burst', '--fault', 'rain.mm=1'], field: '--fault', found: 'rain' },
  {
    title: 'a fault without a parameter',
    line: ['run', 'rapid-burst', '--fault', 'clock-offset=1'],
    field: '--fault',
    found: 'clock-offset=1',
  },
  {
    title: 'a fault alone that is not the next of its name',
    line: ['run', 'rapid-burst', '--fault', 'kill#3'],
    field: '--fault',
    found: 'kill#3',
  },
  {
    title: 'an unknown parameter of a fault',
    line: ['run', 'rapid-burst', '--fault', 'clock-offset.x=1'],
    field: '--fault clock-offset.x',
    found: 'x',
  },
  {
    title: 'a parameter that does not fit',
    line: ['run', 'rapid-burst', '--fault', 'clock-offset.offsetMs=two'],
    field: '--fault clock-offset.offsetMs',
    found: 'two',
  },
  {
    title: 'a variable without a name',
    line: ['run', 'rapid-burst', '--fault', 'environment.name='],
    field: '--fault environment.name',
    found: '',
  },
  {
    title: 'a deployment without a name',
    line: ['run', 'rapid-burst', '--fault', 'other-deployment.deployment='],
    field: '--fault other-deployment.deployment',
    found: '',
  },
  {
    title: 'an empty address',
    line: ['run', 'rapid-burst', '--set', 'messenger.webhookUrl='],
    field: '--set messenger.webhookUrl',
    found: '',
  },
  {
    title: 'a fault of an interval that ends before it begins',
    line: ['run', 'rapid-burst', '--fault', 'kill', '--fault', 'kill#2', '--fault', 'call-fails.toMs=0'],
    field: '--fault call-fails.fromMs',
    found: '0',
  },
  { title: 'no file', line: ['replay'], field: 'file', found: 'nothing' },
  { title: 'a file that is not there', line: ['replay', 'gone.json'], field: 'file', found: 'gone.json' },
];

describe('bad input', () => {
  it.each(MISTAKES)('$title: exit code 2, and field, found and expected as JSON', async ({ line, field, found }) => {
    const { code, out, err } = await type(['--json', ...line]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(JSON.parse(err)).toEqual({ error: { field, found, expected: expect.stringMatching(/./) } });
  });

  it.each(MISTAKES)('$title: without --json a sentence that says the same', async ({ line, field }) => {
    const { code, out, err } = await type(line);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^.+: found .+, expected .+\n/);
    expect(err.startsWith(`${field}: `)).toBe(true);
  });
});

it('a long text is cut, and is in JSON the text that it is', async () => {
  const { err } = await type(['run', 'x'.repeat(500), '--json']);
  expect(JSON.parse(err)).toMatchObject({ error: { found: `${'x'.repeat(120)}…` } });
});

describe('a name that is nearly one', () => {
  for (const [line, meant] of [
    [['exploer'], 'explore'],
    [['run', 'rapid-brust'], 'rapid-burst'],
    [['run', 'rapid-burst', '--set', 'lokMs=1'], 'lockMs'],
    [['run', 'rapid-burst', '--set', 'qstash.dedupWindow=1'], 'qstash.dedupWindowMs'],
    [['run', 'rapid-burst', '--policy', 'harden'], 'hardened'],
    [['run', 'rapid-burst', '--profile', 'publishd'], 'published'],
    [['run', 'rapid-burst', '--fault', 'kil'], 'kill'],
    [['run', 'rapid-burst', '--sede', '1'], '--seed'],
    [['explore', '--mode', 'guide'], 'guided'],
  ] as const) {
    it(`is asked about, also in JSON: ${line.join(' ')}`, async () => {
      const words = await type(line);
      const json = await type([...line, '--json']);
      expect(words.err).toContain(`did you mean ${meant}?`);
      expect(json.err).toContain(`did you mean ${meant}?`);
      expect([words.code, json.code]).toEqual([2, 2]);
    });
  }
});

describe('help', () => {
  it.each([['help'], ['--help'], ['-h'], ['help --help']])(
    '%s prints commands, policies, faults and settings',
    async (line) => {
      const { code, out } = await type(line.split(' '));
      expect(code).toBe(0);
      for (const word of ['replay <file>', 'recommended', 'clock-offset', 'requeueId', 'qstash.dedupWindowMs'])
        expect(out).toContain(word);
    },
  );

  it.each(COMMANDS.filter((command) => command !== 'help'))(
    'of %s has the options that it takes, and no others',
    async (command) => {
      const { code, out } = await type([command, '--help']);
      expect(code).toBe(0);
      const named = new Set([...out.matchAll(/^ {2}--([a-z-]+)/gm)].map(([, name]) => name));
      expect(named).toEqual(new Set(ALLOWED[command].filter((name) => name !== 'help')));
      expect(out).not.toContain('qstash.dedupWindowMs');
      expect((await type(['help', command])).out).toBe(out);
    },
  );

  it('of a command that there is not is refused', async () => {
    const { code, err } = await type(['help', 'exploer']);
    expect(code).toBe(2);
    expect(err).toContain('did you mean explore?');
  });
});

describe('a bug', () => {
  it('ends with an exit code of its own, so that nobody takes it for a verdict', async () => {
    const { fakeBench } = await import('./fake-bench.ts');
    const bench = fakeBench({ simulate: () => Promise.reject(new TypeError('x is not a function')) });
    const { code, err } = await type(['run', 'rapid-burst'], bench);
    expect(code).toBe(70);
    expect(err).toContain('x is not a function');
    expect(err).toContain('at ');
  });

  it.each([
    [new TypeError('x is not a function'), { name: 'TypeError', message: 'x is not a function' }],
    ['a text', { name: 'Error', message: 'a text' }],
  ])('is told to machines as they are told of any other error: %s', async (thrown, told) => {
    const { fakeBench } = await import('./fake-bench.ts');
    const bench = fakeBench({ simulate: () => Promise.reject(thrown) });
    const { code, out, err } = await type(['run', 'rapid-burst', '--json'], bench);
    expect({ code, out }).toEqual({ code: 70, out: '' });
    const stack = thrown instanceof Error ? thrown.stack : 'a text';
    expect(JSON.parse(err)).toEqual({ error: { ...told, stack } });
  });
});
