/** What the commands print and end with, over a bench whose verdicts are made to order. */
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import type { RunInputs } from '../../../src/sim/model/trace.ts';
import { fakeBench, traceOf, type } from './fake-bench.ts';

describe('list', () => {
  it('gives machines every scenario with its claims and the expected verdicts of its variants', async () => {
    const { code, out } = await type(['list', '--json']);
    expect(code).toBe(0);
    const listed = JSON.parse(out);
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(scenarios.map(({ id }) => id));
    expect(Object.keys(listed[0])).toEqual(['id', 'kind', 'title', 'reference', 'claims', 'variants']);
    const requeue = listed.find(({ id }: { id: string }) => id === 'requeue-deduplicated');
    expect(requeue.variants[0]).toMatchObject({
      id: 'same-id',
      expected: { answered: 'broken', 'answered-once': 'holds' },
    });
  });

  it('gives a pipe the same without being asked', async () => {
    const piped = await type(['list'], undefined, undefined, false);
    expect(piped.out).toBe((await type(['list', '--json'])).out);
  });

  it('gives people a table', async () => {
    const { out } = await type(['list']);
    expect(out).toMatch(/^rapid-burst +document +Three quick messages, one reply$/m);
    expect(out).toMatch(/^ {2}own-id +The second request has an id of its own$/m);
  });
});

/** Runs one scenario over a bench that remembers what it was asked to run. */
async function inputsOf(...line: readonly string[]): Promise<RunInputs> {
  const asked: RunInputs[] = [];
  const { code, err } = await type(
    ['run', ...line],
    fakeBench({
      simulate: async (inputs) => {
        asked.push(inputs);
        return traceOf(inputs);
      },
    }),
  );
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [inputs] = asked;
  if (inputs === undefined) throw new Error('nothing was run');
  return inputs;
}

describe('run', () => {
  it('takes the first variant, seed 1 and the documented policy and profile where nothing is said', async () => {
    const { out } = await type(['run', 'rapid-burst', '--json']);
    expect(JSON.parse(out)).toMatchObject({
      id: 'rapid-burst',
      variant: 'three-in-half-a-second',
      seed: 1,
      policy: 'documented',
      profile: 'documented',
      verdicts: [
        { check: 'answered', verdict: 'holds', expected: 'holds', eventIds: [] },
        { check: 'answered-once', verdict: 'holds', expected: 'holds', eventIds: [] },
      ],
      replies: [{ atMs: 5_200, text: 'Hello', messages: ['m_1'] }],
      baselineReplies: [{ atMs: 3_500, text: 'Hello from the tab', messages: ['m_1'] }],
      eventCount: 3,
      virtualMs: 5_300,
    });
  });

  it('runs what the options say', async () => {
    const inputs = await inputsOf(
      'rapid-burst',
      '--seed',
      '7',
      '--policy',
      'recommended',
      '--profile',
      'published',
      '--set',
      'trimFlag=false',
      '--set',
      'lockMs=5',
      '--set',
      'qstash.dedupWindowMs=1000',
      '--fault',
      'environment.value= a=b ',
    );
    expect(inputs).toMatchObject({
      seed: 7,
      policy: 'recommended',
      profile: 'published',
      settings: { requeueId: 'same', trimFlag: false, lockMs: 5 },
      constants: { 'qstash.dedupWindowMs': 1_000 },
      faults: [{ fault: 'environment', value: ' a=b ' }],
    });
  });

  it('changes a fault that the scenario has, keeps the others, and adds one that it has not', async () => {
    const { faults } = await inputsOf(
      'lock-expires-early',
      '--fault',
      'openai-latency.latencyMs=20000',
      '--fault',
      'clock-offset.offsetMs=5',
      '--fault',
      'clock-offset.role=any',
    );
    expect(faults).toMatchObject([
      { fault: 'openai-latency', latencyMs: 20_000 },
      { fault: 'qstash-delivers-again', atMs: 35_000, nth: 1 },
      { fault: 'clock-offset', offsetMs: 5, role: 'any' },
    ]);
  });

  it('adds a fault by its name alone, as its defaults have it, also where the scenario has one of that name', async () => {
    const line = ['--fault', 'kill', '--fault', 'openai-latency', '--fault', 'kill.atMs=700', '--fault', 'kill#2'];
    const { faults } = await inputsOf('lock-expires-early', ...line);
    expect(faults).toHaveLength(5);
    expect(faults.slice(2)).toEqual([
      { fault: 'kill', role: 'processor', atMs: 700 },
      expect.objectContaining({ fault: 'openai-latency' }),
      { fault: 'kill', role: 'processor', atMs: expect.any(Number) },
    ]);
  });

  it.each([
    ['--set', 'lockMs=5'],
    ['--fault', 'openai-latency'],
    ['--fault', 'openai-latency.latencyMs=5'],
    ['--profile', 'published'],
    ['--policy', 'recommended'],
  ])('expects nothing of a run that %s %s made another one', async (option, value) => {
    const { code, out } = await type(
      ['run', 'rapid-burst', option, value, '--json'],
      fakeBench({ broken: ['answered'] }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(out).verdicts[0]).toMatchObject({ verdict: 'broken', expected: null });
  });

  it('goes on expecting where the options say what the scenario says anyway, and under any seed', async () => {
    const options = ['--policy', 'documented', '--set', 'trimFlag=true', '--profile', 'documented', '--seed', '9'];
    const { out } = await type(['run', 'rapid-burst', ...options, '--json']);
    expect(JSON.parse(out).verdicts[0].expected).toBe('holds');
  });

  it('ends with 1 when a verdict is not as expected, even where another is inconclusive', async () => {
    expect(
      (await type(['run', 'rapid-burst'], fakeBench({ broken: ['answered'], unjudged: ['answered-once'] }))).code,
    ).toBe(1);
  });

  it('ends with 1 when a check holds that was expected to be broken', async () => {
    const line = ['run', 'clock-skew', '--variant', '2s-behind'];
    const bench = fakeBench();
    const judge: typeof bench.judge = (trace) =>
      bench.judge(trace).map((verdict) => ({ ...verdict, verdict: 'holds' }));
    expect((await type(line, bench)).code).toBe(0);
    expect((await type(line, { ...bench, judge })).code).toBe(1);
  });

  it('ends with 3 when a verdict could not be given', async () => {
    expect((await type(['run', 'rapid-burst'], fakeBench({ unjudged: ['answered'] }))).code).toBe(3);
  });

  it('ends with 3 when a bound cut a run short of which nothing was expected', async () => {
    const end = { reason: 'bound', atMs: 1, bound: 'maxEvents' } as const;
    const bench = fakeBench({ end, unjudged: ['answered'] });
    expect((await type(['run', 'rapid-burst', '--set', 'lockMs=5'], bench)).code).toBe(3);
  });

  it('names the bound that ended a run, beside what it prints and not in it', async () => {
    const bench = fakeBench({ end: { reason: 'bound', atMs: 1, bound: 'maxEvents' }, unjudged: ['answered'] });
    const one = await type(['run', 'rapid-burst', '--json'], bench);
    expect([one.code, one.err]).toEqual([3, 'The run was ended by the bound maxEvents (1,000,000 events).']);
    expect(Object.keys(JSON.parse(one.out))).not.toContain('end');
    expect((await type(['run', 'rapid-burst'], bench)).err).toBe(one.err);
    const all = await type(['run', '--all', '--json'], bench);
    expect(all.err.split('\n')[0]).toBe(
      'rapid-burst / three-in-half-a-second was ended by the bound maxEvents (1,000,000 events).',
    );
    expect(all.err.split('\n')).toHaveLength(JSON.parse(all.out).length);
  });

  it('shows people the drawing, the chats, the verdicts and the command that brings it back', async () => {
    const line = ['run', 'rapid-burst', '--fault', 'environment.value= true ', '--seed', '4'];
    const { out } = await type(line, fakeBench({ broken: ['answered'] }));
    for (const part of [
      '<drawing>',
      '+5.200 s  bot   Hello',
      '+3.500 s  bot  Hello from the tab',
      'About answered. (events 2)',
    ]) {
      expect(out).toContain(part);
    }
    expect(out).toContain(
      "run rapid-burst --variant three-in-half-a-second --seed 4 --fault 'environment.value= true '",
    );
  });

  it('says in words what differs from the expected', async () => {
    const { out } = await type(['run', 'rapid-burst'], fakeBench({ broken: ['answered'] }));
    expect(out).toMatch(/DIFFERS {2}answered +broken, expected holds/);
  });

  it('runs every variant with --all, and is as bad as the worst of them', async () => {
    const { code, out } = await type(['run', '--all', '--json'], fakeBench({ unjudged: ['answered-once'] }));
    expect(code).toBe(3);
    const names = JSON.parse(out).map(({ id, variant }: { id: string; variant: string }) => `${id} ${variant}`);
    expect(names).toEqual(scenarios.flatMap(({ id, variants }) => variants.map((variant) => `${id} ${variant.id}`)));
  });

  it('prints under --all the command that shows what differs', async () => {
    const { code, out } = await type(['run', '--all'], fakeBench({ broken: ['answered-once'] }));
    expect(code).toBe(1);
    expect(out).toContain('answered-once: broken, expected holds');
    expect(out).toContain('run rapid-burst --variant three-in-half-a-second --seed 1');
  });
});

describe('replay', () => {
  it('finds that a saved run repeats itself', async () => {
    const { files } = await type(['run', 'clock-skew', '--trace', 'skew.json']);
    const { code, out } = await type(['replay', 'skew.json'], fakeBench(), new Map(files));
    expect(code).toBe(0);
    expect(out).toContain('Equal: the same 3 events');
  });

  it('names the first event that differs, and ends with 1', async () => {
    const { files } = await type(['run', 'clock-skew', '--trace', 'skew.json']);
    const changed = (files.get('skew.json') ?? '').replace('Hello from the tab', 'Good evening');
    const { code, out } = await type(['replay', 'skew.json', '--json'], fakeBench(), new Map([['skew.json', changed]]));
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      id: 'clock-skew',
      variant: '2s-behind',
      equal: false,
      firstDifference: { path: 'events[1].text', eventId: 1, recorded: 'Good evening', repeated: 'Hello from the tab' },
    });
  });

  it('refuses a file that is no trace with 2', async () => {
    expect((await type(['replay', 'notes.txt'], fakeBench(), new Map([['notes.txt', 'milk, bread']]))).code).toBe(2);
  });
});

describe('audit', () => {
  it('works out each verdict from the runs that a claim names, and gives the events that show it', async () => {
    const { code, out } = await type(['audit', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([
      { id: 'one-reply', verdict: 'holds', scenario: 'rapid-burst', events: [2] },
      { id: 'a-log', verdict: 'holds only if', predictions: [{ cameTrue: true }, { cameTrue: false }], events: [] },
      { id: 'broken', verdict: 'does not hold', variant: 'three-in-half-a-second' },
      { id: 'share', verdict: 'rests on no data', scenario: null, events: [] },
    ]);
  });

  it('says it in words, with the run that decides and how many there are of each', async () => {
    const { out } = await type(['audit']);
    expect(out).toContain('issue 1: Nobody is answered.\n  does not hold: Everybody is.');
    expect(out).toContain('run rapid-burst --variant three-in-half-a-second');
    expect(out).toMatch(/^1 {2}rests on no data$/m);
  });

  it('runs each run once', async () => {
    let runs = 0;
    const simulate = async (inputs: RunInputs) => {
      runs += 1;
      return traceOf(inputs);
    };
    await type(['audit'], fakeBench({ simulate }));
    expect(runs).toBe(1);
  });
});
