/** What a fault may say of an operation: whatever a call can be asked for, and nothing else. */
import { describe, expect, it } from 'vitest';
import { OPERATION } from '../../../src/sim/faults/selection.ts';
import type { FaultInput } from '../../../src/sim/model/scenario.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import { operationWords } from '../../../src/sim/world/operations.ts';
import { play } from '../../support/app.ts';
import { one } from './told.ts';

describe('an operation that no call can ask for', () => {
  it.each<readonly [FaultInput, string]>([
    [
      { fault: 'call-fails', operation: 'LRNAGE' },
      'faults[0].operation: found "LRNAGE", expected words of what services are asked for (did you mean LRANGE?)',
    ],
    [
      { fault: 'call-slow', to: 'openai', operation: 'RPUSH' },
      'faults[0].operation: found "RPUSH", expected words of what openai is asked for: chat',
    ],
    [
      { fault: 'call-fails', to: 'firestore', operation: 'comit' },
      'faults[0].operation: found "comit", expected words of what firestore is asked for (did you mean commit?)',
    ],
    [
      { fault: 'call-fails', side: 'baseline', operation: 'send' },
      'faults[0].operation: found "send", expected words of what openai is asked for: chat',
    ],
    [
      { fault: 'call-twice', to: 'platform', operation: 'frobnicate' },
      'expected words of what platform is asked for: webhook, processor, responder',
    ],
    [{ fault: 'crash', operation: 'SET NXX' }, 'faults[0].operation: found "SET NXX", expected words of what services'],
    [{ fault: 'crash', operation: 'frobnicate' }, 'asked for: webhook, processor, responder, publish, '],
  ])('is refused, and what there is is named: %o', async (fault, message) => {
    await expect(one([fault])).rejects.toThrow(message);
  });
});

describe('an operation that a call can ask for', () => {
  it.each([
    ...OPERATION.suggestions,
    'rpush',
    'EVALSHA',
    'MULTI LRANGE+DEL',
    'SET NX+GET+LLEN+DEL+2 more',
    'enqueue',
    'retry dead letter',
    'runQuery',
    'GET /v1/models',
    'responder',
  ])('is taken, whoever is called: %s', async (operation) => {
    expect((await one([{ fault: 'call-slow', operation }])).end.reason).toBe('quiet');
  });

  it('has no word that would be refused, in any scenario', async () => {
    const asked = new Map<string, ReadonlySet<string>>();
    for (const { id } of scenarios) {
      const { events, nodes, inputs } = await play(id);
      const known = (to: string): ReadonlySet<string> => {
        const words = operationWords(
          to,
          inputs.routes.map(({ role }) => role),
        );
        return new Set(words.map((word) => word.toLowerCase()));
      };
      for (const event of events) {
        if (event.kind !== 'request') continue;
        const role = nodes.find((node) => node.id === event.to)?.role;
        if (role === undefined) continue;
        const words = new Set([...(asked.get(role) ?? []), ...event.operation.toLowerCase().split(/[\s+]+/)]);
        expect([...words].filter((word) => !known(role).has(word))).toEqual([]);
        asked.set(role, words);
      }
    }
    expect(asked.size).toBeGreaterThan(5);
  });
});

describe('an interval in which no moment lies', () => {
  it.each([
    [{ fault: 'call-fails', fromMs: 5_000, toMs: 10 }, 'faults[0].fromMs: found 5000, expected a number below 10'],
    [{ fault: 'openai-latency', fromMs: 500, toMs: 500 }, 'faults[0].fromMs: found 500, expected a number below 500'],
    [{ fault: 'parameter', toMs: 0 }, 'faults[0].fromMs: found 0, expected a number below 0, which is toMs'],
  ])('is refused: %o', async (fault, message) => {
    await expect(one([fault])).rejects.toThrow(message);
  });
});
