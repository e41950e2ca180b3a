/**
 * What a slow service, or slow code, does to the causes by which exploration knows a failure: what the contract of policy
 * `hardened` excepts is the time of others, and never the pipeline's own.
 */
import { describe, expect, it } from 'vitest';
import type { Overrides } from '../../src/sim/index.ts';
import type { FaultInput, Values } from '../../src/sim/model/scenario.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { causesOf, hardened, typedAt, typedEvery } from '../support/hardened.ts';

async function causes(check: CheckId, given: Overrides, ...faults: readonly FaultInput[]): Promise<readonly string[]> {
  return causesOf(await hardened(given, ...faults), check);
}

/** Whatever leaves meanwhile is on its way for so long. No fault names a request. */
function onTheWayFor(ms: number, fromMs: number, toMs: number): FaultInput {
  return { fault: 'heavy-tail', share: 1, minMs: ms, maxMs: ms, fromMs, toMs };
}

describe('who types on while a trigger is put off', () => {
  /** The first trigger puts off at 3.35 s: it publishes at 3.55 s, and QStash has it 50 ms later. */
  const TYPES_ON = typedEvery(1_450, 35);
  const EVER = { ...TYPES_ON, settings: { longestWaitMs: 0 } };

  it('is held up where that publish is on its way for 36 s, and so is whatever else could help him', async () => {
    expect(await causes('waits-bounded', TYPES_ON, onTheWayFor(36_000, 3_520, 30_000))).toEqual(['held-up']);
  });

  it('need not wait where the publish alone is slow: the next message has a trigger of its own', async () => {
    expect(await causes('waits-bounded', TYPES_ON, onTheWayFor(36_000, 3_520, 3_580))).toEqual([]);
  });

  it('waits for the pipeline where he is put off for ever, however long one publish is on its way', async () => {
    expect(await causes('waits-bounded', EVER, onTheWayFor(8_000, 3_520, 3_580))).toEqual(['put-off-again']);
  });

  it('waits for the pipeline where many calls take a little longer', async () => {
    expect(await causes('waits-bounded', EVER, onTheWayFor(2_400, 3_520, 40_000))).toContain('put-off-again');
  });

  it('waits for the pipeline where QStash had the trigger in time, and only its answer came late', async () => {
    const heardLate = onTheWayFor(40_000, 3_590, 3_610);
    expect(await causes('waits-bounded', EVER, heardLate)).toEqual(['put-off-again', 'answered-late']);
  });

  it('waits for the pipeline where what is slow is dropped by QStash when it arrives', async () => {
    const settings = { requeueId: 'same', triggerId: 'conversation', wakeOverdue: false };
    const found = await causes('waits-bounded', { ...TYPES_ON, settings }, onTheWayFor(36_000, 3_520, 3_580));
    expect(found).toEqual(['requeue-dropped', 'follow-up-dropped']);
  });
});

describe('a read that is given up, and arrives when its caller has gone on', () => {
  const TYPES_ON = typedEvery(1_090, 55);

  it.each([
    ['answers what another try read', onTheWayFor(16_285, 20_830, 20_850)],
    ['has put off', onTheWayFor(16_087, 7_840, 7_860)],
  ])('holds up those whom it takes for nobody, until the lease ends, where its caller %s', async (_, late) => {
    expect(await causes('waits-bounded', TYPES_ON, late)).toEqual(['held-up']);
  });

  it('holds nobody up where it took nobody', async () => {
    expect(await causes('waits-bounded', TYPES_ON, onTheWayFor(14_000, 20_830, 20_850))).toEqual([]);
    const settings = { longestWaitMs: 0 };
    const found = await causes('waits-bounded', { ...TYPES_ON, settings }, onTheWayFor(16_087, 7_840, 7_860));
    expect(found).toEqual(['put-off-again']);
  });
});

describe('a processor that fails by itself', () => {
  it('holds nobody up: its time is shorter than the model always takes', async () => {
    const given = { ...typedEvery(1_450, 35), settings: { maxDurationMs: 1_000 } };
    expect(await causes('waits-bounded', given)).not.toContain('held-up');
  });

  /** Whatever it does, the platform kills it after 2 s, and four times are all. */
  const killed = (constants: Values): Overrides => ({
    ...typedAt(0),
    settings: { leaseMs: 5_000 },
    constants: { 'platform.maxDurationMs': 2_000, ...constants },
  });
  const ALWAYS_SLOW = killed({ 'openai.latencyMs': 4_000 });

  it('has used up its own retries where it is killed at its maximum duration and no fault was in force', async () => {
    expect(await causes('messages-kept', ALWAYS_SLOW)).toEqual(['died-at-work']);
  });

  it('has no excuse in a fault that is over, or that struck one time of four', async () => {
    const over = { fault: 'openai-latency', latencyMs: 9_000, toMs: 1_000 };
    expect(await causes('messages-kept', ALWAYS_SLOW, over)).toEqual(['died-at-work']);
    const freezes = { fault: 'freeze', role: 'processor', atMs: 4_000, forMs: 40_000 };
    expect(await causes('messages-kept', ALWAYS_SLOW, freezes)).toEqual(['died-at-work']);
  });

  it('is excused where a fault makes the model slow for as long as it is tried', async () => {
    const slow = { fault: 'openai-latency', latencyMs: 4_000 };
    expect(await causes('messages-kept', killed({}), slow)).toEqual(['retries-used-up']);
  });
});

describe('a processor whose claim is given up as it takes too long, and arrives beside the next one’s work', () => {
  /** The first batch teaches Redis the scripts. The second is claimed at 15.05 s, and after both tries released at 25.05 s. */
  const given = typedAt(0, 10_000, 23_000);
  const lateClaims = [onTheWayFor(12_000, 15_040, 15_060), onTheWayFor(12_000, 20_040, 20_060)];

  it('had stopped once Redis had the release of its lease, although it waits to hear of that', async () => {
    const heardLate = onTheWayFor(12_000, 25_090, 25_110);
    expect(await causes('one-processor', given, ...lateClaims, heardLate)).toEqual(['call-under-way']);
  });

  it('had not where another began before its release arrived, since the lease was too short', async () => {
    const short = { ...given, settings: { leaseMs: 13_000 } };
    const released = onTheWayFor(3_000, 25_040, 25_060);
    expect(await causes('one-processor', short, ...lateClaims, released)).toEqual(['two-ids']);
  });
});

describe('a processor whose Send the network delivers again beside the next one’s work', () => {
  /** The second trigger comes at 7.2 s. The first batch is closed, at Redis, at 7.501 s; the next is taken at 7.75 s. */
  const given = { ...typedAt(0, 4_000), constants: { 'openai.latencyMs': 3_000 } };
  const again = { fault: 'call-twice', to: 'messenger', operation: 'send', nth: 1, afterMs: 2_000 };
  const handsOn = { fault: 'call-slow', to: 'qstash', operation: 'publish', from: 'processor', nth: 2, requestMs: 0 };

  it('had stopped once its batch was closed, although it waits to hear that QStash has the trigger that it handed on', async () => {
    expect(await causes('one-processor', given, again, { ...handsOn, answerMs: 5_000 })).toEqual(['call-under-way']);
  });

  it('had stopped as well where it never hears that, and is killed', async () => {
    const killed = { ...given, constants: { ...given.constants, 'platform.maxDurationMs': 9_000 } };
    expect(await causes('one-processor', killed, again, { ...handsOn, answerMs: 50_000 })).toEqual(['call-under-way']);
  });

  it('had not where another began while what closes the batch was on its way, since the lease was too short', async () => {
    const short = { ...given, settings: { leaseMs: 4_500 } };
    const closes = onTheWayFor(3_000, 7_440, 7_460);
    expect(await causes('one-processor', short, again, closes)).toEqual(['requeue-beside-trigger']);
  });
});

describe('messages of one webhook', () => {
  it.each(['entries', 'events'])('have a stamp each, also as several %s', async (togetherAs) => {
    const constants = { 'messenger.togetherMs': 700, 'messenger.togetherAs': togetherAs };
    const setBack = { fault: 'clock-step', role: 'messenger', byMs: -5_000, atMs: 200 };
    expect(await causes('order-kept', { ...typedAt(0, 400), constants }, setBack)).toEqual(['stamped-otherwise']);
  });

  it('that were typed at one moment have no order that their stamps could hide', async () => {
    const late = { fault: 'webhook-late', nth: 2, byMs: 500 };
    expect(await causes('order-kept', typedAt(0, 20_000, 20_000), late)).toEqual(['pushed-out-of-order']);
  });
});
