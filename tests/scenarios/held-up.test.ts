/**
 * What the contract of policy `hardened` excepts since a fault goes on for too long, and no more than that: a trigger whose
 * retries faults have used up, a clock that is too far off, and a user who types on while something holds his messages up. By the causes that
 * exploration goes by.
 */
import { describe, expect, it } from 'vitest';
import { planUnder } from '../../src/sim/explore/index.ts';
import { CLOCKS_APART_S } from '../../src/sim/model/clocks-apart.ts';
import { keyOf } from '../../src/sim/model/cause/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { subject } from '../support/explore.ts';
import { causesOf, failuresIn, hardened, typedAt, typedEvery } from '../support/hardened.ts';

/** Whoever goes on typing, for 50 s. */
const TYPES_ON = typedEvery(1_450, 35);

/** Nothing that QStash signs is believed. */
const WRONG_KEYS: readonly FaultInput[] = ['QSTASH_CURRENT_SIGNING_KEY', 'QSTASH_NEXT_SIGNING_KEY'].map((name) => ({
  fault: 'environment',
  name,
  value: 'another',
}));

const repliesAt = (trace: Trace): readonly number[] =>
  trace.events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event.atMs] : []));

describe('a trigger that is refused four times within 9 s', () => {
  const refused = { fault: 'call-fails', from: 'qstash', to: 'platform', status: 503, retryAfterS: 2, count: 4 };

  it.each([10_000, 12_000, 60_000, 200_000])(
    'leaves its batch to the next message, which comes at %i ms and is answered as ever',
    async (atMs) => {
      const trace = await hardened(typedAt(0, atMs), refused);
      expect(causesOf(trace, 'messages-kept')).toEqual([]);
      expect(repliesAt(trace)).toHaveLength(1);
      expect(repliesAt(trace)[0]).toBeLessThan(atMs + 8_000);
    },
  );

  it('is not in the way of a webhook that comes again when the trigger of its own is used up as well', async () => {
    const unheard = { fault: 'call-breaks', from: 'messenger', to: 'platform', what: 'answer', nth: 2, count: 2 };
    const trace = await hardened(typedAt(0, 12_000), { ...refused, count: 8 }, unheard);
    expect(causesOf(trace, 'messages-kept')).toEqual([]);
    expect(repliesAt(trace)).toHaveLength(1);
  });

  it('costs the message that no other follows, for a cause of its own', async () => {
    const trace = await hardened(typedAt(0), refused);
    for (const check of ['custody', 'messages-kept', 'answered', 'history-complete'] as const)
      expect(causesOf(trace, check), check).toEqual(['retries-used-up']);
  });

  it('counts for all who waited for it, by whichever chain of triggers', async () => {
    const trace = await hardened(typedAt(0, 2_500), { ...refused, nth: 2 });
    expect(causesOf(trace, 'messages-kept')).toEqual(['retries-used-up']);
  });

  it('counts as well where what was called died at last', async () => {
    const dies = { fault: 'crash', role: 'processor', to: 'redis' };
    const trace = await hardened(typedAt(0), { ...refused, count: 3 }, dies);
    expect(causesOf(trace, 'messages-kept')).toEqual(['retries-used-up']);
  });

  it('is no excuse where one of the four failed by itself', async () => {
    // No fault strikes the last delivery; the key is wrong.
    const trace = await hardened(typedAt(0), { ...refused, count: 3 }, ...WRONG_KEYS);
    expect(causesOf(trace, 'messages-kept')).toEqual(['delivery-refused']);
  });
});

describe('a trigger whose signature is read by a clock that is off', () => {
  const LOSSES = ['custody', 'messages-kept', 'answered', 'no-silent-drop', 'history-complete'] as const;
  const ONE = typedAt(0);
  const TWO = typedAt(0, 300);
  const off = (offsetMs: number, role = 'processor'): FaultInput => ({ fault: 'clock-offset', role, offsetMs });
  const stepped = (byMs: number, atMs: number): FaultInput => ({ fault: 'clock-step', role: 'processor', byMs, atMs });
  const refusals = (trace: Trace): number =>
    trace.events.filter(
      ({ kind, text = '' }: { kind: string; text?: string }) => kind === 'log' && /refused/.test(text),
    ).length;

  it('is believed as far as clocks may be apart, and the policy tolerates that and no more', () => {
    const { settings } = subject.app.policies.find(({ id }) => id === 'hardened') ?? {};
    expect(settings?.['signatureToleranceS']).toBe(CLOCKS_APART_S);
  });

  it.each([
    ['a minute behind', [off(-60_000)]],
    ['a minute ahead', [off(60_000)]],
    ['a minute ahead at the end of the signature’s life', [off(359_000)]],
    ['behind by three steps', [stepped(-5_000, 3_000), stepped(-5_000, 3_000), stepped(-5_000, 3_000)]],
    ['behind by nine steps', Array.from({ length: 9 }, () => stepped(-5_000, 3_000))],
  ] as const)('is believed by one that is %s', async (_, faults) => {
    const trace = await hardened(ONE, ...faults);
    expect(failuresIn(trace).map(({ pattern }) => pattern)).toEqual([]);
    expect(refusals(trace)).toBe(0);
  });

  it.each([
    ['is a second further behind', [off(-61_000)]],
    ['is a second further ahead', [off(360_000)]],
    ['is right, when QStash’s is ahead', [off(61_000, 'qstash')]],
    ['was set thrice', [stepped(-25_000, 1_000), stepped(-25_000, 2_000), stepped(-25_000, 3_000)]],
  ] as const)('costs the messages, for a cause of its own, where the clock %s', async (_, faults) => {
    const trace = await hardened(TWO, ...faults);
    expect(refusals(trace)).toBe(4);
    for (const check of LOSSES) expect(causesOf(trace, check), check).toEqual(['clock-beyond-tolerance']);
    const { excepted } = planUnder({ policy: 'hardened', settings: {}, users: 1 }, 'random', 1);
    const failures = failuresIn(trace).map(keyOf);
    expect(failures.filter((key) => !excepted.includes(key))).toEqual([]);
  });

  it('costs them as well where other faults strike the other tries, and the clock runs ever slower', async () => {
    const busy = { fault: 'call-fails', from: 'qstash', to: 'platform', status: 503, count: 2 };
    const slow = { fault: 'clock-drift', role: 'processor', ppm: -450_000 };
    const trace = await hardened(ONE, busy, slow);
    expect(refusals(trace)).toBe(2);
    expect(causesOf(trace, 'messages-kept')).toEqual(['clock-beyond-tolerance']);
  });

  it('leaves its batch to the next message once the clock is right', async () => {
    const trace = await hardened(typedAt(0, 2_100_000), off(-70_000), stepped(70_000, 2_000_000));
    expect(causesOf(trace, 'custody')).toEqual(['clock-beyond-tolerance']);
    expect(causesOf(trace, 'messages-kept')).toEqual([]);
    expect(repliesAt(trace)).toHaveLength(1);
  });

  it.each([
    ['the code tolerates less than it should', { settings: { signatureToleranceS: 10 } }, [off(-30_000)]],
    ['the key is wrong, and the clock is right', {}, [...WRONG_KEYS]],
    ['the key is wrong, and the clock no further behind than it may be', {}, [...WRONG_KEYS, off(-60_000)]],
    ['the key is wrong, and the clock ahead within the signature’s life', {}, [...WRONG_KEYS, off(120_000)]],
    ['the key is wrong, and the clock is right at last', {}, [...WRONG_KEYS, off(-70_000), stepped(70_000, 900_000)]],
  ] as const)('has no excuse in the clock where %s', async (_, given, faults) => {
    const trace = await hardened({ ...ONE, ...given }, ...faults);
    expect(refusals(trace)).toBe(4);
    expect(causesOf(trace, 'messages-kept')).toEqual(['delivery-refused']);
  });
});

describe('a message that joins a batch', () => {
  const publishes = (trace: Trace): readonly string[] =>
    trace.events.flatMap((event) =>
      event.kind === 'request' && event.operation === 'publish'
        ? [(event.headers['upstash-deduplication-id'] ?? '').slice(0, 2)]
        : [],
    );

  it('has no trigger of its own while that of the batch is in time', async () => {
    expect(publishes(await hardened(typedAt(0, 900, 1_800, 2_700)))).not.toContain('o_');
  });

  it('has none while another batch is answered: those who wait are handed on', async () => {
    const slow = { fault: 'openai-latency', latencyMs: 40_000 };
    const trace = await hardened(typedAt(0, 8_000, 16_000, 24_000, 32_000, 40_000), slow);
    expect(publishes(trace)).not.toContain('o_');
    expect(causesOf(trace, 'answered')).toEqual([]);
  });

  it('is handed on at once although the delivery came twice, and its copy has put off until the lease ends', async () => {
    const slow = { fault: 'openai-latency', latencyMs: 16_000, toMs: 25_000 };
    const copied = { fault: 'qstash-delivers-again', nth: 1, atMs: 14_000 };
    const trace = await hardened(typedAt(0, 8_000, 12_000), slow, copied);
    expect(repliesAt(trace)).toHaveLength(2);
    expect(repliesAt(trace)[1]).toBeLessThan(40_000);
  });

  it('has one while QStash waits for its next try, and need not wait for that', async () => {
    const fails = { fault: 'call-fails', from: 'qstash', to: 'platform', status: 503, count: 2 };
    const given = typedAt(0, 30_000);
    const trace = await hardened(given, fails);
    expect(publishes(trace)).toContain('o_');
    expect(repliesAt(trace)[0]).toBeLessThan(40_000);
    // It was due at 3.2 s, and the second message is pushed at 30.1 s.
    expect(publishes(await hardened({ ...given, settings: { overdueMs: 26_000 } }, fails))).toContain('o_');
    expect(publishes(await hardened({ ...given, settings: { overdueMs: 27_000 } }, fails))).not.toContain('o_');
  });
});

describe('messages whose webhooks are sent again, and stamped anew', () => {
  it('may stand in either order where the stamps are the same, and in that of the stamps where they are not', async () => {
    const constants = { 'messenger.redeliveryStampedAnew': true, 'network.tailShare': 0.05 };
    const freezes = { fault: 'freeze', role: 'webhook', atMs: 500, forMs: 13_500 };
    const trace = await hardened({ ...typedAt(0, 400), seed: 389_023_519, constants }, freezes);
    const stamps = trace.events.flatMap((event) =>
      event.kind === 'request' && event.operation === 'webhook' ? [/"timestamp":(\d+)/.exec(event.body)?.[1]] : [],
    );
    expect(stamps).toHaveLength(4);
    expect(new Set(stamps).size).toBe(3);
    expect(causesOf(trace, 'order-kept')).toEqual(['stamped-otherwise']);
  });
});

describe('a trigger that meets a batch in flight', () => {
  it('is not spoken of as coming again before it was accepted to: it may fail until its retries are used up', async () => {
    // The first batch is left in flight; none of its triggers, and none of the second's, can publish, as often as tried.
    const dies = { fault: 'crash', role: 'processor', to: 'openai' };
    const full = { fault: 'call-fails', from: 'processor', to: 'qstash', status: 429, count: 7 };
    const soon = { fault: 'call-fails', from: 'qstash', to: 'platform', when: 'after', status: 503, retryAfterS: 1 };
    const trace = await hardened(typedAt(0, 6_000, 20_000), dies, full, { ...soon, nth: 2, count: 7 });
    expect(causesOf(trace, 'messages-kept')).toEqual([]);
    expect(repliesAt(trace)).toHaveLength(2);
  });
});

describe('who types on, and waits for more than half a minute', () => {
  const slow = { fault: 'openai-latency', latencyMs: 45_000 };

  it('is held up by a model that thinks for so long about what he sent before', async () => {
    expect(causesOf(await hardened(TYPES_ON, slow), 'waits-bounded')).toEqual(['held-up']);
  });

  it('is held up by who died before it heard what it had taken: the lease of that goes on', async () => {
    const dies = { fault: 'crash', role: 'processor', to: 'redis', operation: 'EVAL', nth: 1, point: 'during' };
    const trace = await hardened(TYPES_ON, { ...dies, fromMs: 10_000 });
    expect(causesOf(trace, 'waits-bounded')).toEqual(['held-up']);
  });

  it('is held up by a take that came late: its caller had given it up, tried again, and put the batch off', async () => {
    // As exploration met it: the caller even heard of it, with half a second to live.
    const times = Array.from({ length: 30 }, (_, i) => 11_739 + 1_298 * i);
    const constants = {
      'network.tailShare': 0.05,
      'network.tailMinMs': 200,
      'network.tailMaxMs': 2_000,
      'openai.latencyMs': 300,
      'redis.replicaLagMs': 4_000,
    };
    const slow = { fault: 'heavy-tail', share: 0.1, minMs: 1_000, maxMs: 5_000, fromMs: 16_432, toMs: 25_834 };
    const trace = await hardened({ ...typedAt(...times), constants, seed: 224_882_640 }, slow);
    expect(causesOf(trace, 'waits-bounded')).toEqual(['held-up']);
  });

  const diesWhenSaved = {
    fault: 'crash',
    role: 'processor',
    to: 'firestore',
    operation: 'commit',
    nth: 1,
    point: 'after',
  };

  it('is held up by who died when all was saved and the lease not given up', async () => {
    expect(causesOf(await hardened(TYPES_ON, diesWhenSaved), 'waits-bounded')).toEqual(['held-up']);
  });

  it('is not held up by that where the lease has ended, and whoever comes puts him off', async () => {
    const given = { ...typedEvery(1_450, 120), settings: { longestWaitMs: 0 } };
    expect(causesOf(await hardened(given, diesWhenSaved), 'waits-bounded')).toEqual(['put-off-again']);
  });

  it('is not held up by who died by himself: for that no fault can be blamed', async () => {
    const given = { ...TYPES_ON, constants: { 'platform.maxDurationMs': 2_000, 'openai.latencyMs': 3_000 } };
    const causes = causesOf(await hardened(given), 'waits-bounded');
    expect(causes).not.toEqual([]);
    expect(causes).not.toContain('held-up');
  });

  it('is not held up where nobody comes for him when that is done', async () => {
    const quicker = { fault: 'openai-latency', latencyMs: 12_000 };
    const settings = { handOver: false, wakeOverdue: false };
    const given = { ...TYPES_ON, settings };
    expect(causesOf(await hardened(TYPES_ON, quicker), 'waits-bounded')).toEqual([]);
    expect(causesOf(await hardened(given, quicker), 'waits-bounded')).toEqual(['answered-late']);
  });

  it('is not held up by a fault that is over', async () => {
    const given = { ...TYPES_ON, settings: { longestWaitMs: 0 } };
    const fails = { fault: 'call-fails', from: 'webhook', to: 'redis', status: 500, nth: 3 };
    expect(causesOf(await hardened(given, fails), 'waits-bounded')).toEqual(['put-off-again']);
  });
});
