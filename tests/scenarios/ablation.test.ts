/**
 * What each part of policy `hardened` is for: a run that breaks a check without it and holds with it. Where a part is
 * about time only, the run says by how much.
 */
import { describe, expect, it } from 'vitest';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import type { Overrides } from '../../src/sim/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { play } from '../support/app.ts';
import { verdictOf } from '../support/cure.ts';
import { typedAt, typedEvery } from '../support/hardened.ts';

interface Part {
  readonly part: string;
  readonly without: NonNullable<Overrides['settings']>;
  readonly check: CheckId;
  readonly given: Overrides;
}

const HAT = { atMs: 0, text: 'რა ქუდები გაქვთ?' };
const ONE: Overrides = { messages: [HAT] };

function under(given: Overrides, ...faults: readonly FaultInput[]): Overrides {
  return { ...given, faults };
}

const PARTS: readonly Part[] = [
  {
    part: 'an id by batch',
    without: { triggerId: 'conversation' },
    check: 'answered',
    given: typedAt(0, 20_000),
  },
  {
    part: 'ids of their own for triggers that put off',
    without: { requeueId: 'same' },
    check: 'custody',
    given: typedAt(0, 1_100, 2_200, 3_300, 4_400, 5_500),
  },
  {
    part: 'the longest wait',
    without: { longestWaitMs: 0 },
    check: 'waits-bounded',
    given: typedEvery(1_400, 35),
  },
  {
    // Else those whose trigger came while another batch was answered wait for the end of its lease.
    part: 'the hand-over',
    without: { handOver: false },
    check: 'answered',
    given: { ...typedAt(0, 4_000), constants: { 'openai.latencyMs': 10_000 } },
  },
  {
    part: 'the order in which was typed',
    without: { batchOrder: 'pushed' },
    check: 'order-kept',
    given: under({ messages: threeQuickMessages }, { fault: 'webhook-late', nth: 1, byMs: 600 }),
  },
  {
    part: 'the record of the batch in flight',
    without: { inflightRecord: false },
    check: 'messages-kept',
    given: under(ONE, { fault: 'crash', role: 'processor', to: 'openai' }),
  },
  {
    part: 'a trigger that meets a batch in flight comes again',
    without: { whenBusy: 'skip' },
    check: 'answered',
    given: under(ONE, { fault: 'crash', role: 'processor', to: 'openai' }),
  },
  {
    part: 'retries of the first publish',
    without: { publishRetries: 0 },
    check: 'answered',
    given: under(ONE, { fault: 'call-fails', from: 'qstash', to: 'platform', status: 500 }),
  },
  {
    part: 'retries of a publish that puts off',
    without: { requeueRetries: 0 },
    check: 'answered',
    given: under(typedAt(0, 2_500), { fault: 'call-fails', from: 'qstash', to: 'platform', status: 500, nth: 2 }),
  },
  {
    part: 'a 500 on failure',
    without: { failureAnswer: '200' },
    check: 'answered',
    given: under(ONE, { fault: 'call-fails', to: 'openai', status: 500, count: 3 }),
  },
  {
    part: 'a 200 to Messenger only for what was accepted',
    without: { acknowledge: 'always' },
    check: 'answered',
    given: under(ONE, { fault: 'call-fails', from: 'webhook', to: 'redis', status: 500, count: 2 }),
  },
  {
    part: 'messages that came before are known',
    without: { seenForMs: 0 },
    check: 'answered-once',
    given: under(ONE, { fault: 'webhook-again', nth: 1, atMs: 100_000 }),
  },
  {
    part: 'a known message that is not done is given a trigger again',
    without: { republishKnown: false },
    check: 'answered',
    given: under(ONE, { fault: 'crash', role: 'webhook', to: 'qstash', point: 'before' }),
  },
  {
    part: 'a trigger of his own for who joins a batch that nobody comes for',
    without: { wakeOverdue: false },
    check: 'answered',
    given: under(typedAt(0, 12_000), {
      fault: 'call-fails',
      from: 'qstash',
      to: 'platform',
      status: 503,
      retryAfterS: 2,
      count: 4,
    }),
  },
  {
    part: 'the mark that the reply was sent',
    without: { sentMark: false },
    check: 'answered-once',
    given: under(ONE, { fault: 'crash', role: 'processor', to: 'firestore', operation: 'commit', point: 'before' }),
  },
  {
    part: 'a history saved once a batch',
    without: { historyOnce: false },
    check: 'history-once',
    given: under(ONE, { fault: 'call-breaks', to: 'firestore', operation: 'commit', what: 'answer' }),
  },
  {
    part: 'the history before the batch is done',
    without: { historyAt: 'after-done' },
    check: 'messages-kept',
    given: under(ONE, { fault: 'crash', role: 'processor', to: 'firestore', operation: 'commit', point: 'before' }),
  },
  {
    part: 'a lease longer than the maximum duration',
    without: { leaseMs: 30_000 },
    check: 'one-processor',
    given: under(
      ONE,
      { fault: 'openai-latency', latencyMs: 40_000 },
      { fault: 'qstash-delivers-again', nth: 1, atMs: 35_000 },
    ),
  },
  {
    part: 'a tolerance for the clocks of QStash and the instance',
    without: { signatureToleranceS: 0 },
    check: 'answered',
    given: under(ONE, { fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }),
  },
  {
    part: 'a text that is kept',
    without: { keepText: false },
    check: 'repeat-is-verbatim',
    given: under(ONE, { fault: 'call-breaks', to: 'messenger', operation: 'send', what: 'answer' }),
  },
  {
    part: 'the look at the clock before the Send',
    without: { lookAtClock: false },
    check: 'answered-once',
    given: {
      ...under(
        ONE,
        { fault: 'openai-latency', latencyMs: 8_000 },
        // The answer to the claim, which is the processor's second script.
        {
          fault: 'call-slow',
          from: 'processor',
          to: 'redis',
          operation: 'EVAL',
          nth: 2,
          requestMs: 0,
          answerMs: 6_000,
        },
        { fault: 'qstash-delivers-again', nth: 1, atMs: 16_000 },
      ),
      settings: { maxDurationMs: 10_000, leaseMs: 12_000, redisTimeoutMs: 30_000 },
      // The instance has answered 500, and goes on.
      constants: { 'platform.freezeAfterAnswer': false },
    },
  },
];

const HARDENED = { scenario: 'rapid-burst', variant: 'three-in-half-a-second', name: 'hardened' } as const;

describe.each(PARTS)('hardened without $part', ({ without, check, given }) => {
  const cure = { ...HARDENED, check, given: { ...given, policy: 'hardened' }, by: {} };

  it(`breaks ${check}, which holds with it`, async () => {
    expect(await verdictOf(cure, {})).toBe('holds');
    expect(await verdictOf(cure, { settings: without })).toBe('broken');
  });
});

describe('a part that is about time', () => {
  const repliesAt = (trace: Trace): readonly number[] =>
    trace.events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event.atMs] : []));
  const lastReplyMs = async (given: Overrides, settings: Overrides['settings'] = {}): Promise<number> => {
    const trace = await play('rapid-burst', undefined, { ...given, policy: 'hardened', settings });
    return repliesAt(trace).at(-1) ?? Number.POSITIVE_INFINITY;
  };

  it('a lease that is given up on an error lets the retry begin', async () => {
    const given = under(ONE, { fault: 'call-fails', to: 'openai', status: 500, count: 3 });
    expect(await lastReplyMs(given)).toBeLessThan(30_000);
    expect(await lastReplyMs(given, { releaseOnError: false })).toBeGreaterThan(75_000);
  });

  it('ages by one clock do not wait for clocks that differ', async () => {
    const given = under(ONE, { fault: 'clock-offset', role: 'processor', offsetMs: -5_000 });
    expect(await lastReplyMs(given)).toBeLessThan(6_000);
    expect(await lastReplyMs(given, { ageBy: 'instance' })).toBeGreaterThan(8_000);
  });
});
