import { describe, expect, it } from 'vitest';
import type { ParamSpec } from '../../../src/sim/model/params.ts';
import type { Scenario } from '../../../src/sim/model/scenario.ts';
import { faultGroupOf, searchFaults, suggestedFaults } from '../../../src/ui/bottom/fault-groups.ts';
import { groupedParams, searchParams } from '../../../src/ui/bottom/param-groups.ts';
import { filtered, groupOf } from '../../../src/ui/panes/groups.ts';
import { problems } from '../../../src/ui/texts/problems.ts';
import type { FaultDescription } from '../../../src/ui/worker/protocol.ts';

const fault = (id: string, title: string): FaultDescription => ({
  id,
  title,
  sentence: `${title}.`,
  params: [],
  begins: null,
});
const catalogue = [
  fault('openai-latency', 'Slow model'),
  fault('call-fails', 'Failing call'),
  fault('crash', 'Crash'),
  fault('brand-new', 'Something new'),
];

const scenario = (id: string, part: Partial<Scenario> = {}): Scenario => ({
  id,
  kind: 'found',
  title: `The ${id}`,
  reference: '',
  lookAt: '',
  claims: [],
  seenInTheWild: [],
  messages: [{ atMs: 0, text: 'კი' }],
  variants: [{ id: 'first', title: 'as it is', happens: '', expected: {} }],
  ...part,
});

describe('the menu of faults', () => {
  const ids = (query: string) =>
    searchFaults(catalogue, query).map(([group, faults]) => [group, ...faults.map(({ id }) => id)]);

  it('has every fault under a heading, also one that nobody has heard of', () => {
    expect(ids('')).toEqual([
      ['calls', 'call-fails'],
      ['instances', 'crash'],
      ['services', 'openai-latency', 'brand-new'],
    ]);
    expect(faultGroupOf('clock-drift')).toBe('clocks');
    expect(faultGroupOf('other-deployment')).toBe('deployment');
  });

  it('is searched by every word, in whatever order', () => {
    expect(ids('model slow')).toEqual([['services', 'openai-latency']]);
    expect(ids('no such thing')).toEqual([]);
  });

  it('suggests what the scenario’s variants use before all else, and nothing that is armed', () => {
    const [variant] = scenario('a').variants;
    const crashing = scenario('a', { variants: [{ ...variant, faults: [{ fault: 'crash' }] }] });
    const suggested = (armed: string[]) =>
      suggestedFaults(
        catalogue,
        crashing,
        armed.map((id) => ({ fault: id })),
        2,
      ).map(({ id }) => id);
    expect(suggested([])).toEqual(['crash', 'openai-latency']);
    expect(suggested(['crash'])).toEqual(['openai-latency', 'call-fails']);
  });
});

describe('a sheet of parameters', () => {
  const specs: readonly ParamSpec[] = [
    {
      kind: 'number',
      name: 'qstash.dedupWindowMs',
      sentence: 'How long.',
      default: 90_000,
      min: 0,
      max: 1,
      unit: 'ms',
    },
    { kind: 'boolean', name: 'redis.sync', sentence: 'Token.', default: true },
    { kind: 'text', name: 'debugUser', sentence: 'Whose lines.', default: '', maxLength: 9, group: 'Logs' },
  ];
  const found = (text: string, onlyDifferent = false) =>
    searchParams(specs, { 'redis.sync': false }, { text, onlyDifferent }).map(({ name }) => name);

  it('is searched by name, by the words of a name, by its sentence and its heading', () => {
    expect(found('dedup window')).toEqual(['qstash.dedupWindowMs']);
    expect(found('dedupWindowMs')).toEqual(['qstash.dedupWindowMs']);
    expect(found('token')).toEqual(['redis.sync']);
    expect(found('logs whose')).toEqual(['debugUser']);
  });

  it('shows only what differs from its default where that is asked for', () => {
    expect(found('', true)).toEqual(['redis.sync']);
  });

  it('stands under its own heading, or under its service', () => {
    expect(groupedParams(specs).map(([heading]) => heading)).toEqual(['QStash', 'Redis', 'Logs']);
  });
});

describe('the list of scenarios', () => {
  const list = [
    scenario('clock-skew', { kind: 'document', reference: 'issue 3, scenario 2' }),
    scenario('env-typo', { kind: 'document', reference: 'summary 1' }),
    scenario('push-applied-twice', { kind: 'wire' }),
  ];
  const known = {
    summaries: {
      'env-typo/first': {
        scenario: 'env-typo',
        variant: 'first',
        marks: { pipeline: 'broken', baseline: 'holds' },
        asExpected: true,
        broken: ['burst-whole'],
      },
    },
    checks: [{ id: 'burst-whole', kind: 'comparison', title: 'One burst, one reply', sentence: '' }],
  } as const;
  const ids = (filter: string) => filtered(list, filter, known).map(({ id }) => id);

  it('is filtered by id, title, kind, and by a check that a scenario breaks', () => {
    expect(ids('clock')).toEqual(['clock-skew']);
    expect(ids('the push')).toEqual(['push-applied-twice']);
    expect(ids('wire')).toEqual(['push-applied-twice']);
    expect(ids('burst-whole')).toEqual(['env-typo']);
    expect(ids('one reply')).toEqual(['env-typo']);
    expect(ids('  ')).toHaveLength(3);
    expect(ids('clock burst-whole')).toEqual([]);
  });

  it('finds an issue by the number that the document gives it', () => {
    expect(ids('issue #3')).toEqual(['clock-skew']);
    expect(ids('#3')).toEqual(['clock-skew']);
    expect(ids('issue 3')).toEqual(['clock-skew']);
    expect(ids('issue #2')).toEqual([]);
  });

  it('tells the document’s issues from what else it says', () => {
    expect(list.map(groupOf)).toEqual(['issues', 'summary', 'wire']);
  });
});

describe('a problem in words', () => {
  it.each([
    ['link.seed', 'The link’s seed could not be used and was left out.'],
    ['link.faults.0', 'The link’s faults, number 1, could not be used and was left out.'],
    ['settings.lockMs', 'The setting “lockMs” could not be used.'],
    ['constants.qstash.retries', 'The constant “qstash.retries” could not be used.'],
    ['faults.0.latencyMs', 'Fault 1, latency could not be used.'],
    ['messages[2].user', 'Message 3, user could not be used.'],
    ['worker', 'The simulation stopped. The next thing that you do starts it again.'],
    ['something.else', '“something.else” could not be used.'],
  ])('%s', (field, words) => {
    expect(problems.of(field)).toBe(words);
  });
});
