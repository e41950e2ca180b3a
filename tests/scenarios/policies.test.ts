/** Every policy runs: what its users get from it, in messages that show what sets it apart. */
import { describe, expect, it } from 'vitest';
import { describe as describeLogic } from '../../src/batching/index.ts';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import { judge } from '../../src/sim/checks/index.ts';
import { describeDifference, type Overrides, runTwice } from '../../src/sim/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import type { CheckId, Outcome } from '../../src/sim/model/verdict.ts';
import { findScenario, inputsOf, optionsFor, play } from '../support/app.ts';

interface Story {
  readonly policy: string;
  readonly tells: string;
  readonly given: Overrides;
  readonly seen: Partial<Record<CheckId, Outcome>>;
}

const NO_MODEL: FaultInput = { fault: 'environment', name: 'OPENAI_API_KEY', value: 'wrong' };

const STORIES: readonly Story[] = [
  {
    policy: 'documented',
    tells: 'loses a burst whose model fails',
    given: { messages: threeQuickMessages, faults: [NO_MODEL] },
    seen: { 'messages-kept': 'broken', answered: 'broken' },
  },
  {
    policy: 'recommended',
    tells: 'keeps it in the history, and its retries find the list empty',
    given: { messages: threeQuickMessages, faults: [NO_MODEL] },
    seen: { 'messages-kept': 'holds', answered: 'broken' },
  },
];

const { policies } = describeLogic();

describe.each(STORIES)('policy $policy', ({ policy, tells, given, seen }) => {
  it(tells, async () => {
    const trace = await play('rapid-burst', undefined, { ...given, policy });
    const verdicts = Object.fromEntries(judge(trace).map(({ check, verdict }) => [check, verdict]));
    expect(verdicts).toMatchObject(seen);
  });
});

describe.each(policies)('policy $id', ({ id }) => {
  it('has its story here', () => {
    expect(STORIES.map(({ policy }) => policy)).toContain(id);
  });

  it('answers the burst that it was made for, once', async () => {
    const verdicts = judge(await play('rapid-burst', undefined, { policy: id }));
    const wrong = verdicts.filter(({ verdict }) => verdict === 'broken').map(({ check }) => check);
    expect(wrong).toEqual([]);
  });

  it('runs the same way twice', async () => {
    const inputs = inputsOf(findScenario('requeue-deduplicated'), undefined, { policy: id, seed: 7 });
    const { difference } = await runTwice(optionsFor(inputs));
    expect(difference === undefined ? 'the same' : describeDifference(difference)).toBe('the same');
  });
});
