/** What each mitigation cures: the check that a run breaks without it holds with it. And what it does not cure. */
import { describe, expect, it } from 'vitest';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import { judge } from '../../src/sim/checks/index.ts';
import { DEFAULT_USER, type FaultInput, type TypedMessage } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { play } from '../support/app.ts';
import { type Cure, verdictOf } from '../support/cure.ts';

/** The model refuses the key: the processor fails at once, and each time. */
const NO_MODEL = { fault: 'environment', name: 'OPENAI_API_KEY', value: 'wrong' } as const;

const BURST = { scenario: 'rapid-burst', variant: 'three-in-half-a-second' } as const;
const OTHER_USER = '4000000000000001';
/** So close together that the normal flow's loads and saves overlap. */
const CLOSE_TOGETHER = threeQuickMessages.map(({ text }, i) => ({ atMs: i * 50, text }));
const TWO_APART = [
  { atMs: 0, text: 'გამარჯობა' },
  { atMs: 10_000, text: 'რა ქუდები გაქვთ?' },
];
const ACROSS_THE_EDGE = [2_200, 2_300].map((atMs) => ({ atMs, text: `რა ფასია ${atMs}?` }));
/** What is written is seen by a reader 3 s later, unless he says what he knows of. */
const LAGGING = { 'redis.replicas': 1, 'redis.replicaLagMs': 3_000 };
/** Messenger gives up after the first refusal. */
const SHORT_PATIENCE = { 'messenger.redeliveriesMs': '' };

const CURES: readonly Cure[] = [
  {
    name: 'an id by generation lets the second burst through',
    scenario: 'second-burst-stranded',
    variant: 'silence',
    check: 'answered',
    by: { settings: { triggerId: 'generation' } },
  },
  {
    name: 'an atomic take leaves what is typed meanwhile in the list',
    scenario: 'lock-expires-early',
    variant: 'model-25s-alone',
    check: 'messages-kept',
    given: { messages: [...threeQuickMessages, { atMs: 10_000, text: 'შავი მინდა' }, { atMs: 100_000, text: 'აუ?' }] },
    by: { settings: { take: 'atomic' } },
  },
  {
    name: 'a bound on the wait answers a user who goes on typing',
    scenario: 'requeue-deduplicated',
    variant: 'own-id',
    check: 'waits-bounded',
    given: { messages: typingFor(40_000), settings: { triggerId: 'generation' } },
    by: { settings: { longestWaitMs: 10_000 } },
  },
  {
    name: 'a batch that cannot be answered is at least saved before its list is cleared',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'messages-kept',
    given: { faults: [NO_MODEL] },
    by: { settings: { saveBeforeClear: true } },
  },
  {
    name: 'a signature is believed by a clock that is off, with a tolerance',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'answered',
    given: {
      settings: { verifyQstash: true, quietMs: 0 },
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
    },
    by: { settings: { signatureToleranceS: 5 } },
  },
  {
    name: 'retries deliver again what failed once',
    ...BURST,
    check: 'answered',
    given: { faults: [{ fault: 'call-fails', from: 'qstash', to: 'platform', status: 500 }] },
    by: { settings: { publishRetries: 3 } },
  },
  {
    name: 'retries of the re-queue do the same for it',
    scenario: 'requeue-deduplicated',
    variant: 'own-id',
    check: 'answered',
    given: {
      settings: { requeueRetries: 0 },
      faults: [{ fault: 'call-fails', from: 'qstash', to: 'platform', status: 500, nth: 2 }],
    },
    by: { settings: { requeueRetries: 3 } },
  },
  {
    name: 'a list that is kept on an error is there when QStash tries again',
    ...BURST,
    check: 'answered',
    given: {
      settings: { publishRetries: 3 },
      faults: [{ fault: 'call-fails', to: 'openai', status: 500, count: 3 }],
    },
    by: { settings: { onError: 'keep' } },
  },
  {
    name: 'a message that came before does not make the list fresh again',
    ...BURST,
    check: 'answered',
    given: { faults: [{ fault: 'webhook-again', nth: 2, atMs: 2_200 }] },
    by: { settings: { seenForMs: 60_000 } },
  },
  {
    name: 'ids that are normalised switch batching on for a user with a zero in front',
    scenario: 'user-id-mismatch',
    variant: 'zero-in-front',
    check: 'burst-whole',
    by: { settings: { userIds: 'normalised' } },
  },
  {
    name: 'a transaction keeps what another writes at the same time',
    ...BURST,
    check: 'history-complete',
    given: { settings: { testUsers: '' }, messages: CLOSE_TOGETHER },
    by: { settings: { historyWrite: 'transaction' } },
  },
  {
    name: 'a list that never expires waits for a late delivery',
    ...BURST,
    check: 'messages-kept',
    given: { settings: { listTtlMs: 60_000 }, faults: [{ fault: 'qstash-late', byMs: 70_000 }] },
    by: { settings: { listTtlMs: 0 } },
  },
  {
    name: 'entries that stay texts can be parsed',
    ...BURST,
    check: 'answered',
    given: { settings: { listEntries: 'revived' } },
    by: { settings: { listEntries: 'text' } },
  },
  {
    name: 'the signature over the body as it came fits Georgian, too',
    ...BURST,
    check: 'matches-baseline',
    given: { settings: { verifyWebhook: true, webhookSignatureOver: 'rewritten' }, constants: SHORT_PATIENCE },
    by: { settings: { webhookSignatureOver: 'raw' } },
  },
  {
    name: 'a reply to a message whose publish failed is not given again with the next batch, if it only stays in the list',
    ...BURST,
    check: 'answered-once',
    given: {
      settings: { publishFails: 'fall-back' },
      messages: TWO_APART,
      faults: [{ fault: 'call-fails', to: 'qstash', status: 500 }],
    },
    by: { settings: { publishFails: 'keep' } },
  },
  {
    name: 'a message that is batched does not go the normal way as well',
    ...BURST,
    check: 'answered-once',
    given: { settings: { fallThrough: true } },
    by: { settings: { fallThrough: false } },
  },
  {
    name: 'a delivery that is refused does nothing',
    ...BURST,
    check: 'refused-not-processed',
    given: {
      settings: { verifyQstash: true, unverified: 'run', quietMs: 0 },
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
    },
    by: { settings: { unverified: 'refuse' } },
  },
  {
    name: 'a flag that is not there does not stop the re-queued processor',
    scenario: 'requeue-deduplicated',
    variant: 'own-id',
    check: 'answered',
    given: { settings: { lockMs: 0, sessionFlagMs: 30_000 } },
    by: { settings: { sessionFlagMs: 0 } },
  },
  {
    name: 'a read from the primary sees what a replica has not got yet',
    ...BURST,
    check: 'messages-kept',
    given: { constants: LAGGING },
    by: { settings: { readFrom: 'primary' } },
  },
  {
    name: 'one client for lock and list reads what was written before its lock',
    ...BURST,
    check: 'messages-kept',
    given: { constants: LAGGING },
    by: { settings: { redisClients: 'shared' } },
  },
  {
    name: 'triggers that QStash delivers one after the other do not meet, lock or no lock',
    ...BURST,
    check: 'answered-once',
    // Two ids for one burst: the second trigger comes while the first is at work.
    given: { policy: 'bucket-2500', messages: ACROSS_THE_EDGE },
    by: { settings: { flowControl: 'user' } },
  },
  {
    name: 'a flag that holds for the conversation answers by one way, whichever deployment serves',
    ...BURST,
    check: 'burst-whole',
    given: { faults: [{ fault: 'other-deployment', value: 'false', role: 'webhook', nth: 2 }] },
    by: { settings: { flagForMs: 300_000 } },
  },
  {
    name: 'a batch in the order typed makes up for a webhook that was late',
    ...BURST,
    check: 'order-kept',
    given: { faults: [{ fault: 'webhook-late', nth: 1, byMs: 400 }] },
    by: { settings: { batchOrder: 'typed' } },
  },
  {
    name: 'ages by one clock do not mind a clock that is off',
    scenario: 'clock-skew',
    variant: '5s-behind',
    check: 'answered',
    by: { settings: { ageBy: 'server' } },
  },
  {
    name: 'a 500 makes QStash try again, where a 200 does not',
    ...BURST,
    check: 'answered',
    given: {
      settings: { publishRetries: 3, onError: 'keep', failureAnswer: '200' },
      faults: [{ fault: 'call-fails', to: 'openai', status: 500, count: 3 }],
    },
    by: { settings: { failureAnswer: '500' } },
  },
  {
    name: 'a message that could not be pushed is not acknowledged, and comes again',
    ...BURST,
    check: 'matches-baseline',
    given: {
      settings: { fallback: 'none' },
      faults: [{ fault: 'call-fails', from: 'webhook', to: 'redis', status: 500 }],
    },
    by: { settings: { acknowledge: 'accepted' } },
  },
  {
    name: 'a sender who is known by the request is answered himself',
    ...BURST,
    check: 'no-strangers',
    given: {
      settings: { senderKept: 'module', testUsers: `${DEFAULT_USER}, ${OTHER_USER}` },
      constants: { 'platform.model': 'fluid', 'openai.latencyMs': 4_000 },
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 2_000, text: 'მე სხვა ვარ', user: OTHER_USER },
      ],
    },
    by: { settings: { senderKept: 'request' } },
  },
];

/** A user who types every 1.4 s. */
function typingFor(ms: number): readonly TypedMessage[] {
  const messages: TypedMessage[] = [];
  for (let atMs = 0; atMs <= ms; atMs += 1_400) messages.push({ atMs, text: `და კიდევ ${messages.length}` });
  return messages;
}

describe.each(CURES)('$scenario: $name', (cure) => {
  it(`breaks ${cure.check} as it is, and keeps it when cured`, async () => {
    expect(await verdictOf(cure, {})).toBe('broken');
    expect(await verdictOf(cure, cure.by)).toBe('holds');
  });
});

describe('a health check', () => {
  it('answers by the normal flow where every webhook would hang with Redis and nothing would ever be accepted', async () => {
    const given = {
      constants: { 'platform.maxDurationMs': 10_000 },
      faults: [{ fault: 'call-hangs', to: 'redis', count: 0 }],
    };
    const repliesWith = async (pingTimeoutMs: number): Promise<number> => {
      const trace = await play('rapid-burst', undefined, { ...given, settings: { pingTimeoutMs } });
      return trace.events.filter((event) => event.kind === 'reply' && event.side === 'pipeline').length;
    };
    expect(await repliesWith(0)).toBe(0);
    expect(await repliesWith(500)).toBe(3);
  });
});

/** Switches that leave the verdicts as they are: what they show instead. */
describe('a switch that cures nothing', () => {
  const linesOf = (trace: Trace): readonly string[] =>
    trace.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));

  it('watching the deduplication tells of the dropped re-queue, and the batch is stranded as before', async () => {
    const watched = await play('requeue-deduplicated', 'same-id', { settings: { watchDeduplication: true } });
    const before = await play('requeue-deduplicated', 'same-id');
    const outcomes = (trace: Trace): readonly string[] =>
      judge(trace).map(({ check, verdict }) => `${check} ${verdict}`);
    expect(outcomes(watched)).toEqual(outcomes(before));
    expect(linesOf(watched).filter((line) => line.includes('QStash dropped the re-queue'))).toHaveLength(1);
  });

  it('an owner who alone releases his lock keeps the third processor out, but not the second', async () => {
    const again = [{ fault: 'openai-latency', latencyMs: 40_000 }, ...[35_000, 46_000].map(deliveredAgain)];
    const started = async (lockRelease: string): Promise<number> => {
      const messages = [...threeQuickMessages, { atMs: 44_300, text: 'შავი მინდა' }];
      const trace = await play('lock-expires-early', undefined, { messages, faults: again, settings: { lockRelease } });
      return linesOf(trace).filter((line) => line.includes('Lock acquired')).length;
    };
    expect(await started('anyone')).toBe(3);
    expect(await started('owner-in-script')).toBe(2);
    expect(await started('owner-in-client')).toBe(2);
  });
});

function deliveredAgain(atMs: number): FaultInput {
  return { fault: 'qstash-delivers-again', atMs, nth: 1 };
}
