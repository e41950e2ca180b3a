/** Determinism is sacred: the same seed gives the same run, draw by draw and event by event, in any order of runs. */
import { createHook } from 'node:async_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { describeDifference, run, runTwice } from '../../src/sim/index.ts';
import { hashTrace } from '../../src/sim/model/trace-file/hash.ts';
import { cases, findScenario, inputsOf, optionsFor, play } from '../support/app.ts';
import { stage } from '../support/stage.ts';
import { fc } from '../support/property.ts';

// Firestore's client draws one number for the whole process when it is first used (docs/decisions/0007). It moves no
// other draw, but two runs compared draw by draw must both come after it.
beforeAll(async () => {
  await play('rapid-burst');
});

describe('one seed', () => {
  it.each(cases)('gives one run: $name', async ({ scenario, variant }) => {
    const { difference } = await runTwice(optionsFor(inputsOf(scenario, variant.id, { seed: 42 })));
    expect(difference === undefined ? 'the same' : describeDifference(difference)).toBe('the same');
  });

  it('and another seed another: instances are placed differently', async () => {
    const first = hashTrace(await play('rapid-burst', undefined, { seed: 1 }));
    const others = [];
    for (let seed = 2; seed < 6; seed += 1) others.push(hashTrace(await play('rapid-burst', undefined, { seed })));
    expect(others).not.toContain(first);
  });

  it('gives the same hashes in whatever order the scenarios run', async () => {
    const alone = new Map<string, string>();
    for (const { scenario, variant, name } of cases) alone.set(name, hashTrace(await play(scenario.id, variant.id)));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...cases], { minLength: 3, maxLength: 6 }), async (some) => {
        for (const { scenario, variant, name } of some)
          expect(hashTrace(await play(scenario.id, variant.id))).toBe(alone.get(name));
      }),
      { numRuns: 5 },
    );
  });
});

describe('the test mode', () => {
  it('names the first thing that differs, with its time and place', async () => {
    let calls = 0;
    const inputs = inputsOf(findScenario('rapid-burst'));
    const options = optionsFor(inputs);
    const leaky: typeof options = {
      ...options,
      app: (instance) => {
        const routes = options.app(instance);
        return {
          ...routes,
          '/api/webhook': async (request) => {
            calls += 1;
            // State that outlives a run: what an instance of production could never see.
            if (calls > 3) console.log(`call ${calls}`);
            return (await routes['/api/webhook']?.(request)) ?? new Response(null, { status: 404 });
          },
        };
      },
    };
    const { difference } = await runTwice(leaky);
    expect(difference).toMatchObject({
      kind: 'event',
      second: { kind: 'log', text: 'call 4', node: 'webhook-1', atMs: 50 },
    });
  });
});

describe('quiescence', () => {
  /** What the host may have under way while a run goes on: promises, the hop, and nothing that takes real time. */
  const HARMLESS = new Set(['PROMISE', 'Immediate', 'TickObject', 'Microtask']);

  async function resourcesOf(act: () => Promise<unknown>): Promise<readonly string[]> {
    const seen = new Set<string>();
    const hook = createHook({ init: (_id, type) => void seen.add(type) });
    hook.enable();
    try {
      await act();
    } finally {
      hook.disable();
    }
    return [...seen].filter((type) => !HARMLESS.has(type)).toSorted();
  }

  it.each(cases)('is complete: nothing of the host is left uncounted in $name', async ({ scenario, variant }) => {
    expect(await resourcesOf(() => play(scenario.id, variant.id))).toEqual([]);
  });

  it('is something that the hook can see: work that leaves the microtask queue shows', async () => {
    const { at, play: perform } = stage();
    at(0, async () => {
      const { subtle } = crypto;
      await subtle.encrypt(
        { name: 'AES-CBC', iv: new Uint8Array(16) },
        await subtle.importKey('raw', new Uint8Array(16), 'AES-CBC', false, ['encrypt']),
        new Uint8Array(4),
      );
    });
    expect(await resourcesOf(perform)).not.toEqual([]);
  });
});

describe('a run', () => {
  it('refuses to share its thread with another one', async () => {
    const options = optionsFor(inputsOf(findScenario('rapid-burst')));
    const first = run(options);
    await expect(run(options)).rejects.toThrow('A run is under way in this thread');
    await first;
  });

  it('leaves the globals as they were, also when it throws', async () => {
    const before = [Date, fetch, setTimeout, Request, console.log];
    const options = optionsFor(inputsOf(findScenario('rapid-burst')));
    await run(options);
    await expect(
      run({ ...options, inputs: { ...options.inputs, faults: [{ fault: 'clock-offset', role: 'nobody' }] } }),
    ).rejects.toThrow('nobody');
    expect([Date, fetch, setTimeout, Request, console.log]).toEqual(before);
    await run(options);
  });
});
