/** What a campaign of `hardened` must have met: seen in a run that has it, and not in one that has not. */
import { describe, expect, it } from 'vitest';
import { askedOf, SOMETIMES, sometimesIn } from '../../../src/sim/explore/sometimes.ts';
import type { Overrides } from '../../../src/sim/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import { play } from '../../support/app.ts';

const ONE: Overrides = { messages: [{ atMs: 0, text: 'any hats?' }] };
const MODEL_DOWN = { fault: 'call-fails', to: 'openai', status: 500, count: 3 };
const DIES_ASKING = { fault: 'crash', role: 'processor', to: 'openai' };
const DIES_SAVING = { fault: 'crash', role: 'processor', to: 'firestore', operation: 'commit', point: 'before' };

const hardened = (by: Overrides): Promise<Trace> => play('rapid-burst', undefined, { policy: 'hardened', ...by });

async function seenIn(trace: Promise<Trace>): Promise<readonly string[]> {
  return sometimesIn(viewRun(await trace)).map((feature) => feature.replace('sometimes:', ''));
}

const MET: readonly { readonly id: string; readonly by: Overrides; readonly not: Overrides }[] = [
  { id: 'lease-met', by: { ...ONE, faults: [DIES_ASKING] }, not: ONE },
  { id: 'lease-lapsed', by: { ...ONE, faults: [DIES_ASKING] }, not: { ...ONE, faults: [MODEL_DOWN] } },
  { id: 'lease-given-up', by: { ...ONE, faults: [MODEL_DOWN] }, not: { ...ONE, faults: [DIES_ASKING] } },
  { id: 'resumed-when-sent', by: { ...ONE, faults: [DIES_SAVING] }, not: { ...ONE, faults: [DIES_ASKING] } },
  {
    id: 'claim-gone',
    by: {
      ...ONE,
      faults: [{ fault: 'call-twice', from: 'processor', to: 'redis', operation: 'EVAL', nth: 2, afterMs: 20_000 }],
    },
    not: ONE,
  },
  {
    id: 'handed-over',
    by: {
      messages: [...(ONE.messages ?? []), { atMs: 4_000, text: 'and scarves?' }],
      faults: [{ fault: 'openai-latency', latencyMs: 10_000 }],
    },
    not: { ...ONE, faults: [{ fault: 'openai-latency', latencyMs: 10_000 }] },
  },
  {
    id: 'dead-letter',
    by: { ...ONE, faults: [{ fault: 'call-fails', from: 'qstash', to: 'platform', status: 500, count: 4 }] },
    not: { ...ONE, faults: [{ fault: 'call-fails', from: 'qstash', to: 'platform', status: 500, count: 3 }] },
  },
  { id: 'script-unknown', by: ONE, not: { ...ONE, policy: 'documented' } },
];

describe('what must be met sometimes', () => {
  it.each(MET)('$id is seen where it happened, and nowhere else', async ({ id, by, not }) => {
    expect(await seenIn(hardened(by))).toContain(id);
    expect(await seenIn(hardened(not))).not.toContain(id);
  });

  it('is asked of leases only where something keeps them, and a fault can bring it about', async () => {
    const asked = async (policy: string, faults: readonly string[]) => {
      const reached = new Set(await seenIn(play('rapid-burst', undefined, { ...ONE, policy })));
      return askedOf(reached, faults, 'random').unmet.map(({ id }) => id);
    };
    const ofLeases = ['lease-met', 'lease-lapsed', 'lease-given-up', 'resumed-when-sent', 'claim-gone', 'handed-over'];
    const all = ['crash', 'call-fails', 'call-twice'];
    expect(await asked('hardened', all)).toEqual(expect.arrayContaining(ofLeases));
    expect((await asked('documented', all)).filter((id) => ofLeases.includes(id))).toEqual([]);
    expect((await asked('hardened', [])).filter((id) => ofLeases.includes(id))).toEqual(['lease-met', 'handed-over']);
  });

  it('has each situation once', () => {
    const ids = SOMETIMES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
