/** Every policy runs: what its users get from it, in messages that show what sets it apart. */
import { describe, expect, it } from 'vitest';
import { describe as describeLogic } from '../../src/batching/index.ts';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import { judge } from '../../src/sim/checks/index.ts';
import { describeDifference, type Overrides, runTwice } from '../../src/sim/index.ts';
import type { FaultInput, TypedMessage } from '../../src/sim/model/scenario.ts';
import type { CheckId, Outcome } from '../../src/sim/model/verdict.ts';
import { findScenario, inputsOf, optionsFor, play } from '../support/app.ts';

interface Story {
  readonly policy: string;
  readonly tells: string;
  readonly given: Overrides;
  readonly seen: Partial<Record<CheckId, Outcome>>;
}

const NO_MODEL: FaultInput = { fault: 'environment', name: 'OPENAI_API_KEY', value: 'wrong' };

const ONE_INSTANCE = { 'platform.model': 'fluid', 'platform.grouping': 'deployment' };

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
  {
    policy: 'hardened',
    tells: 'answers it as soon as the model does, and once',
    given: {
      messages: threeQuickMessages,
      faults: [{ fault: 'call-fails', to: 'openai', status: 500, count: 5 }],
    },
    seen: { 'messages-kept': 'holds', answered: 'holds', 'answered-once': 'holds', custody: 'holds' },
  },
  {
    policy: 'bucket-2500',
    tells: 'answers a burst across the edge of a bucket twice',
    given: { messages: acrossTheEdge(2_500) },
    seen: { 'answered-once': 'broken', 'one-processor': 'broken' },
  },
  {
    policy: 'bucket-5000',
    tells: 'answers a burst across the edge of a bucket twice',
    given: { messages: acrossTheEdge(5_000) },
    seen: { 'answered-once': 'broken', 'one-processor': 'broken' },
  },
  {
    policy: 'bucket-10000',
    tells: 'answers a burst across the edge of a bucket twice',
    given: { messages: acrossTheEdge(10_000) },
    seen: { 'answered-once': 'broken', 'one-processor': 'broken' },
  },
  {
    policy: 'bucket-10000',
    tells: 'never answers a follow-up whose trigger is dropped against one that was delivered',
    given: { messages: [typed(0), typed(6_000)] },
    seen: { answered: 'broken', 'answered-once': 'holds' },
  },
  {
    policy: 'static-id',
    tells: 'answers the first batch and none that follows',
    given: { messages: [typed(0), typed(10_000), typed(30_000)] },
    seen: { answered: 'broken', 'answered-once': 'holds', 'no-silent-drop': 'broken' },
  },
  {
    policy: 'typing-in-memory',
    tells: 'waits where webhook and processor share an instance, and its re-queue is dropped',
    given: {
      messages: [typed(0)],
      constants: { ...ONE_INSTANCE, 'messenger.typingAfterMs': '1500' },
    },
    seen: { answered: 'broken' },
  },
  {
    policy: 'typing-in-memory',
    tells: 'sees no typing where they do not',
    given: { messages: [typed(0)], constants: { 'messenger.typingAfterMs': '1500' } },
    seen: { answered: 'holds' },
  },
  {
    policy: 'session-flag',
    tells: 'meets its own flag where the re-queue arrives',
    given: { messages: [typed(0), typed(2_200)], settings: { requeueId: 'own' } },
    seen: { answered: 'broken', 'no-silent-drop': 'broken' },
  },
  {
    policy: 'fall-through',
    tells: 'answers every message twice',
    given: { messages: [typed(0)] },
    seen: { 'answered-once': 'broken' },
  },
  {
    policy: 'fall-back-after-push',
    tells: 'answers a message whose publish failed again with the next batch',
    given: {
      messages: [typed(0), typed(10_000)],
      faults: [{ fault: 'call-fails', to: 'qstash', status: 500 }],
    },
    seen: { 'answered-once': 'broken' },
  },
  {
    policy: 'unverified-runs-anyway',
    tells: 'processes what it has refused',
    given: { messages: [typed(0)], faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -1_000 }] },
    seen: { 'refused-not-processed': 'broken' },
  },
  {
    policy: 'bucket-5000-locked',
    tells: 'deletes unread what comes while the model answers, and its own trigger finds the list empty',
    given: { messages: [typed(2_500), typed(6_200)] },
    seen: { 'messages-kept': 'broken', answered: 'broken', 'answered-once': 'holds' },
  },
  {
    policy: 'bucket-15000',
    tells: 'swallows a follow-up within the bucket',
    given: { messages: [typed(0), typed(6_000)] },
    seen: { answered: 'broken', 'answered-once': 'holds' },
  },
];

function typed(atMs: number): TypedMessage {
  return { atMs, text: `რა ფასია ${atMs / 100}?` };
}

/** The id is made 250 ms after the message was sent, by a clock that begins at the edge of every bucket. */
function acrossTheEdge(bucketMs: number): readonly TypedMessage[] {
  return [typed(bucketMs - 300), typed(bucketMs - 200)];
}

const { policies } = describeLogic();

describe.each(STORIES)('policy $policy: $tells', ({ policy, tells, given, seen }) => {
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

  it('keeps the messages of the burst that it was made for', async () => {
    const verdicts = judge(await play('rapid-burst', undefined, { policy: id }));
    const outcomes = Object.fromEntries(verdicts.map(({ check, verdict }) => [check, verdict]));
    expect(outcomes).toMatchObject({ 'messages-kept': 'holds', answered: 'holds', custody: 'holds' });
  });

  it('runs the same way twice', async () => {
    const inputs = inputsOf(findScenario('requeue-deduplicated'), undefined, { policy: id, seed: 7 });
    const { difference } = await runTwice(optionsFor(inputs));
    expect(difference === undefined ? 'the same' : describeDifference(difference)).toBe('the same');
  });
});
