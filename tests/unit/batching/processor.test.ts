/**
 * Every branch of the processor, and every way in which a call of it can fail.
 * Flaws are held to as well: they are documented.
 */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOf, type FakeCall, type FakeService } from '../../support/fake-wire.ts';
import {
  clearStage,
  deliver,
  LIST,
  LOCK,
  pass,
  receive,
  setClock,
  setStage,
  type Stage,
  start,
  USER,
} from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

/** Refuses the calls that match, with an answer that no client tries again. */
function refuse(service: FakeService, operation: string, matches: (call: FakeCall) => boolean = () => true): void {
  stage.wire.rules.push((call) =>
    call.service === service && call.operation === operation && matches(call)
      ? Response.json({ error: 'ERR refused' }, { status: 400 })
      : undefined,
  );
}

const onKey = (key: string) => (call: FakeCall) => commandOf(call)[1] === key;

/** One message waits, old enough to be answered. */
async function waiting(text = 'hats?'): Promise<void> {
  await receive(start(), text);
  await pass(3_000);
  stage.lines.length = 0;
}

describe('the processor', () => {
  it('leaves the batch to the one that holds the lock', async () => {
    await waiting();
    stage.wire.redis.strings.set(LOCK, 'another');
    expect(await deliver(start())).toEqual({ status: 200, body: { status: 'already_processing' } });
    expect(stage.lines).toEqual(['Another processor already running, skipping']);
    expect(stage.wire.redis.strings.get(LOCK)).toBe('another');
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
  });

  it('releases the lock when there is nothing to do', async () => {
    expect(await deliver(start())).toEqual({ status: 200, body: { status: 'no_messages' } });
    expect(stage.wire.operations('redis')).toEqual(['set', 'lrange', 'del']);
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
    expect(stage.lines).toEqual([
      expect.stringContaining('🔐 [REDIS BATCH] Lock acquired for user - ID: '),
      '[batching] The list is empty',
    ]);
  });

  it('waits for more while the last message is young, and releases the lock before it publishes again', async () => {
    await receive(start(), 'hats?');
    await pass(1_499);
    const before = stage.wire.calls.length;
    expect(await deliver(start())).toEqual({ status: 200, body: { status: 'waiting_for_more' } });
    const order = stage.wire.calls.slice(before).map(({ operation }) => operation);
    expect(order).toEqual(['set', 'lrange', 'del', 'publish']);
    expect(stage.lines.slice(-2)).toEqual([
      '📦 [REDIS BATCH] Found 1 messages to process',
      'Recent message detected, waiting for more...',
    ]);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
  });

  it('does not wait for a message that is exactly old enough', async () => {
    await receive(start(), 'hats?');
    await pass(1_500);
    expect(await deliver(start())).toMatchObject({ body: { status: 'processed' } });
  });

  it('looks at the last message of the list alone: a negative age is young', async () => {
    await receive(start(), 'hats?');
    setClock(-2_000);
    expect(await deliver(start())).toMatchObject({ body: { status: 'waiting_for_more' } });
  });

  it('clears the list, releases the lock and answers 500 when the model fails', async () => {
    await waiting();
    refuse('openai', 'chat');
    expect(await deliver(start())).toMatchObject({ status: 500 });
    expect(stage.lines.at(-1)).toMatch(/^Error processing batch: Error: 400/);
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
    expect(stage.wire.sent).toEqual([]);
    expect(stage.wire.history(USER)).toEqual([]);
  });

  it('has replied already when the history cannot be saved, and clears the list all the same', async () => {
    await waiting();
    refuse('firestore', 'commit');
    expect(await deliver(start())).toMatchObject({ status: 500 });
    expect(stage.wire.sent).toHaveLength(1);
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
    expect(stage.wire.history(USER)).toEqual([]);
  });

  it('clears the list when its own re-queue is refused', async () => {
    await receive(start(), 'hats?');
    refuse('qstash', 'publish');
    expect(await deliver(start())).toMatchObject({ status: 500 });
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
  });

  it('takes a list that cannot be read for an empty one', async () => {
    await waiting();
    refuse('redis', 'lrange');
    expect(await deliver(start())).toEqual({ status: 200, body: { status: 'no_messages' } });
    expect(stage.lines[1]).toMatch(/^\[batching\] Could not read the list: UpstashError: ERR refused/);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
  });

  it('only logs that the list could not be cleared, so the next delivery answers it again', async () => {
    await waiting();
    refuse('redis', 'del', onKey(LIST));
    expect(await deliver(start())).toMatchObject({ status: 200, body: { status: 'processed' } });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not clear the list: /);
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
    expect(await deliver(start())).toMatchObject({ body: { status: 'processed' } });
    expect(stage.wire.sent).toHaveLength(2);
  });

  it('only logs that the lock could not be released, and publishes its re-queue all the same', async () => {
    await receive(start(), 'hats?');
    refuse('redis', 'del', onKey(LOCK));
    const before = stage.wire.operations('qstash').length;
    expect(await deliver(start())).toMatchObject({ status: 200, body: { status: 'waiting_for_more' } });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not release the lock: /);
    expect(stage.wire.operations('qstash')).toHaveLength(before + 1);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
  });

  it('clears the list even when the lock itself failed', async () => {
    await waiting();
    refuse('redis', 'set');
    expect(await deliver(start())).toMatchObject({ status: 500 });
    expect(stage.lines[0]).toMatch(/^Error processing batch: UpstashError: ERR refused/);
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
  });

  it('swallows what the Send API refuses: the history says that the user was answered', async () => {
    await waiting();
    refuse('messenger', 'send');
    expect(await deliver(start())).toMatchObject({ status: 200, body: { status: 'processed' } });
    expect(stage.lines.at(-1)).toBe('[batching] The Send API answered 400: {"error":"ERR refused"}');
    expect(stage.wire.sent).toEqual([]);
    expect(stage.wire.history(USER)).toEqual(['user: hats?', 'assistant: re hats?']);
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
  });

  it('swallows as well that the Send API cannot be reached', async () => {
    await waiting();
    stage.wire.rules.push(({ service }) => {
      if (service === 'messenger') throw new TypeError('fetch failed');
      return undefined;
    });
    expect(await deliver(start())).toMatchObject({ status: 200, body: { status: 'processed' } });
    expect(stage.lines.at(-1)).toBe('[batching] Could not reach the Send API: TypeError: fetch failed');
    expect(stage.wire.history(USER)).toEqual(['user: hats?', 'assistant: re hats?']);
  });

  it('needs no lock where its time-out is 0', async () => {
    await waiting();
    stage.wire.redis.strings.set(LOCK, 'another');
    expect(await deliver(start({ lockMs: 0 }))).toMatchObject({ body: { status: 'processed' } });
    expect(stage.wire.redis.strings.get(LOCK)).toBe('another');
  });

  it('deletes a lock that has become another one’s', async () => {
    await waiting();
    stage.wire.rules.push(({ service }) => {
      if (service === 'openai') stage.wire.redis.strings.set(LOCK, 'the next one');
      return undefined;
    });
    await deliver(start());
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
  });

  it('deletes unread what is pushed while the model answers', async () => {
    await waiting();
    const late = start();
    await receive(late, 'first');
    await pass(3_000);
    stage.wire.rules.push(({ service }) => {
      const list = stage.wire.redis.lists.get(LIST) ?? [];
      if (service === 'messenger') stage.wire.redis.lists.set(LIST, [...list, '{"late":true}']);
      return undefined;
    });
    expect(await deliver(start())).toMatchObject({ body: { count: 2 } });
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
  });

  it('refuses a call that names no sender', async () => {
    const route = start()['/api/process-batch-redis'];
    const response = await route?.(new Request('https://chatbot.example/', { method: 'POST', body: '{}' }));
    expect(response?.status).toBe(400);
    expect(stage.wire.calls).toEqual([]);
  });
});
