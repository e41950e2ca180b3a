/** The flow without batching: saved at once, published once, answered by a route of its own. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { askedOf } from '../../support/fake-wire.ts';
import { clearStage, deliverSingle, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

const WITHOUT_BATCHING = { testUsers: '' };
const PROCESSED = { status: 200, body: { status: 'processed' } };

describe('the normal flow', () => {
  it('answers each message by itself', async () => {
    for (const text of ['გამარჯობა', 'hats?']) {
      await receive(start(WITHOUT_BATCHING), text);
      expect(await deliverSingle(start(), stage.wire.published.at(-1)?.body)).toEqual(PROCESSED);
    }
    expect(stage.wire.sent.map(({ text }) => text)).toEqual(['re გამარჯობა', 're hats?']);
    expect(stage.wire.history(USER)).toEqual([
      'user: გამარჯობა',
      'assistant: re გამარჯობა',
      'user: hats?',
      'assistant: re hats?',
    ]);
    expect(stage.wire.operations('redis')).toEqual([]);
  });

  it('saves the message before anybody answers it, and asks the model for it once', async () => {
    await receive(start(WITHOUT_BATCHING), 'hats?');
    expect(stage.wire.history(USER)).toEqual(['user: hats?']);
    await deliverSingle(start(), stage.wire.published[0]?.body);
    const asked = stage.wire.calls.find(({ service }) => service === 'openai');
    expect(asked && askedOf(asked).slice(1)).toEqual(['user: hats?']);
  });

  it('publishes one call a message, deduplicated by the message’s own id, without retries or delay', async () => {
    await receive(start(WITHOUT_BATCHING), 'hats?', 'm_1');
    await receive(start(WITHOUT_BATCHING), 'hats?', 'm_1');
    expect(stage.wire.operations('qstash')).toHaveLength(2);
    expect(stage.wire.published).toHaveLength(1);
    expect(stage.wire.published[0]).toMatchObject({
      url: 'https://chatbot.example/api/process-message',
      headers: { 'upstash-deduplication-id': 'm_1', 'upstash-retries': '0' },
      body: { senderId: USER, messageId: 'm_1', text: 'hats?' },
    });
    expect(stage.wire.published[0]?.headers).not.toHaveProperty('upstash-delay');
  });

  it('saves the message and publishes nothing where there is no QStash token', async () => {
    vi.stubEnv('QSTASH_TOKEN', undefined);
    await receive(start(WITHOUT_BATCHING), 'hats?');
    expect(stage.wire.history(USER)).toEqual(['user: hats?']);
    expect(stage.wire.operations('qstash')).toEqual([]);
    expect(stage.lines.at(-1)).toBe('❌ QSTASH_TOKEN not configured - message will not be processed');
  });

  it('answers 500 when the model fails, and the message has no reply', async () => {
    await receive(start(WITHOUT_BATCHING), 'hats?');
    stage.wire.rules.push(({ service }) =>
      service === 'openai' ? Response.json({ error: { message: 'no' } }, { status: 400 }) : undefined,
    );
    expect(await deliverSingle(start(), stage.wire.published[0]?.body)).toMatchObject({ status: 500 });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not answer a single message: Error: 400 no/);
    expect(stage.wire.history(USER)).toEqual(['user: hats?']);
  });

  it('refuses a call that names no message', async () => {
    expect(await deliverSingle(start(), { senderId: USER })).toMatchObject({ status: 400 });
    expect(stage.wire.calls).toEqual([]);
  });
});
