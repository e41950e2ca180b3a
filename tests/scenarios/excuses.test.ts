/**
 * What the contract of policy `hardened` excepts hides nothing else: what is excused beside it, before it or after it is
 * told by its own cause.
 */
import { describe, expect, it } from 'vitest';
import type { Overrides } from '../../src/sim/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import { failuresIn, hardened, typedAt } from '../support/hardened.ts';

async function failures(given: Overrides, ...faults: readonly FaultInput[]): Promise<readonly string[]> {
  return failuresIn(await hardened(given, ...faults)).map(({ check, pattern }) => `${check} by ${pattern}`);
}

describe('a Send that the network delivers again', () => {
  const again = { fault: 'call-twice', from: 'processor', to: 'messenger', operation: 'send', nth: 1 };

  it('does not hide that two others were at work at once while its copy was on its way', async () => {
    const given = { ...typedAt(0, 20_000), settings: { leaseMs: 6_000 } };
    const slow = { fault: 'openai-latency', latencyMs: 20_000, fromMs: 15_000, toMs: 60_000 };
    const together = 'one-processor by tried-again';
    expect(await failures(given, slow)).toEqual([together]);
    const masked = await failures(given, slow, { ...again, afterMs: 90_000 });
    expect(masked).toContain('one-processor by call-under-way');
    expect(masked).toContain(together);
  });

  it('does not hide that another reply was sent twice before its copy arrived', async () => {
    const given = { ...typedAt(0), settings: { sentMark: false } };
    const dies = { fault: 'crash', role: 'processor', point: 'after', nth: 1 };
    const faults = [
      { ...dies, to: 'messenger', operation: 'send' },
      { ...dies, to: 'firestore', operation: 'commit' },
    ];
    const twice = 'answered-once by requeue-beside-trigger';
    expect(await failures(given, ...faults)).toContain(twice);
    const masked = await failures(given, ...faults, { ...again, afterMs: 100_000 });
    expect(masked).toContain('answered-once by send-delivered-twice');
    expect(masked).toContain(twice);
  });
});

describe('a processor that has closed its batch', () => {
  it('is at work no more, also where QStash’s answer never ends and the platform kills it in the end', async () => {
    const constants = { 'openai.latencyMs': 3_000, 'platform.maxDurationMs': 60_000 };
    const stalls = { fault: 'call-stalls', from: 'processor', to: 'qstash', operation: 'publish', nth: 2 };
    expect(await failures({ ...typedAt(0, 4_000), constants }, stalls)).toEqual([]);
  });
});

describe('retries that are used up', () => {
  /** It gives up by itself before the model answers, each time. */
  const given: Overrides = {
    ...typedAt(0),
    settings: { maxDurationMs: 1_000, leaseMs: 1_500 },
    constants: { 'openai.latencyMs': 3_000 },
  };
  const deliveries = { fault: 'call-slow', from: 'qstash', to: 'platform', operation: 'processor', count: 0 };
  const reads = { fault: 'call-slow', from: 'processor', to: 'redis', operation: '', count: 0, answerMs: 0 };

  it('are no excuse where it fails by itself, although its calls are a moment late', async () => {
    const byItself = await failures(given);
    expect(byItself).toContain('messages-kept by model-failed');
    expect(await failures(given, { ...deliveries, requestMs: 1 }, { ...reads, requestMs: 1 })).toEqual(byItself);
  });

  it('are one where calls are so late that it can have failed by that', async () => {
    expect(await failures(given, { ...reads, requestMs: 2_000 })).toContain('messages-kept by retries-used-up');
  });

  /** All four deliveries, within seconds. */
  const refused = { ...deliveries, fault: 'call-fails', status: 429, retryAfterS: 1, count: 4 };

  it('leave a message to the user’s next one, which takes it up', async () => {
    expect(await failures(typedAt(0), refused)).toContain('messages-kept by retries-used-up');
    expect(await failures(typedAt(0, 60_000), refused)).toEqual(['custody by retries-used-up']);
  });

  it('are no excuse any more once that has come', async () => {
    const asleep = { ...typedAt(0, 60_000), settings: { wakeOverdue: false } };
    const found = await failures(asleep, refused);
    expect(found).toContain('custody by retries-used-up');
    expect(found).toContain('messages-kept by never-delivered');
    expect(found).not.toContain('messages-kept by retries-used-up');
  });
});
