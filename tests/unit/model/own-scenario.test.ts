/** What a person recorded comes back from a file as it was, or is refused by name. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/sim/model/errors.ts';
import { asScenario, type OwnScenario, readOwnScenario } from '../../../src/sim/model/own-scenario.ts';
import { run } from '../../../src/sim/index.ts';
import { hashTrace } from '../../../src/sim/model/trace-file/hash.ts';
import { inputsOf, optionsFor } from '../../support/app.ts';

const own: OwnScenario = {
  format: 1,
  id: 'mine-abc123',
  title: 'Three hellos',
  seed: 7,
  policy: 'documented',
  settings: { delayMs: 4_000 },
  profile: 'documented',
  constants: { 'openai.latencyMs': 900 },
  messages: [
    { atMs: 1_200, text: 'გამარჯობა', user: '3282789748459241' },
    { atMs: 400, text: '👋' },
  ],
  faults: [{ fault: 'openai-latency', latencyMs: 9_000, fromMs: 2_000 }],
  from: { scenario: 'rapid-burst', variant: 'three', atMs: 300 },
};

function refusal(value: unknown): string {
  try {
    readOwnScenario(value);
  } catch (error) {
    if (error instanceof InputError) return error.field;
    throw error;
  }
  return 'nothing';
}

describe('an own scenario', () => {
  it('reads back from JSON as it was', () => {
    expect(readOwnScenario(JSON.parse(JSON.stringify(own)))).toEqual(own);
  });

  it('is refused with the name of what does not fit', () => {
    expect([
      refusal(null),
      refusal({ ...own, format: 2 }),
      refusal({ ...own, id: 'rapid-burst' }),
      refusal({ ...own, seed: -1 }),
      refusal({ ...own, profile: 'mine' }),
      refusal({ ...own, messages: [{ atMs: -1, text: 'x' }] }),
      refusal({ ...own, faults: [{}] }),
      refusal({ ...own, settings: { delayMs: null } }),
      refusal({ ...own, surprise: true }),
    ]).toEqual([
      'scenario',
      'scenario.format',
      'scenario.id',
      'scenario.seed',
      'scenario.profile',
      'scenario.messages[0].atMs',
      'scenario.faults[0].fault',
      'scenario.settings.delayMs',
      'scenario.surprise',
    ]);
  });

  it('is a scenario like all others, whose run has its messages, its settings and its faults', async () => {
    const inputs = inputsOf(asScenario(own), 'recorded', { seed: own.seed });
    expect(inputs).toMatchObject({ scenario: own.id, seed: 7, policy: 'documented', faults: [{ fromMs: 2_000 }] });
    expect(inputs.settings['delayMs']).toBe(4_000);
    const [first, second] = [await run(optionsFor(inputs)), await run(optionsFor(inputs))];
    expect(hashTrace(first)).toBe(hashTrace(second));
    expect(first.events.filter(({ kind }) => kind === 'message')).toHaveLength(4);
  });
});
