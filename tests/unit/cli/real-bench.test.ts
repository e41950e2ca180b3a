/** The commands over the real batching logic and the real simulator. */
import { describe, expect, it } from 'vitest';
import { bench } from '../../../src/cli/app.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import { type } from './fake-bench.ts';

/** Replays a run of which something among its inputs was changed. */
async function replayed(change: object) {
  const { files } = await type(['run', 'rapid-burst', '--trace', 'saved.json'], bench);
  const trace = JSON.parse(files.get('saved.json') ?? '');
  const saved = JSON.stringify({ ...trace, inputs: { ...trace.inputs, ...change } });
  return await type(['replay', 'saved.json', '--json'], bench, new Map([['saved.json', saved]]));
}

describe('the command line over the real thing', () => {
  it('runs every variant of every scenario, and sees what is expected', async () => {
    const { code, out } = await type(['run', '--all'], bench);
    expect(out).not.toContain('DIFFERS');
    expect(code).toBe(0);
    expect(out.match(/^ok /gm)).toHaveLength(scenarios.flatMap(({ variants }) => variants).length);
  });

  it('saves a run that replays to the same trace, and notices when one event of it was changed', async () => {
    const { files } = await type(['run', 'clock-skew', '--seed', '5', '--trace', 'skew.json'], bench);
    const saved = files.get('skew.json') ?? '';
    // In pieces, and yet as one text.
    expect(saved).toBe(`${JSON.stringify(JSON.parse(saved))}\n`);
    expect((await type(['replay', 'skew.json'], bench, new Map(files))).code).toBe(0);
    const changed = saved.replace('Recent message detected', 'Old message detected');
    const { code, out } = await type(['replay', 'skew.json', '--json'], bench, new Map([['skew.json', changed]]));
    expect(code).toBe(1);
    expect(JSON.parse(out).firstDifference).toMatchObject({
      recorded: expect.stringMatching(/^Old/),
      repeated: expect.stringMatching(/^Recent/),
    });
  });

  const FOUND = {
    'variant=same-id&found=answered/requeue-dropped': [
      { kind: 'as found' },
      'still there, answered is broken by requeue-dropped (a processor put the batch off',
    ],
    'variant=same-id&found=answered/met-the-lock': [
      { kind: 'otherwise', patterns: ['requeue-dropped'] },
      'not there, answered is broken by requeue-dropped, and not by met-the-lock',
    ],
    'variant=own-id&found=answered/requeue-dropped': [{ kind: 'holds' }, 'not there, answered holds'],
  } as const;

  it.each(Object.entries(FOUND))('says of a link with %s whether that shows', async (says, [shows, sentence]) => {
    const link = `#scenario=requeue-deduplicated&${says}`;
    const { out } = await type(['run', '--link', link], bench);
    expect(out).toContain(`What the link says was found: ${sentence}`);
    const json = await type(['run', '--link', link, '--json'], bench);
    expect(JSON.parse(json.out).found).toMatchObject({ check: 'answered', shows });
  });

  it('says nothing of a finding where the link names none', async () => {
    const { out } = await type(['run', '--link', '#scenario=requeue-deduplicated', '--json'], bench);
    expect(JSON.parse(out).found).toBeNull();
  });

  it('refuses a saved trace whose settings this version does not know', async () => {
    const { files } = await type(['run', 'rapid-burst', '--trace', 'old.json'], bench);
    const old = (files.get('old.json') ?? '').replace('"quietMs"', '"quietTime"');
    const { code, err } = await type(['replay', 'old.json', '--json'], bench, new Map([['old.json', old]]));
    expect(code).toBe(2);
    expect(JSON.parse(err).error).toMatchObject({ field: 'old.json: inputs.settings.quietTime', found: 'quietTime' });
  });

  it.each([
    [{ seed: 2 ** 32 }, 'seed', 'a whole number from 0 to 4294967295'],
    [{ constants: { 'qstash.nope': 1 } }, 'constants.qstash.nope', 'one of network.oneWayMs'],
    [{ bounds: { maxEvents: 1_000_001, maxVirtualMs: 1 } }, 'bounds.maxEvents', 'a whole number from 1 to 1000000'],
    [{ messages: [{ atMs: -1, text: 'a', user: '12345678' }] }, 'messages[0].atMs', 'milliseconds from 0'],
    [{ faults: [{ fault: 'crash', role: 'cook' }] }, 'faults[0].role', 'one of webhook, processor, responder, any'],
    [{ routes: [{ path: '/api/webhook', role: 'hook' }] }, 'routes[0].role', 'one of webhook, processor, responder'],
  ])('calls what a saved trace cannot have by its place in the file: %o', async (change, field, expected) => {
    const { code, err } = await replayed(change);
    expect(code).toBe(2);
    const { error } = JSON.parse(err);
    expect(error.field).toBe(`saved.json: inputs.${field}`);
    expect(error.expected).toContain(expected);
  });

  it('replays a trace whose run is another one all the same: nothing loads without its environment', async () => {
    const { code, out } = await replayed({ environment: {} });
    expect(code).toBe(1);
    // The tab sets a timer no more: all that it has of the message is a line in its console.
    expect(JSON.parse(out)).toMatchObject({ equal: false, firstDifference: { eventId: 2, path: 'events[2].timer' } });
  });

  it('replays a trace that calls its scenario, variant and policy otherwise: they are labels', async () => {
    const { code, out } = await replayed({ scenario: 'mine', variant: 'nope', policy: 'nope' });
    expect(code).toBe(0);
    expect(JSON.parse(out).remarks).toEqual(['There is no scenario "mine": these are inputs of its own.']);
  });

  it('says of a replayed trace, equal or not, where its inputs are not those of the scenario that it names', async () => {
    const remarks = async (change: object) => JSON.parse((await replayed(change)).out).remarks;
    expect(await remarks({})).toEqual([]);
    expect(await remarks({ variant: 'nope' })).toEqual([
      'rapid-burst has no variant "nope": these are inputs of its own.',
    ]);
    expect(await remarks({ policy: 'mine', messages: [] })).toEqual([
      'The inputs differ from the scenario’s own: messages, policy ("mine", not "documented").',
    ]);
    const { files } = await type(['run', 'rapid-burst', '--set', 'quietMs=1400', '--trace', 'saved.json'], bench);
    const { inputs, ...trace } = JSON.parse(files.get('saved.json') ?? '');
    const { lockMs, ...settings } = inputs.settings;
    const saved = JSON.stringify({ ...trace, inputs: { ...inputs, settings } });
    const { code, out } = await type(['replay', 'saved.json'], bench, new Map([['saved.json', saved]]));
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^Equal: /),
      `The inputs differ from the scenario’s own: settings.quietMs (1400, not 1500), settings.lockMs (nothing, not ${lockMs}).`,
    ]);
  });

  it.each(['abc', '-1', '0,x'])(
    'calls a constant that only its service can read as it was typed: %s',
    async (waits) => {
      const set = `messenger.redeliveriesMs=${waits}`;
      const run = await type(['run', 'rapid-burst', '--set', set, '--json'], bench);
      expect(JSON.parse(run.err).error).toMatchObject({ field: '--set messenger.redeliveriesMs', found: waits });
      const link = await type(['run', '--link', '#scenario=rapid-burst', '--set', set, '--json'], bench);
      expect([link.code, link.err]).toEqual([run.code, run.err]);
    },
  );

  it('keeps what a link sets beside what is typed', async () => {
    const hashOf = async (...line: readonly string[]) =>
      JSON.parse((await type(['run', ...line, '--json'], bench)).out).hash;
    const link = `#scenario=rapid-burst&settings=${encodeURIComponent('{"requeueId":"own"}')}`;
    const both = await hashOf('rapid-burst', '--set', 'requeueId=own', '--set', 'quietMs=1400');
    expect(await hashOf('--link', link, '--set', 'quietMs=1400')).toBe(both);
    expect(await hashOf('rapid-burst', '--set', 'quietMs=1400')).not.toBe(both);
  });

  it.each([
    ['crash.role=cook', '--fault crash.role'],
    ['crash.operation=frobnicate', '--fault crash.operation'],
    ['call-fails.fromMs=172800000', '--fault call-fails.fromMs'],
  ])('calls a fault that cannot be as it was typed: %s', async (fault, field) => {
    const line = ['run', 'lock-expires-early', '--fault', 'kill', '--fault', fault, '--json'];
    const { code, err } = await type(line, bench);
    expect([code, JSON.parse(err).error.field]).toEqual([2, field]);
  });

  it('says of each fault that did nothing that it never took effect', async () => {
    const idle = (out: string) => out.split('\n').filter((line) => line.includes('never took effect'));
    const faults = ['--fault', 'crash.nth=99', '--fault', 'crash#2.nth=1', '--fault', 'crash#3.nth=98'];
    const { out } = await type(['run', 'rapid-burst', ...faults], bench);
    expect(idle(out)).toEqual([
      'crash never took effect: nothing in this run was as it says.',
      'crash#3 never took effect: nothing in this run was as it says.',
    ]);
    expect(idle((await type(['run', 'lock-expires-early'], bench)).out)).toEqual([]);
  });

  it('heals the wait that nobody ends when the re-queue gets an id of its own', async () => {
    const { out } = await type(['run', 'requeue-deduplicated', '--set', 'requeueId=own', '--json'], bench);
    const { replies, verdicts } = JSON.parse(out);
    expect(replies).toMatchObject([
      { atMs: 7_600, messages: [/^m_/, /^m_/, /^m_/].map((form) => expect.stringMatching(form)) },
    ]);
    expect(verdicts).toContainEqual({ check: 'answered', verdict: 'holds', expected: null, eventIds: [] });
  });
});
