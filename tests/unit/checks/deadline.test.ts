import { describe, expect, it } from 'vitest';
import type { Scalar } from '../../../src/sim/model/json.ts';
import type { Verdict } from '../../../src/sim/model/verdict.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { typedAndAccepted, verdictOf } from './support.ts';

type Constants = Readonly<Record<string, Scalar>>;

/** The last message comes at 0.25 s. */
const LAST_MS = 250;
const TAIL: Constants = { 'network.tailShare': 0.05, 'network.tailMinMs': 200, 'network.tailMaxMs': 2_000 };

function judged(constants: Constants, run: TraceBuilder): Verdict {
  const trace = run.build();
  return verdictOf({ ...trace, constants: { ...trace.constants, ...constants } }, 'answered');
}

/** The reply comes so long after the last message. */
function answeredAfter(ms: number, run = typedAndAccepted()): TraceBuilder {
  const sentAtMs = LAST_MS + ms - 50;
  run
    .deliver(sentAtMs - 3_000, 'q2')
    .read(sentAtMs - 2_800, ['m_1', 'm_2'])
    .ask(sentAtMs - 2_600, ['m_1', 'm_2'])
    .send(sentAtMs, ['m_1', 'm_2'])
    .answer(sentAtMs + 200);
  return run;
}

describe('the deadline of an answer', () => {
  const allowed: readonly (readonly [string, Constants, number])[] = [
    ['nothing', {}, 15_000],
    ['forty legs of 0.2 s', { 'network.oneWayMs': 200 }, 15_000 + 40 * 150],
    ['eleven legs of 2 s, where one in twenty is slow', TAIL, 15_000 + 11 * 1_950],
    ['all legs, where all are slow', { ...TAIL, 'network.tailShare': 1 }, 15_000 + 40 * 1_950],
    ['two questions to a model of 9 s', { 'openai.latencyMs': 9_000 }, 15_000 + 2 * 7_500],
    ['four calls of a Firestore of 0.9 s', { 'firestore.latencyMs': 900 }, 15_000 + 4 * 900],
    ['four cold starts of 3 s', { 'platform.coldStartMs': 3_000 }, 15_000 + 4 * 3_000],
    ['three deliveries that leave 2 s late', { 'qstash.lateMs': 2_000 }, 15_000 + 3 * 2_000],
    ['a webhook that waits 5 s for others', { 'messenger.togetherMs': 5_000 }, 15_000 + 5_000],
  ];
  it.each(allowed)('gives 15 s and time for %s, and no more', (_, constants, deadlineMs) => {
    expect(judged(constants, answeredAfter(deadlineMs)).verdict).toBe('holds');
    expect(judged(constants, answeredAfter(deadlineMs + 1)).verdict).toBe('broken');
  });

  it('says what it holds', () => {
    expect(judged({ ...TAIL, 'openai.latencyMs': 9_000 }, answeredAfter(60_000)).sentence).toContain(
      'within 51.45 s, of which 21.45 s for the network and 15 s for the model: 2 too late (60 s after',
    );
    expect(judged({}, answeredAfter(60_000)).sentence).toContain('within 15 s: 2 too late');
  });

  it('gives nothing for what the pipeline waits by its own choice', () => {
    const run = new TraceBuilder({ settings: { delayMs: 40_000, quietMs: 20_000, lockMs: 60_000 } });
    expect(judged(TAIL, answeredAfter(40_000, typedAndAccepted(run))).verdict).toBe('broken');
  });

  it('is never longer than the longest path of retries', () => {
    const slow = { 'openai.latencyMs': 900_000, 'platform.maxDurationMs': 10_000, 'qstash.retries': 0 };
    const { sentence } = judged(slow, answeredAfter(2_000_000));
    // The webhook's 20 s and the processor's 10 s: no retries are asked for, and Messenger is set to none.
    expect(sentence).toContain('within 45 s, the longest path of retries');
  });
});

describe('the deadline of an answer where something was tried again without a fault', () => {
  /** The first delivery ends like that, the second one answers a minute later. */
  const afterFailed = (fail: (run: TraceBuilder) => unknown): TraceBuilder => {
    const run = typedAndAccepted();
    fail(run);
    return answeredAfter(120_000, run);
  };
  const killed = (run: TraceBuilder) => {
    const attempt = run.deliver(3_200, 'q1').read(3_350, ['m_1', 'm_2']);
    run.add({
      event: { kind: 'lifecycle', node: 'processor-3', atMs: 13_250, change: 'timeout', detail: 'killed' },
    });
    return attempt;
  };
  const TEN_SECONDS: Constants = { 'platform.maxDurationMs': 10_000 };

  it('is the longest path of retries where the platform allows less time than the work may take', () => {
    const run = () => afterFailed(killed);
    expect(judged({ ...TEN_SECONDS, 'openai.latencyMs': 9_000 }, run()).verdict).toBe('holds');
    // Near misses: the work has 10 s; nothing is slow.
    expect(judged({ ...TEN_SECONDS, 'openai.latencyMs': 4_000 }, run()).verdict).toBe('broken');
    expect(judged(TEN_SECONDS, run()).verdict).toBe('broken');
  });

  const gaveUpAfter = (ms: number, status = 500) =>
    afterFailed((run) =>
      run
        .deliver(3_200, 'q1')
        .call(3_350, 'redis', 'EVALSHA', { lost: true })
        .answer(3_350 + ms, status),
    );
  const LONG_LEGS: Constants = { ...TAIL, 'network.tailMaxMs': 3_000 };

  it('is that as well where an attempt fails by a call that may take longer than it waited', () => {
    expect(judged(LONG_LEGS, gaveUpAfter(5_000)).verdict).toBe('holds');
    expect(judged({ 'openai.latencyMs': 9_000 }, gaveUpAfter(5_000)).verdict).toBe('broken');
    // Near misses: two legs take 4 s at most; even a calm call takes 0.1 s; the attempt did not fail; nothing is slow.
    expect(judged(TAIL, gaveUpAfter(5_000)).verdict).toBe('broken');
    expect(judged(LONG_LEGS, gaveUpAfter(90)).verdict).toBe('broken');
    expect(judged(LONG_LEGS, gaveUpAfter(5_000, 200)).verdict).toBe('broken');
    expect(judged({}, gaveUpAfter(5_000)).verdict).toBe('broken');
  });

  it('is not where an attempt fails by itself', () => {
    const run = afterFailed((drawn) => drawn.deliver(3_200, 'q1').read(3_350, ['m_1', 'm_2']).answer(4_000, 500));
    expect(judged(LONG_LEGS, run).verdict).toBe('broken');
  });
});

describe('the deadline of an answer where a fault took effect', () => {
  /** Messenger sends again for hours, if it has to; QStash is asked for no retries. */
  const PUBLISHED: Constants = {
    'messenger.redeliveriesMs': '0, 60000, 3600000, 43200000',
    'qstash.retries': 0,
  };
  /** So many attempts of a webhook fail, and then the reply comes that long after the last message. */
  const struck = (failures: number, replyMs: number) => {
    const run = typedAndAccepted(new TraceBuilder({ faults: [{ fault: 'call-fails' }] }));
    run.struck(60, 'redis', 'EVALSHA is answered 500');
    for (let attempt = 1; attempt <= failures; attempt += 1)
      run.note(100 * attempt, 'messenger', 'webhook failed', { attempt, status: 500, reason: 'answered 500' }, ['m_1']);
    return judged(PUBLISHED, answeredAfter(replyMs, run)).verdict;
  };
  /** 15 s, as long as a fault may last, an attempt of the webhook, one of the processor. */
  const LEAST_MS = 15_000 + 300_000 + 20_000 + 300_000;

  it('counts no retries of Messenger where no webhook failed', () => {
    expect(struck(0, LEAST_MS)).toBe('holds');
    expect(struck(0, LEAST_MS + 1)).toBe('broken');
  });

  it('counts as many as were made', () => {
    const twiceMs = LEAST_MS + 60_000 + 2 * 20_000;
    expect(struck(2, twiceMs)).toBe('holds');
    expect(struck(2, twiceMs + 1)).toBe('broken');
    expect(struck(3, twiceMs + 3_600_000)).toBe('holds');
  });
});
