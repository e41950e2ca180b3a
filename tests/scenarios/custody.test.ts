/** Policy `hardened` where the services say no, or nothing: what it gives up, what it repeats, what it never does. */
import { describe, expect, it } from 'vitest';
import { threeQuickMessages } from '../../src/scenarios/messages.ts';
import { judge } from '../../src/sim/checks/index.ts';
import { accountOf } from '../../src/sim/model/account/index.ts';
import type { Overrides } from '../../src/sim/index.ts';
import type { FaultInput } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { play } from '../support/app.ts';
import { causesOf } from '../support/hardened.ts';

const ONE: Overrides = { messages: [{ atMs: 0, text: 'რა ქუდები გაქვთ?' }] };

async function hardened(given: Overrides, ...faults: readonly FaultInput[]): Promise<Trace> {
  return play('rapid-burst', undefined, { ...ONE, ...given, policy: 'hardened', faults });
}

function outcome(trace: Trace, check: CheckId): string | undefined {
  return judge(trace).find((verdict) => verdict.check === check)?.verdict;
}

/** Why two processors were at work on one user at once. */
const togetherBy = (trace: Trace): readonly string[] => causesOf(trace, 'one-processor');

const repliesOf = (trace: Trace): readonly string[] =>
  trace.events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event.text] : []));
const linesOf = (trace: Trace): readonly string[] =>
  trace.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []));
const arrivalsAt = (trace: Trace, operation: string): number =>
  trace.events.filter((event) => event.kind === 'arrival' && event.operation === operation).length;
const savedRoles = (trace: Trace): readonly string[] => {
  const saves = trace.events.flatMap((event) =>
    (event.patch ?? []).flatMap((change) =>
      change.op === 'set' && change.key.startsWith('documents/') ? [JSON.stringify(change.value)] : [],
    ),
  );
  return [...(saves.at(-1) ?? '').matchAll(/"role":"(\w+)"/g)].map(([, role]) => role ?? '');
};

describe('a Send that is refused', () => {
  it('for good is not tried again: the history keeps the message, and nothing that was not said', async () => {
    const body = JSON.stringify({ error: { message: 'outside the window', code: 10, error_subcode: 2_018_278 } });
    const trace = await hardened(
      {},
      { fault: 'call-fails', to: 'messenger', operation: 'send', status: 400, body, count: 0 },
    );
    expect(savedRoles(trace)).toEqual(['user']);
    expect(outcome(trace, 'messages-kept')).toBe('holds');
    expect(trace.events.filter((event) => event.kind === 'request' && event.operation === 'send')).toHaveLength(1);
  });

  it('for any other reason is tried again, and succeeds', async () => {
    const trace = await hardened(
      {},
      { fault: 'call-fails', to: 'messenger', operation: 'send', status: 400, count: 2 },
    );
    expect(repliesOf(trace)).toHaveLength(1);
    expect(outcome(trace, 'answered')).toBe('holds');
  });
});

describe('a Send whose answer is lost', () => {
  const lost = { fault: 'call-breaks', to: 'messenger', operation: 'send', what: 'answer' };

  it('is repeated in the same words, without asking the model again', async () => {
    const trace = await hardened({}, lost);
    const [first, second] = repliesOf(trace);
    expect(second).toBe(first);
    expect(arrivalsAt(trace, 'chat')).toBe(2);
    expect(savedRoles(trace)).toEqual(['user', 'assistant']);
  });

  it('is not repeated where its echo tells that it arrived', async () => {
    const constants = { 'messenger.echoes': true };
    const trace = await hardened({ constants, settings: { echoReceipts: true } }, lost);
    expect(repliesOf(trace)).toHaveLength(1);
    expect(outcome(trace, 'answered-once')).toBe('holds');
  });
});

describe('a reply', () => {
  it('is cut where it is longer than the Send API takes', async () => {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'ა'.repeat(2_001) } }];
    const trace = await hardened(
      {},
      { fault: 'call-fails', to: 'openai', status: 200, body: JSON.stringify({ choices }) },
    );
    expect(repliesOf(trace).map((text) => Array.from(text).length)).toEqual([2_000]);
  });

  it('is asked for again where the model says nothing', async () => {
    const body = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: null } }] });
    const trace = await hardened({}, { fault: 'call-fails', to: 'openai', status: 200, body });
    expect(linesOf(trace)).toContainEqual(expect.stringContaining('The model said nothing'));
    expect(repliesOf(trace)).toHaveLength(1);
  });
});

describe('a record that cannot be written', () => {
  it('is tried again, so that the reply is given once', async () => {
    // The third script of the processor: that the reply was sent.
    const trace = await hardened({}, { fault: 'call-hangs', from: 'processor', to: 'redis', nth: 5, count: 2 });
    expect(linesOf(trace)).toContainEqual(expect.stringMatching(/Could not record .*DeadlineError/));
    expect(outcome(trace, 'answered-once')).toBe('holds');
    expect(outcome(trace, 'custody')).toBe('holds');
  });
});

describe('a webhook', () => {
  it('is refused where there is no token to publish with, so that nothing waits without a trigger', async () => {
    const trace = await hardened({}, { fault: 'environment', name: 'QSTASH_TOKEN', unset: true });
    expect(linesOf(trace)).toContainEqual(expect.stringContaining('Not taken into custody: Error: There is no token'));
    expect(trace.events.filter((event) => event.kind === 'service' && event.operation === 'webhook accepted')).toEqual(
      [],
    );
  });

  it('of a user whose messages are not batched goes the same way, without the waits', async () => {
    const trace = await hardened({}, { fault: 'environment', value: 'false' });
    const [reply] = trace.events.filter((event) => event.kind === 'reply' && event.side === 'pipeline');
    expect(reply?.atMs).toBeLessThan(3_000);
    expect(outcome(trace, 'custody')).toBe('holds');
  });
});

describe('a delivery that hangs', () => {
  it('is tried again once its processor cannot be at work any more', async () => {
    const trace = await hardened({}, { fault: 'call-hangs', from: 'qstash', to: 'platform', what: 'request' });
    const [reply] = trace.events.filter((event) => event.kind === 'reply' && event.side === 'pipeline');
    expect(reply?.atMs).toBeLessThan(100_000);
  });
});

describe('a call of Redis that hangs or fails', () => {
  it('is tried once more, before a delivery is spent', async () => {
    const trace = await hardened({}, { fault: 'call-hangs', from: 'processor', to: 'redis' });
    expect(linesOf(trace).filter((line) => line.includes('Error processing batch'))).toEqual([]);
    expect(repliesOf(trace)).toHaveLength(1);
  });
});

describe('a call of Redis that was given up', () => {
  it('does nothing later, whenever its answer comes', async () => {
    const messages = [
      { atMs: 0, text: 'რა ქუდები გაქვთ?' },
      { atMs: 41_500, text: 'შავი მინდა' },
    ];
    // The client would go on from it to the script itself, and take a batch that nobody waits for.
    const late = { fault: 'call-slow', from: 'processor', to: 'redis', operation: 'EVALSHA', answerMs: 40_000 };
    // The instance goes on when it has answered, and hears of it.
    const trace = await hardened({ messages, constants: { 'platform.freezeAfterAnswer': false } }, late);
    const times = trace.events.flatMap((event) =>
      event.kind === 'reply' && event.side === 'pipeline' ? [event.atMs] : [],
    );
    expect(times).toHaveLength(2);
    expect(times.at(-1)).toBeLessThan(50_000);
  });
});

describe('a processor', () => {
  it('gives up by itself when its time is over, and the batch is resumed', async () => {
    const given = { settings: { maxDurationMs: 20_000, leaseMs: 25_000 } };
    const trace = await hardened(given, { fault: 'call-hangs', to: 'openai' });
    expect(linesOf(trace)).toContainEqual(expect.stringContaining('DeadlineError: Not done within 20000 ms'));
    expect(repliesOf(trace)).toHaveLength(1);
    expect(outcome(trace, 'custody')).toBe('holds');
  });

  it('whose function is always too short for the model does not try for ever at the same pace', async () => {
    const constants = { 'platform.maxDurationMs': 10_000 };
    const given = { constants, messages: threeQuickMessages };
    const trace = await hardened(given, { fault: 'openai-latency', latencyMs: 15_000 });
    // It is tried until the bound of two days ends the run. Until then neither was broken.
    expect(trace.end).toMatchObject({ reason: 'bound', bound: 'maxVirtualMs' });
    expect(outcome(trace, 'cost-bounded')).toBe('inconclusive');
    expect(outcome(trace, 'custody')).toBe('inconclusive');
  });
});

describe('a processor that dies after its Send', () => {
  const messages = [0, ...Array.from({ length: 22 }, (_, i) => 8_000 + i * 1_450)].map((atMs, i) => ({
    atMs,
    text: `${i + 1}`,
  }));
  const dies = { fault: 'kill', role: 'processor', atMs: 5_520 };

  it('holds up what is typed after it until its lease is over: nobody puts that off for the sake of more', async () => {
    expect(causesOf(await hardened({ messages }, dies), 'waits-bounded')).toEqual(['held-up']);
  });

  it('is not the only one to hold up: so does one that stands still, and to which the next trigger went', async () => {
    const times = [
      0, 1, 2.8, 4, 5.7, 7, 8, 9.9, 11, 12.8, 14, 15.6, 17, 18, 19.9, 21, 22.7, 24, 25, 26.9, 28, 29.8, 31,
    ];
    const typed = times.map((s, i) => ({ atMs: s * 1_000, text: `${i + 1}` }));
    const freezes = { fault: 'freeze', atMs: 5_844 };
    const settings = { wakeOverdue: false };
    expect(causesOf(await hardened({ messages: typed, settings }, freezes), 'waits-bounded')).toEqual(['held-up']);
    // Unless whoever types on has triggers of his own.
    expect(outcome(await hardened({ messages: typed }, freezes), 'waits-bounded')).toBe('holds');
  });

  it('is spoken of as a reply that was given again, not as one that was lost', async () => {
    const trace = await hardened({ messages }, dies);
    expect(causesOf(trace, 'history-complete')).toEqual(['send-unclear']);
    const { first, next } = accountOf(trace, judge(trace));
    expect(first.text).toMatch(/it was not known any more whether the reply .* had gone out/);
    expect([first, ...next].filter(({ text }) => text.includes('the history does not have it'))).toEqual([]);
  });
});

describe('a processor that hands over', () => {
  it('touches nothing of those who wait after that, however late it hears that they will be come for', async () => {
    const messages = [0, 4_000, 9_000, 14_500, 16_500].map((atMs, i) => ({ atMs, text: `${i}` }));
    const slow = { fault: 'openai-latency', latencyMs: 10_000 };
    const late = { fault: 'call-slow', from: 'processor', to: 'qstash', nth: 2, requestMs: 0, answerMs: 3_000 };
    const trace = await hardened({ messages }, slow, late);
    expect(linesOf(trace)).toContainEqual(expect.stringContaining('already running'));
    expect(outcome(trace, 'one-processor')).toBe('holds');
    expect(outcome(trace, 'answered')).toBe('holds');
  });
});

describe('a trigger that resumes a batch in flight', () => {
  it('is spent for those who wait: they are handed on when that batch is done', async () => {
    const messages = [
      { atMs: 0, text: 'რა ქუდები გაქვთ?' },
      { atMs: 100, text: 'შავი მინდა' },
    ];
    // The second message is taken alone, and its batch given up; then the first one's webhook comes again.
    const slow = { fault: 'call-slow', requestMs: 10_000, nth: 2, count: 0, toMs: 30_000 };
    const fails = { fault: 'call-fails', retryAfterS: 2, nth: 8, count: 0, fromMs: 30_000, toMs: 100_000 };
    const trace = await hardened({ messages }, slow, fails);
    expect(linesOf(trace)).toContainEqual(expect.stringContaining('Error processing batch'));
    expect(outcome(trace, 'messages-kept')).toBe('holds');
    expect(outcome(trace, 'answered')).toBe('holds');
  });
});

describe('a processor whose time is over', () => {
  const whatBecameOf = async (given: Overrides, ...faults: readonly FaultInput[]) => {
    const trace = await hardened(given, ...faults);
    const stopped = linesOf(trace).some((line) => /Not done within 60000 ms|No time is left/.test(line));
    const replies = repliesOf(trace);
    return {
      stopped,
      once: new Set(replies).size === replies.length,
      oneProcessor: outcome(trace, 'one-processor'),
      custody: outcome(trace, 'custody'),
    };
  };
  const STOPPED = { stopped: true, once: true, oneProcessor: 'holds', custody: 'holds' };

  it('wakes from a freeze and stops at its next step, whoever has the batch by then', async () => {
    const messages = [
      { atMs: 0, text: 'რა ქუდები გაქვთ?' },
      { atMs: 5_000, text: 'შავი მინდა' },
    ];
    for (const forMs of [78_000, 78_500, 79_000, 80_000]) {
      expect(await whatBecameOf({ messages }, { fault: 'freeze', forMs })).toEqual(STOPPED);
    }
  });

  it('wakes from a freeze to an answer of Redis, and its client does not go on from that', async () => {
    const freezes = { fault: 'freeze', role: 'processor', atMs: 5_950, forMs: 84_800 };
    expect(await whatBecameOf({}, freezes)).toMatchObject({ once: true, oneProcessor: 'holds', custody: 'holds' });
  });

  it('stops where the answer to a call comes when another has the batch', async () => {
    const late = { fault: 'call-slow', to: 'firestore', operation: 'commit', answerMs: 70_000 };
    expect(await whatBecameOf({ seed: 2 }, late)).toEqual(STOPPED);
    // Between the two calls of a transaction it is the client that goes on.
    const read = { ...late, from: 'processor', operation: 'get', nth: 2, requestMs: 0, answerMs: 73_200 };
    const awake = { constants: { 'platform.freezeAfterAnswer': false } };
    expect(await whatBecameOf(awake, read)).toEqual(STOPPED);
  });

  it('cannot call back what was under way: it may arrive beside the next one’s work, and does no harm', async () => {
    const late = { fault: 'call-slow', to: 'firestore', operation: 'commit', requestMs: 73_250, answerMs: 0 };
    const trace = await hardened({ seed: 2 }, late);
    expect(togetherBy(trace)).toEqual(['call-under-way']);
    const { first } = accountOf(trace, judge(trace));
    expect(first.text).toMatch(/^At .* s processor #1 went to work, while a call .* was still under way\.$/);
    expect(repliesOf(trace)).toHaveLength(1);
    expect(savedRoles(trace)).toEqual(['user', 'assistant']);
  });

  it('records what it hears of its Send, whoever has the batch by then, and does nothing else', async () => {
    const late = { fault: 'call-slow', to: 'messenger', operation: 'send', requestMs: 0, answerMs: 73_400 };
    const trace = await hardened({ constants: { 'platform.freezeAfterAnswer': false } }, late);
    expect(togetherBy(trace)).toEqual(['call-under-way']);
    // The other had claimed the Send just before: nobody knew then.
    expect(causesOf(trace, 'answered-once')).toEqual(['send-unclear']);
    expect(savedRoles(trace)).toEqual(['user', 'assistant']);
  });

  it('saves a reply of which an earlier try is known to have arrived, though its own is refused', async () => {
    const late = { fault: 'call-slow', to: 'messenger', operation: 'send', requestMs: 0, answerMs: 73_500 };
    const body = JSON.stringify({ error: { message: 'outside the window', code: 10, error_subcode: 2_018_278 } });
    const refused = { fault: 'call-fails', to: 'messenger', operation: 'send', nth: 2, status: 400, body };
    const trace = await hardened({ constants: { 'platform.freezeAfterAnswer': false } }, late, refused);
    expect(repliesOf(trace)).toHaveLength(1);
    expect(savedRoles(trace)).toEqual(['user', 'assistant']);
  });

  it('is as good as dead while it stands still and QStash has given it up: nobody knows what it will hear of its Send', async () => {
    const freezes = { fault: 'freeze', role: 'processor', atMs: 5_771, forMs: 85_454 };
    const messages = [
      { atMs: 0, text: 'რა ქუდები გაქვთ?' },
      { atMs: 89_454, text: 'შავი მინდა' },
    ];
    const tail = { 'network.tailShare': 0.05, 'network.tailMinMs': 200, 'network.tailMaxMs': 2_000 };
    const constants = { 'platform.freezeAfterAnswer': false, 'platform.grouping': 'route', ...tail };
    const trace = await hardened({ seed: 1_639_401_892, messages, constants }, freezes);
    expect(causesOf(trace, 'answered-once')).toEqual(['send-unclear']);
    expect(causesOf(trace, 'history-complete')).toEqual(['send-unclear']);
  });

  it('is not as good as dead while QStash still waits for it: then it is the lock that lapsed too early', async () => {
    const messages = [
      { atMs: 0, text: 'რა ქუდები გაქვთ?' },
      { atMs: 34_000, text: 'შავი მინდა' },
    ];
    const faults = [{ fault: 'freeze', role: 'processor', atMs: 5_300, forMs: 50_000 }];
    const trace = await play('rapid-burst', undefined, { policy: 'bucket-5000-locked', messages, faults });
    expect(causesOf(trace, 'answered-once')).toEqual(['two-ids+lock-lapsed']);
  });

  it('is not excused by a call under way while it still waits for it: then the lease was too short', async () => {
    const settings = { leaseMs: 5_000 };
    const late = { fault: 'call-slow', to: 'messenger', operation: 'send', requestMs: 20_000, answerMs: 0 };
    const again = { fault: 'qstash-delivers-again', nth: 1, atMs: 15_000 };
    const patterns = togetherBy(await hardened({ settings }, late, again));
    expect(patterns).toHaveLength(1);
    expect(patterns).not.toContain('call-under-way');
  });

  it('is at work as well after it stood still for a moment: while it waits for the model, until it dies', async () => {
    const settings = { leaseMs: 5_000 };
    const slow = { fault: 'openai-latency', latencyMs: 40_000 };
    const moment = { fault: 'freeze', role: 'processor', atMs: 4_500, forMs: 1_000 };
    const again = { fault: 'qstash-delivers-again', nth: 1, atMs: 15_000 };
    const dies = { fault: 'kill', role: 'processor', atMs: 18_000 };
    const trace = await hardened({ settings }, slow, moment, again, dies);
    expect(togetherBy(trace)).toEqual(['tried-again']);
    // No reply had gone out, and none is spoken of.
    const { first } = accountOf(trace, judge(trace));
    expect(first.text).toMatch(/^At .* s processor #2 read the message as well, while processor #1 was at work on/);
  });
});
