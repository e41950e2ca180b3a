/** Links on the command line: own scenarios, packed ones, and whether a run is still the one that was recorded. */
import { describe, expect, it } from 'vitest';
import type { RunInputs } from '../../../src/sim/model/trace.ts';
import { markTrace, writeCheckpoints } from '../../../src/sim/model/trace-file/checkpoints.ts';
import { type LinkedRun, linkParams } from '../../../src/sim/model/link/index.ts';
import { packAddress } from '../../../src/sim/model/link/packed.ts';
import { fakeBench, traceOf, type } from './fake-bench.ts';

const burst: LinkedRun = { scenario: 'rapid-burst', variant: 'three-in-half-a-second', overrides: { seed: 3 } };

const own: LinkedRun = {
  scenario: 'mine-abc123',
  variant: 'recorded',
  overrides: {},
  own: {
    format: 1,
    id: 'mine-abc123',
    title: 'Mine',
    seed: 7,
    policy: 'documented',
    settings: {},
    profile: 'documented',
    constants: {},
    messages: [{ atMs: 0, text: 'გამარჯობა' }],
    faults: [],
  },
};

/** A link as the page makes it, of the run that the fake bench gives, or of one that went otherwise. */
async function linkTo(run: LinkedRun, recorded: 'same' | 'other' | 'longer' = 'same'): Promise<string> {
  const asked: RunInputs[] = [];
  await type(['run', '--link', await packAddress(linkParams(run))], remembering(asked));
  const [inputs] = asked;
  if (inputs === undefined) throw new Error('nothing was run');
  const trace = traceOf(inputs);
  const [first, second, third] = trace.events;
  if (first === undefined || second?.kind !== 'reply' || third === undefined) throw new Error('other events');
  const events = {
    same: trace.events,
    other: [first, { ...second, text: 'Good evening' }, third],
    longer: [first, second],
  }[recorded];
  const params = linkParams(run);
  params.set('hashes', writeCheckpoints(markTrace({ ...trace, events }).checkpoints));
  return await packAddress(params);
}

function remembering(asked: RunInputs[]) {
  return fakeBench({
    simulate: async (inputs) => {
      asked.push(inputs);
      return traceOf(inputs);
    },
  });
}

describe('run --link', () => {
  it('runs an own scenario, with its seed, and expects nothing of it', async () => {
    const asked: RunInputs[] = [];
    const { code, out, err } = await type(
      ['run', '--link', await packAddress(linkParams(own)), '--json'],
      remembering(asked),
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(asked[0]).toMatchObject({ scenario: 'mine-abc123', seed: 7, messages: [{ text: 'გამარჯობა' }] });
    expect(JSON.parse(out).verdicts[0].expected).toBeNull();
  });

  it('runs what is packed', async () => {
    const messages = Array.from({ length: 100 }, (_, i) => ({
      atMs: i,
      text: `number ${i}`,
      user: '3282789748459241',
    }));
    const address = await packAddress(linkParams({ ...burst, overrides: { messages } }));
    expect(address).toContain('z=');
    const asked: RunInputs[] = [];
    await type(['run', '--link', `https://example.org/${address}`], remembering(asked));
    expect(asked[0]?.messages).toEqual(messages);
  });

  it('says up to where the run is the one of which the link was made', async () => {
    expect((await type(['run', '--link', await linkTo(burst)])).out).toContain(
      'Beside the link: as recorded, all 3 events',
    );
    const { code, out } = await type(['run', '--link', await linkTo(burst, 'other')]);
    expect(out).toContain('as recorded up to event 1 (0.00 s); departs between there and event 2');
    expect(code).toBe(0);
    expect((await type(['run', '--link', await linkTo(burst, 'longer')])).out).toContain(
      'as recorded up to its last event, 2; goes on to event 3',
    );
  });

  it('gives machines the same', async () => {
    const { out } = await type(['run', '--link', await linkTo(burst, 'other'), '--json']);
    expect(JSON.parse(out).recorded).toEqual({ kind: 'departs', after: 1, atMs: 0, before: 2 });
    expect(JSON.parse((await type(['run', 'rapid-burst', '--json'])).out).recorded).toBeNull();
  });

  it('does not hold a run that options change against the recorded one', async () => {
    const { out } = await type(['run', '--link', await linkTo(burst, 'other'), '--set', 'lockMs=5', '--json']);
    expect(JSON.parse(out).recorded).toBeNull();
  });

  it('prints a command that brings the run back', async () => {
    const address = await packAddress(linkParams(burst));
    const { out } = await type(['run', '--link', address]);
    const again = /Run it again: .* -- (.*)$/m.exec(out)?.[1];
    expect(again).toBe(`run --link '${address}'`);
    const asked: RunInputs[] = [];
    await type(['run', '--link', address], remembering(asked));
    expect(asked[0]).toMatchObject({ scenario: 'rapid-burst', seed: 3 });
  });

  it('prints the seed that was said beside the link', async () => {
    const { out } = await type(['run', '--link', await packAddress(linkParams(burst)), '--seed', '5']);
    expect(out).toMatch(/^Run it again: .* -- run --link '.*' --seed 5$/m);
  });
});

describe('what does not fit in a link', () => {
  it.each([
    ['#scenario=none', '--link: scenario'],
    ['#scenario=rapid-burst&faults=[{"delayMs":1}]', '--link: faults[0]'],
    ['#scenario=rapid-burst&messages=[{"atMs":0,"text":"a"},{"atMs":-1}]', '--link: messages[1]'],
    ['#scenario=rapid-burst&policy=nobody', '--link: policy'],
    ['#scenario=rapid-burst&settings={"lockM":1}', '--link: settings.lockM'],
    ['#scenario=rapid-burst&found=answered', '--link: found'],
  ])('%s is told as %s', async (address, field) => {
    const { code, err } = await type(['run', '--link', address, '--json']);
    expect({ code, field: JSON.parse(err).error.field }).toEqual({ code: 2, field });
  });

  it('is no part of what an option beside it says', async () => {
    const { err } = await type(['run', '--link', '#scenario=rapid-burst', '--policy', 'nobody', '--json']);
    expect(JSON.parse(err).error.field).toBe('--policy');
  });
});

describe('replay --link', () => {
  it('ends with 0 where the run is as recorded, and with 1 where it departs', async () => {
    const same = await type(['replay', '--link', await linkTo(own)]);
    expect(same.code).toBe(0);
    expect(same.out).toContain('Equal: as recorded, all 3 events');
    const other = await type(['replay', '--link', await linkTo(own, 'other'), '--json']);
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({ id: 'mine-abc123', equal: false, recorded: { kind: 'departs' } });
  });

  it('wants checkpoints, and no file beside it', async () => {
    const bare = await type(['replay', '--link', await packAddress(linkParams(burst))]);
    expect({ code: bare.code, err: bare.err }).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--link: hashes: /),
    });
    const both = await type(['replay', 'a.json', '--link', await linkTo(burst)]);
    expect(both.err).toMatch(/^file: found "a.json"/);
  });
});

describe('a file', () => {
  it('is named where it was written, in full', async () => {
    const { err } = await type(['run', 'rapid-burst', '--trace', 'a/b/burst.json']);
    expect(err).toMatch(/^Trace written to \/.*a\/b\/burst\.json$/);
  });

  it('that is no trace is named beside what does not fit in it', async () => {
    const notes = await type(['replay', 'notes.txt'], fakeBench(), new Map([['notes.txt', 'milk, bread']]));
    expect(notes.err).toMatch(/^notes\.txt: trace: found "milk, bread", expected JSON/);
    const { files } = await type(['run', 'clock-skew', '--trace', 'skew.json']);
    const text = (files.get('skew.json') ?? '').replace('"kind":"message"', '"kind":"massage"');
    const { err } = await type(['replay', 'skew.json', '--json'], fakeBench(), new Map([['skew.json', text]]));
    expect(JSON.parse(err).error).toMatchObject({ field: 'skew.json: events[0].kind', found: 'massage' });
  });
});

describe('several faults of one name', () => {
  const faultsOf = async (...options: readonly string[]) => {
    const asked: RunInputs[] = [];
    const line = options.flatMap((option) => ['--fault', option]);
    const { err } = await type(['run', 'rapid-burst', ...line], remembering(asked));
    return err === '' ? asked[0]?.faults : err;
  };

  it('are armed by their numbers', async () => {
    expect(
      await faultsOf('crash.nth=2', 'crash#2.nth=5', 'crash#2.role=processor', 'crash#1.role=webhook'),
    ).toMatchObject([
      { fault: 'crash', nth: 2, role: 'webhook' },
      { fault: 'crash', nth: 5, role: 'processor' },
    ]);
  });

  it.each(['crash#2.nth=5', 'crash#0.nth=5', 'crash#two.nth=5', 'crash#.nth=5'])(
    '%s alone is refused',
    async (option) => {
      expect(await faultsOf(option)).toMatch(/^--fault: found ".*", expected crash#1/);
    },
  );
});
