/** A run in a link: readable while it is short, packed when it is long, and the same run whichever it is. */
import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/scenarios/index.ts';
import { type LinkedRun, linkParams, readRunLink, writeRunLink } from '../../../src/sim/model/link/index.ts';
import type { OwnScenario } from '../../../src/sim/model/own-scenario.ts';
import { packAddress, unpackAddress } from '../../../src/sim/model/link/packed.ts';
import type { Overrides } from '../../../src/sim/model/scenario.ts';
import { fc } from '../../support/property.ts';

const burst = { scenario: 'rapid-burst', variant: 'three-in-half-a-second' };

const own: OwnScenario = {
  format: 1,
  id: 'mine-abc123',
  title: 'სამი შეტყობინება 👋🏽',
  seed: 7,
  policy: 'documented',
  settings: {},
  profile: 'documented',
  constants: {},
  messages: [{ atMs: 0, text: 'გამარჯობა 👩‍👩‍👧', user: '3282789748459241' }],
  faults: [],
};

/** Texts as people type them: Georgian, emoji of several code points, marks of addresses and of JSON, line breaks. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom('გამარჯობა', 'რა ქუდები გაქვთ?', '👩‍👩‍👧', '🇬🇪', '&', '=', '#', '%', '"', '\n', '\\', 'שלום', '+'),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join('')),
);
const scalar = fc.oneof(text, fc.integer(), fc.boolean());
const name = fc.stringMatching(/^[a-zA-Z.]{1,20}$/).filter((each) => each !== 'fault' && each !== '__proto__');
const values = fc.dictionary(name, scalar, { maxKeys: 6, noNullPrototype: true });
const overrides = fc.record(
  {
    seed: fc.nat(0xffff_ffff),
    policy: fc.constantFrom('documented', 'hardened'),
    profile: fc.constantFrom('documented' as const, 'published' as const),
    settings: values,
    constants: values,
    faults: fc.array(
      values.map((rest) => ({ ...rest, fault: 'crash' })),
      { maxLength: 5 },
    ),
    messages: fc.array(fc.record({ atMs: fc.nat(100_000), text, user: fc.stringMatching(/^\d{8,20}$/) }), {
      maxLength: 20,
    }),
  },
  { requiredKeys: [] },
);

describe('a run in a link', () => {
  it('comes back as it was, packed or plain, whatever is typed in it', async () => {
    let packed = 0;
    await fc.assert(
      fc.asyncProperty(overrides, async (changed: Overrides) => {
        const linked: LinkedRun = { ...burst, overrides: changed };
        const address = await packAddress(linkParams(linked));
        if (address.includes('z=')) packed += 1;
        const read = { ...linked, recorded: [], found: null };
        expect(await readRunLink(`https://example.org/bench/${address}`, scenarios)).toEqual(read);
        expect(await readRunLink(writeRunLink(linked), scenarios)).toEqual(read);
      }),
    );
    expect(packed).toBeGreaterThan(10);
  });

  it('stays readable while it is short', async () => {
    const address = await packAddress(linkParams({ ...burst, overrides: { seed: 7, settings: { lockMs: 5 } } }));
    expect(address).toBe('#scenario=rapid-burst&variant=three-in-half-a-second&seed=7&settings=%7B%22lockMs%22%3A5%7D');
  });

  it('names its scenario and is a fraction of its length when it is long', async () => {
    const messages = Array.from({ length: 200 }, (_, i) => ({ atMs: i * 137, text: `შეტყობინება ნომერი ${i} 👋` }));
    const params = linkParams({ ...burst, overrides: { messages } });
    const address = await packAddress(params);
    expect(address).toMatch(/^#scenario=rapid-burst&variant=three-in-half-a-second&z=[\w-]+$/);
    expect(params.toString().length).toBeGreaterThan(20_000);
    expect(address.length).toBeLessThan(8_192);
  });

  it('has an own scenario whole', async () => {
    const linked: LinkedRun = { scenario: own.id, variant: 'recorded', own, overrides: { seed: 9 } };
    const many = {
      ...own,
      messages: Array.from({ length: 50 }, (_, atMs) => ({ atMs, text: `${own.title} ${atMs}` })),
    };
    for (const each of [linked, { ...linked, own: many }]) {
      expect(await readRunLink(await packAddress(linkParams(each)), scenarios)).toEqual({
        ...each,
        recorded: [],
        found: null,
      });
    }
  });

  it('is read in the form of before, in which an own scenario stood as it is', async () => {
    const before = `#seed=9&own=${encodeURIComponent(JSON.stringify(own))}&tab=logs`;
    expect(await readRunLink(before, scenarios)).toMatchObject({ scenario: own.id, own, overrides: { seed: 9 } });
    const plain =
      '#scenario=clock-skew&variant=2s-behind&faults=%5B%7B%22fault%22%3A%22crash%22%7D%5D&at=4952&event=21';
    expect(await readRunLink(plain, scenarios)).toEqual({
      scenario: 'clock-skew',
      variant: '2s-behind',
      overrides: { faults: [{ fault: 'crash' }] },
      recorded: [],
      found: null,
    });
  });

  it('can be changed by hand: what stands beside the packed part counts', async () => {
    const long = { seed: 3, settings: { note: Array.from({ length: 900 }, (_, i) => i % 7).join('') } };
    const address = await packAddress(linkParams({ ...burst, overrides: long }));
    expect(address).toContain('z=');
    const { overrides: read } = await readRunLink(`${address}&seed=8`, scenarios);
    expect(read).toEqual({ ...long, seed: 8 });
  });

  it.each([
    ['that a program has cut', (packed: string) => packed.slice(0, -20)],
    ['with a letter that is another one', (packed: string) => packed.replace(/z=./, 'z=A')],
    ['of marks that no link has', () => '#scenario=rapid-burst&z=%00%01'],
  ])('%s is refused by name', async (_, broken) => {
    const messages = Array.from({ length: 60 }, (__, i) => ({ atMs: i, text: `number ${i * i}` }));
    const address = broken(await packAddress(linkParams({ ...burst, overrides: { messages } })));
    await expect(readRunLink(address, scenarios)).rejects.toMatchObject({ name: 'InputError', field: 'link.z' });
    const { params, problem } = await unpackAddress(address);
    expect(problem?.field).toBe('link.z');
    expect(params.get('scenario')).toBe('rapid-burst');
  });

  it('that unpacks to far more than a page can hold is refused before it is there', async () => {
    const bomb = await packAddress(new URLSearchParams({ scenario: 'rapid-burst', filter: 'a'.repeat(5_000_000) }));
    expect(bomb.length).toBeLessThan(10_000);
    await expect(readRunLink(bomb, scenarios)).rejects.toMatchObject({ field: 'link.z' });
  });

  it.each([
    ['nothing at all', '', 'link.scenario'],
    ['a scenario that is not there', '#scenario=none', 'link.scenario'],
    ['an own scenario that is none', '#own={"format":1}', 'link.own.id'],
    ['checkpoints that are none', '#scenario=rapid-burst&hashes=12', 'link.hashes'],
  ])('names the field of %s', async (_, address, field) => {
    await expect(readRunLink(address, scenarios)).rejects.toMatchObject({ field });
  });
});
