/** A burst from end to end: webhooks, QStash’s delivery, and what is left behind. The normal course of things. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askedOf } from '../../support/fake-wire.ts';
import { clearStage, deliver, LIST, LOCK, pass, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

describe('a burst of three messages, each on an instance of its own', () => {
  async function play(): Promise<void> {
    await receive(start(), 'გამარჯობა');
    await pass(250);
    await receive(start(), 'რა ქუდები გაქვთ?');
    await pass(250);
    await receive(start(), 'ფოტო გაქვს?');
    await pass(2_500);
    expect(await deliver(start())).toEqual({ status: 200, body: { status: 'processed', count: 3 } });
  }

  it('is answered by one question to the model and one reply', async () => {
    await play();
    const text = 'გამარჯობა. რა ქუდები გაქვთ?. ფოტო გაქვს?';
    expect(stage.wire.operations('openai')).toEqual(['chat']);
    expect(stage.wire.sent).toEqual([{ user: USER, text: `re ${text}` }]);
    expect(stage.wire.history(USER)).toEqual([`user: ${text}`, `assistant: re ${text}`]);
  });

  it('is published once: the later publishes are dropped as duplicates, and nobody says so', async () => {
    await play();
    expect(stage.wire.operations('qstash')).toEqual(['publish', 'publish', 'publish']);
    expect(stage.wire.published).toHaveLength(1);
  });

  it('leaves neither list nor lock', async () => {
    await play();
    expect(stage.wire.redis.lists.get(LIST)).toBeUndefined();
    expect(stage.wire.redis.strings.get(LOCK)).toBeUndefined();
  });

  it('prints the documented lines, in their order, and no others', async () => {
    await play();
    const webhook = [
      `🔍 Checking batching for user ${USER}`,
      '🔍 ENABLE_REDIS_BATCHING env value: "true"',
      '🔍 Batching enabled: true',
      '⏸️ Skipping individual message save for Redis batched user',
      `✅ [REDIS] Message batched with conversation ID: batch_${USER}_conversation`,
    ];
    expect(stage.lines).toEqual([
      ...webhook,
      ...webhook,
      ...webhook,
      expect.stringMatching(/^🔐 \[REDIS BATCH\] Lock acquired for user - ID: \d+_[a-z0-9]+$/),
      '📦 [REDIS BATCH] Found 3 messages to process',
      '🚀 Processing batch: 3 messages',
    ]);
  });

  it('works in the documented order: lock, read, history, model, reply, save, clear, release', async () => {
    await play();
    const order = stage.wire.calls.slice(6).map(({ operation }) => operation);
    expect(order).toEqual(['set', 'lrange', 'batchGet', 'chat', 'send', 'commit', 'del', 'del']);
  });
});

describe('a conversation that goes on', () => {
  it('is given to the model with what was said before', async () => {
    stage.wire.setHistory(USER, [
      ['user', 'hello'],
      ['assistant', 're hello'],
    ]);
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start());
    const asked = stage.wire.calls.find(({ service }) => service === 'openai');
    expect(asked && askedOf(asked).slice(1)).toEqual(['user: hello', 'assistant: re hello', 'user: hats?']);
  });

  it('keeps its last 40 entries', async () => {
    const long = Array.from({ length: 40 }, (_, at) => ['user', `old ${at}`] as const);
    stage.wire.setHistory(USER, long);
    await receive(start(), 'new');
    await pass(3_000);
    await deliver(start());
    const kept = stage.wire.history(USER);
    expect(kept).toHaveLength(40);
    expect([kept[0], ...kept.slice(-2)]).toEqual(['user: old 2', 'user: new', 'assistant: re new']);
  });

  it('is answered without the messages that have no text', async () => {
    await receive(start(), '', 'm_picture');
    await receive(start(), 'this one?');
    await pass(3_000);
    expect(await deliver(start())).toMatchObject({ body: { count: 2 } });
    expect(stage.wire.sent).toEqual([{ user: USER, text: 're this one?' }]);
  });
});
