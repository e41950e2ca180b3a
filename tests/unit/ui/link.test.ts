import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../../src/sim/model/scenario.ts';
import { type Link, readLink, writeLink } from '../../../src/ui/store/link/link.ts';

const scenario = (id: string): Scenario => ({
  id,
  kind: 'found',
  title: id,
  reference: 'issue 1',
  lookAt: '',
  claims: [],
  seenInTheWild: [],
  messages: [{ atMs: 0, text: 'კი' }],
  variants: [
    { id: 'first', title: '', happens: '', expected: {} },
    { id: 'second', title: '', happens: '', expected: {} },
  ],
});
const scenarios = [scenario('one'), scenario('two')];
const first = { scenario: 'one', variant: 'first' };

describe('the view in the address', () => {
  it('comes back as it was written', async () => {
    const link: Link = {
      own: null,
      choice: { scenario: 'two', variant: 'second' },
      overrides: {
        seed: 7,
        policy: 'hardened',
        profile: 'published',
        settings: { lockMs: 60_000, trimFlag: false, name: ' true ' },
        constants: { 'qstash.dedupWindowMs': 1 },
        faults: [{ fault: 'clock-offset', offsetMs: -2000 }],
        messages: [{ atMs: 0, text: 'რა ქუდები გაქვთ? & #', user: '3282789748459241' }],
      },
      recorded: [{ events: 20, hash: '00ab1z' }],
      fork: { atMs: 3650, events: 87, hash: 'a'.repeat(64) },
      lanes: '{"order":[],"folded":["pipeline Redis"]}',
      found: { check: 'answered', pattern: 'met-the-lock+expired' },
      atMs: 4952,
      eventId: 21,
      rightEventId: 23,
      tab: 'logs',
      stage: 'compare',
      ask: 'policy=documented runs=5',
      compare: { left: { kind: 'seed', seed: 7 }, right: { kind: 'variant', id: 'two' } },
      view: { fromMs: -120.5, toMs: 4000.25 },
      filter: 'clock skew',
      logFilter: { node: 'processor-1', level: 'warn', user: '3282789748459241', text: '🔒 lock & more' },
      chatUser: '3282789748459242',
      pins: [
        { kind: 'held', node: 'redis', key: 'lock:328/# @ა' },
        { kind: 'count', node: 'qstash', shelf: 'queued' },
        { kind: 'clock', node: 'processor-1' },
      ],
    };
    expect(await readLink(await writeLink(link), scenarios, first)).toEqual({ ...link, problems: [] });
  });

  it('finds a view by the name that it had', async () => {
    expect(await readLink('#show=aspects', scenarios, first)).toMatchObject({ stage: 'document', problems: [] });
  });

  it('shows the first scenario where nothing is said', async () => {
    const { choice, overrides, atMs, problems } = await readLink('', scenarios, first);
    expect({ choice, overrides, atMs, problems }).toEqual({ choice: first, overrides: {}, atMs: null, problems: [] });
  });

  it.each([
    ['#scenario=none', 'link.scenario'],
    ['#scenario=two&variant=third', 'link.variant'],
    ['#seed=-1', 'link.seed'],
    ['#show=compare&left=nobody', 'link.left'],
    ['#show=compare&right=seed:-1', 'link.right'],
    ['#seed=4294967296', 'link.seed'],
    ['#profile=mine', 'link.profile'],
    ['#settings={', 'link.settings'],
    ['#settings={"a":{}}', 'link.settings'],
    ['#faults={}', 'link.faults'],
    ['#faults=[{"delayMs":1}]', 'link.faults.0'],
    ['#messages=[{"atMs":-1,"text":"a"}]', 'link.messages.0'],
    ['#found=answered', 'link.found'],
    ['#found=everything/requeue-dropped', 'link.found'],
    ['#fork=3650', 'link.fork'],
    [`#lanes=${'a'.repeat(4001)}`, 'link.lanes'],
    ['#at=soon', 'link.at'],
    ['#event=1.5', 'link.event'],
    ['#tab=none', 'link.tab'],
    ['#show=everything', 'link.show'],
    ['#from=soon&to=4', 'link.from'],
    ['#from=5&to=4', 'link.to'],
    [`#filter=${'a'.repeat(201)}`, 'link.filter'],
    ['#colour=red', 'link.colour'],
    ['#hashes=20', 'link.hashes'],
    ['#pins=redis', 'link.pins'],
    ['#pins=["redis"]', 'link.pins'],
    ['#pins=["qstash#kitchen"]', 'link.pins'],
    ['#hashes=40-abcdef.20-abcdef', 'link.hashes'],
    ['#own={"format":1}', 'link.own.id'],
    ['#z=notdeflated', 'link.z'],
    ['#scenario=two&z=_.*', 'link.z'],
  ])('names the field of %s and goes on', async (hash, field) => {
    const { problems, choice } = await readLink(hash, scenarios, first);
    expect(problems.map((problem) => problem.field)).toEqual([field]);
    expect(problems[0]?.expected).not.toBe('');
    expect(scenarios.map(({ id }) => id)).toContain(choice.scenario);
  });

  it('keeps what fits beside what does not', async () => {
    const { choice, overrides, problems } = await readLink('#scenario=two&seed=9&faults=x', scenarios, first);
    expect({ choice, overrides, count: problems.length }).toEqual({
      choice: { scenario: 'two', variant: 'first' },
      overrides: { seed: 9 },
      count: 1,
    });
  });
});
