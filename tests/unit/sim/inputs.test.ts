/** What a run may be asked for has bounds, and whoever hits one is told which. */
import { describe, expect, it } from 'vitest';
import { describe as describeLogic } from '../../../src/batching/index.ts';
import { matrixRows } from '../../../src/sim/explore/index.ts';
import { type Overrides, resolveInputs } from '../../../src/sim/index.ts';
import { withInput } from '../../../src/sim/inputs.ts';
import { InputError } from '../../../src/sim/model/errors.ts';
import type { Scenario } from '../../../src/sim/model/scenario.ts';
import { findScenario, inputsOf, play } from '../../support/app.ts';

function refusal(overrides: Overrides): readonly [string, string, string] {
  try {
    inputsOf(findScenario('rapid-burst'), undefined, overrides);
  } catch (error) {
    if (error instanceof InputError) return [error.field, error.found, error.expected];
    throw error;
  }
  throw new Error('nothing was refused');
}

const message = (i: number, user?: string) => ({ atMs: i, text: 'hello', ...(user === undefined ? {} : { user }) });
const many = (count: number, userOf: (i: number) => string | undefined) =>
  Array.from({ length: count }, (_, i) => message(i, userOf(i)));

describe('the bounds of what is typed', () => {
  it.each<[string, Overrides, readonly [string, string, string]]>([
    ['messages', { messages: many(100_001, () => undefined) }, ['messages', '100001', 'at most 100000 messages']],
    [
      'users',
      { messages: many(10_001, (i) => String(10_000_000 + i)) },
      ['messages.user', '10001', 'at most 10000 users'],
    ],
    [
      'faults',
      { faults: Array.from({ length: 101 }, () => ({ fault: 'kill' })) },
      ['faults', '101', 'at most 100 faults'],
    ],
  ])('are named: %s', (_, overrides, expected) => {
    expect(refusal(overrides)).toEqual(expected);
  });

  it('are named: the length of a text', () => {
    const [field, , expected] = refusal({ messages: [{ atMs: 0, text: 'x'.repeat(2_001) }] });
    expect([field, expected]).toEqual(['messages[0].text', 'a text of 1 to 2000 characters']);
  });

  it('hold for what comes into a run while it goes on', () => {
    const full = inputsOf(findScenario('rapid-burst'), undefined, {
      messages: many(10_000, (i) => String(10_000_000 + i)),
    });
    const typed = (user: string) => withInput(full, { kind: 'message', message: message(1, user) }, 0);
    expect(typed('10000007').messages).toHaveLength(10_001);
    expect(() => typed('99999999')).toThrow('messages[10000].user: found 10001, expected at most 10000 users');
  });

  it('are what still runs: as many users as are allowed', () => {
    const inputs = inputsOf(findScenario('rapid-burst'), undefined, {
      messages: many(10_000, (i) => String(10_000_000 + i)),
    });
    expect(inputs.messages).toHaveLength(10_000);
  });
});

describe('a constant that is an address', () => {
  const at = (address: string): Overrides => ({ constants: { 'messenger.webhookUrl': address } });

  it.each([
    '',
    'not a url',
    'https://not a url',
    '/api/webhook',
    'chatbot.example/api/webhook',
    'http://chatbot.example/api',
    'https://',
  ])('is refused where nothing can be there: "%s"', (address) => {
    const expected = 'a whole https address, as https://chatbot.example/api/webhook';
    expect(refusal(at(address))).toEqual(['constants.messenger.webhookUrl', JSON.stringify(address), expected]);
  });

  it('is taken where somebody may be, whoever that is', () => {
    const inputs = inputsOf(findScenario('rapid-burst'), undefined, at('https://other.example:8443/hook?page=1'));
    expect(inputs.constants).toEqual({ 'messenger.webhookUrl': 'https://other.example:8443/hook?page=1' });
  });

  it('is held to that where a fault changes it, too', async () => {
    const fault = { fault: 'parameter', name: 'messenger.webhookUrl', value: 'not a url' };
    await expect(play('rapid-burst', undefined, { faults: [fault] })).rejects.toThrow(
      'faults[0].value: found "not a url", expected a whole https address',
    );
  });
});

describe('a scenario with a seed of its own', () => {
  const app = describeLogic();
  const burst = findScenario('rapid-burst');
  const [first] = burst.variants;
  const seeded: Scenario = { ...burst, seed: 7, variants: [first, { ...first, id: 'other', seed: 8 }] };
  const seedOf = (scenario: Scenario, variant?: string, overrides: Overrides = {}) => {
    const { inputs, own } = resolveInputs(scenario, variant, overrides, app);
    return [inputs.seed, own];
  };

  it('runs under it, a variant under its own, and whoever names one under that', () => {
    expect(seedOf(burst)).toEqual([1, true]);
    expect(seedOf(seeded)).toEqual([7, true]);
    expect(seedOf(seeded, 'other')).toEqual([8, true]);
    expect(seedOf(seeded, 'other', { seed: 1 })).toEqual([1, true]);
    expect(seedOf(seeded, 'other', { seed: 1, policy: 'hardened' })).toEqual([1, false]);
  });

  it('is compared under it in a matrix, whichever the others run under', () => {
    expect(matrixRows([seeded]).map(({ variant, seed }) => [variant, seed])).toEqual([
      [first.id, 7],
      ['other', 8],
    ]);
    expect(matrixRows([{ ...burst, variants: [first] }])).toEqual([{ id: burst.id, variant: first.id }]);
  });

  it('is held to the bounds of every seed', () => {
    expect(() => seedOf({ ...burst, seed: -1 })).toThrow(
      'seed: found -1, expected a whole number from 0 to 4294967295',
    );
  });
});
