/** The list of faults as data, and what it says to those who name what does not exist. */
import { describe, expect, it } from 'vitest';
import { faults } from '../../../src/sim/faults/index.ts';
import { describe as describeLogic } from '../../../src/batching/index.ts';
import { constants } from '../../../src/sim/index.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { burst } from './told.ts';

describe('the catalogue', () => {
  it('gives every fault an id, a title and a sentence of its own', () => {
    for (const of of [
      faults.map(({ id }) => id),
      faults.map(({ title }) => title),
      faults.map(({ sentence }) => sentence),
    ])
      expect(new Set(of).size).toBe(of.length);
    for (const { id, title, sentence } of faults) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(title.length).toBeLessThanOrEqual(24);
      expect(sentence).toMatch(/^[A-Z].+\.$/);
    }
  });

  it('gives every parameter a name of its own and a sentence, so that a form can be drawn from it', () => {
    for (const { id, params } of faults) {
      const names = params.map(({ name }) => name);
      expect(new Set(names).size, id).toBe(names.length);
      for (const { sentence } of params) expect(sentence).toMatch(/\.$/);
    }
  });

  it.each(faults.map(({ id }) => id))('has defaults with which %s runs, to the same end each time', async (fault) => {
    const [first, second] = [await burst([{ fault }]), await burst([{ fault }])];
    expect(second.events).toEqual(first.events);
    expect(first.events.some((event) => event.kind === 'fault')).toBe(true);
  });
});

describe('an empty text', () => {
  it.each<readonly [FaultInput, string]>([
    [{ fault: 'environment', name: 'QSTASH_TOKEN', value: '' }, 'a variable that is set to nothing'],
    [{ fault: 'call-fails', body: '' }, 'an error as the service words it'],
    [{ fault: 'call-breaks', error: '' }, 'a connection that breaks without a word'],
    [{ fault: 'call-slow', operation: '' }, 'whatever the call asks for'],
    [{ fault: 'parameter', name: 'messenger.redeliveriesMs', value: '' }, 'no webhook that is sent again'],
  ])('that means something is taken: %o, %s', async (fault) => {
    expect((await burst([fault])).events.some(({ kind }) => kind === 'fault')).toBe(true);
  });
});

describe('what a form suggests', () => {
  const suggested = faults.flatMap(({ id, params }) =>
    params.flatMap((spec) =>
      spec.kind === 'text' ? (spec.suggestions ?? []).map((value) => [id, spec.name, value] as const) : [],
    ),
  );

  it('is something for every parameter that names a role, a caller, a variable or a constant', () => {
    const names = new Set(suggested.map(([, name]) => name));
    expect([...names].toSorted()).toEqual(['from', 'name', 'operation', 'role']);
  });

  it.each(suggested.filter(([, name]) => name === 'role' || name === 'from'))(
    'can be had: %s of %s %s',
    async (fault, name, value) => {
      const side = value === 'tab' ? { side: 'baseline' } : {};
      expect((await burst([{ fault, [name]: value, ...side }])).events.length).toBeGreaterThan(0);
    },
  );

  it('names variables and constants that exist', () => {
    const variables = describeLogic().environment.map(({ name }): string => name);
    for (const [fault, name, value] of suggested) {
      if (name !== 'name') continue;
      const known = fault === 'parameter' ? constants.map((constant) => constant.name) : variables;
      expect(known).toContain(value);
    }
  });
});

describe('a fault that begins at a moment of its own', () => {
  it.each(faults.flatMap(({ id, begins }) => (begins === undefined ? [] : [[id, begins] as const])))(
    'does nothing at all before: %s',
    async (fault, begins) => {
      const alone = await burst([]);
      expect((await burst([{ fault, [begins]: 100_000 }])).events).toEqual(alone.events);
    },
  );
});

describe('a fault that names what does not exist', () => {
  it.each([
    [
      { fault: 'call-slow', from: 'nobody' },
      'faults[0].from: found "nobody", expected one of any, webhook, processor, responder, qstash, messenger, tab',
    ],
    [
      { fault: 'call-slow', from: 'tab' },
      'faults[0].from: found "tab", expected side baseline or both for calls of the tab',
    ],
    [
      { fault: 'call-slow', from: 'webhook', side: 'baseline' },
      'faults[0].from: found "webhook", expected tab or any on the side of the baseline',
    ],
    [
      { fault: 'call-slow', to: 'redis', side: 'both' },
      'faults[0].to: found "redis", expected openai: the single tab shares the faults of the model alone',
    ],
    [{ fault: 'call-slow', to: 'mars' }, 'faults[0].to: found "mars", expected one of any, redis'],
    [{ fault: 'call-slow', nth: 1.5 }, 'faults[0].nth: found 1.5, expected a whole number from 1'],
    [{ fault: 'call-slow', share: 2 }, 'faults[0].share: found 2, expected a number from 0 to 1'],
    [{ fault: 'call-fails', status: 99 }, 'faults[0].status: found 99, expected a whole number from 200 to 599'],
    [{ fault: 'call-hangs', what: 'all' }, 'faults[0].what: found "all", expected one of request, answer'],
    [
      { fault: 'crash', role: 'qstash' },
      'faults[0].role: found "qstash", expected one of webhook, processor, responder, any',
    ],
    [{ fault: 'crash', point: 'later' }, 'faults[0].point: found "later", expected one of before, during, after'],
    [{ fault: 'kill', role: 'tab' }, 'faults[0].role: found "tab", expected one of webhook, processor, responder, any'],
    [
      { fault: 'other-deployment', deployment: 'production' },
      'faults[0].deployment: found "production", expected the name of a deployment beside production',
    ],
    [{ fault: 'other-deployment', role: 'queue' }, 'faults[0].role: found "queue", expected one of webhook'],
    [
      { fault: 'environment', deployment: 'preview' },
      'faults[0].deployment: found "preview", expected one of production',
    ],
    [
      { fault: 'clock-offset', role: 'moon' },
      'faults[0].role: found "moon", expected one of webhook, processor, responder, any, messenger, redis, qstash, openai, firestore',
    ],
    [{ fault: 'environment', name: '' }, 'faults[0].name: found "", expected a text of 1 to 128 characters'],
    [{ fault: 'environment-change', name: '' }, 'faults[0].name: found "", expected a text of 1 to 128 characters'],
    [{ fault: 'other-deployment', name: '' }, 'faults[0].name: found "", expected a text of 1 to 128 characters'],
    [
      { fault: 'other-deployment', deployment: '' },
      'faults[0].deployment: found "", expected a text of 1 to 64 characters',
    ],
    [
      { fault: 'parameter', name: 'redis.token', value: '' },
      'faults[0].value: found "", expected a text of 1 to 256 characters',
    ],
    [{ fault: 'webhook-again', nth: 0 }, 'faults[0].nth: found 0, expected a whole number from 1'],
    [{ fault: 'qstash-late', byMs: -1 }, 'faults[0].byMs: found -1, expected a number from 0'],
    [{ fault: 'tab-closed', at: 1 }, 'faults[0].at: found "at", expected one of atMs'],
  ])('is refused: %o', async (fault, sentence) => {
    await expect(burst([fault])).rejects.toThrow(sentence);
  });
});
