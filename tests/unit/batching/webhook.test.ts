/**
 * What becomes of a webhook: flag, push, publish, fall-back, signature. Messenger is answered 200 but for the last.
 */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeService } from '../../support/fake-wire.ts';
import {
  clearStage,
  event,
  LIST,
  pass,
  postWebhook,
  receive,
  setStage,
  type Stage,
  start,
  USER,
  webhookBody,
} from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

const OK = { status: 200, body: { status: 'ok' } };
const FALLING_BACK = '❌ [REDIS] Failed to use Redis batching, falling back to normal flow';
const SKIPPING = '⏸️ Skipping individual message save for Redis batched user';
const NORMAL_FLOW = ['batchGet', 'commit', 'publish'];

function refuse(service: FakeService, status: number, error: string): void {
  stage.wire.rules.push((call) => (call.service === service ? Response.json({ error }, { status }) : undefined));
}

describe('the feature flag', () => {
  it.each([
    ['true', true],
    [' true ', true],
    ['True', false],
    ['ture', false],
    ['1', false],
    ['false', false],
    ['', false],
  ])('%j switches batching on: %s', async (value, enabled) => {
    vi.stubEnv('ENABLE_REDIS_BATCHING', value);
    expect(await receive(start(), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(enabled ? ['rpush', 'publish'] : NORMAL_FLOW);
    expect(stage.lines.slice(0, 3)).toEqual([
      `🔍 Checking batching for user ${USER}`,
      `🔍 ENABLE_REDIS_BATCHING env value: "${value}"`,
      `🔍 Batching enabled: ${enabled}`,
    ]);
  });

  it('is off where the variable is missing, or its name misspelt', async () => {
    vi.stubEnv('ENABLE_REDIS_BATCHING', undefined);
    vi.stubEnv('ENABLE_REDIS_BATCHNIG', 'true');
    await receive(start(), 'hats?');
    expect(stage.operations()).toEqual(NORMAL_FLOW);
    expect(stage.lines[1]).toBe('🔍 ENABLE_REDIS_BATCHING env value: "undefined"');
  });

  it('does not forgive spaces where it is not trimmed', async () => {
    vi.stubEnv('ENABLE_REDIS_BATCHING', ' true ');
    await receive(start({ trimFlag: false }), 'hats?');
    expect(stage.operations()).toEqual(NORMAL_FLOW);
    expect(stage.lines).toHaveLength(3);
  });

  it('does not know a user whose id has a leading zero', async () => {
    await receive(start(), 'hats?', 'm_1', `0${USER}`);
    expect(stage.operations()).toEqual(NORMAL_FLOW);
    expect(stage.lines).toEqual([
      `🔍 Checking batching for user 0${USER}`,
      '🔍 ENABLE_REDIS_BATCHING env value: "true"',
      '🔍 Batching enabled: false',
    ]);
  });

  it('is read at every call, and the list of users may have several', async () => {
    const routes = start({ testUsers: `111, ${USER}` });
    await receive(routes, 'batched');
    vi.stubEnv('ENABLE_REDIS_BATCHING', 'false');
    await receive(routes, 'single');
    expect(stage.operations()).toEqual(['rpush', 'publish', ...NORMAL_FLOW]);
  });
});

describe('a webhook whose message cannot be batched', () => {
  it('is handed to the normal flow at once where Redis refuses the token', async () => {
    refuse('redis', 401, 'WRONGPASS invalid or missing auth token');
    expect(await receive(start(), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(['rpush', ...NORMAL_FLOW]);
    expect(stage.lines.slice(3)).toEqual([
      SKIPPING,
      FALLING_BACK,
      expect.stringMatching(/^\[batching\] Could not push: UpstashError: WRONGPASS/),
    ]);
    expect(stage.wire.history(USER)).toEqual(['user: hats?']);
  });

  it('is handed to the normal flow after the client’s own retries where Redis cannot be reached', async () => {
    stage.wire.rules.push(({ service }) => {
      if (service === 'redis') throw new TypeError('fetch failed');
      return undefined;
    });
    const answered = receive(start(), 'hats?');
    await pass(4_200);
    expect(stage.operations()).not.toContain('publish');
    await pass(200);
    expect(await answered).toEqual(OK);
    expect(stage.operations()).toEqual([...Array.from({ length: 6 }, () => 'rpush'), ...NORMAL_FLOW]);
    expect(stage.lines).toContain(FALLING_BACK);
  });

  it('says that it falls back, and does nothing, as the code of that state', async () => {
    refuse('redis', 401, 'WRONGPASS invalid or missing auth token');
    expect(await receive(start({ fallback: 'none' }), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(['rpush']);
    expect(stage.lines).toContain(FALLING_BACK);
  });

  it('falls back where the Redis client cannot be made, if it is made when it is used', async () => {
    vi.stubEnv('UPSTASH_REDIS_REST_URL', 'redis.upstash.example');
    expect(await receive(start(), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(NORMAL_FLOW);
    expect(() => start({ redisClientAt: 'load' })).toThrow(/invalid url/i);
  });

  it('leaves its message in the list without a trigger where there is no QStash token', async () => {
    for (const token of [undefined, '']) {
      vi.stubEnv('QSTASH_TOKEN', token);
      expect(await receive(start(), 'hats?')).toEqual(OK);
      expect(stage.lines.at(-1)).toBe('❌ QSTASH_TOKEN not configured - message will not be processed');
    }
    expect(stage.operations()).toEqual(['rpush', 'rpush']);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(2);
    expect(stage.lines.join()).not.toContain('✅');
  });

  it('leaves its message in the list without a trigger where the publish fails: the fall-back is a line', async () => {
    refuse('qstash', 500, 'out of order');
    expect(await receive(start(), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(['rpush', 'publish']);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
    // Between the two, the client has a line of its own.
    expect(stage.lines[3]).toBe(SKIPPING);
    expect(stage.lines.slice(-2)).toEqual([
      FALLING_BACK,
      expect.stringMatching(/^\[batching\] Could not publish: QstashError: .*out of order/),
    ]);
  });
});

describe('the webhook', () => {
  it('answers 200 when everything fails', async () => {
    for (const service of ['redis', 'qstash', 'firestore'] as const) refuse(service, 400, 'no');
    expect(await receive(start(), 'hats?')).toEqual(OK);
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Normal flow failed: FirebaseError: /);
  });

  it.each(['', 'no JSON', 'null', '[]', '{"object":"user"}', '{"object":"page","entry":{"messaging":1}}'])(
    'answers 200 to the body %j',
    async (body) => {
      expect(await postWebhook(start(), body)).toEqual(OK);
      expect(stage.wire.calls).toEqual([]);
    },
  );

  it('takes every message of every entry, each user on his own list', async () => {
    const first = { messaging: [event('a', 'm_1'), event('b', 'm_2')] };
    const second = { messaging: [event('c', 'm_3', '111')] };
    await postWebhook(start({ testUsers: `${USER},111` }), JSON.stringify({ object: 'page', entry: [first, second] }));
    expect(stage.wire.redis.lists.get(LIST)?.map((entry) => JSON.parse(entry))).toEqual([
      { messageId: 'm_1', text: 'a', attachments: [], timestamp: Date.now() },
      { messageId: 'm_2', text: 'b', attachments: [], timestamp: Date.now() },
    ]);
    expect(stage.wire.redis.lists.get('msgbatch:111')).toHaveLength(1);
  });

  it('keeps what is attached to a message', async () => {
    const image = { type: 'image', payload: { url: 'https://cdn.example/1.jpg' } };
    const message = { mid: 'm_1', attachments: [image] };
    await postWebhook(start(), webhookBody([{ sender: { id: USER }, message }]));
    const [entry = ''] = stage.wire.redis.lists.get(LIST) ?? [];
    expect(JSON.parse(entry)).toMatchObject({ text: '', attachments: [image] });
  });

  it('goes on with the next message when one fails', async () => {
    let first = true;
    stage.wire.rules.push(({ service }) => {
      if (service !== 'firestore' || !first) return undefined;
      first = false;
      return Response.json({ error: { code: 503 } }, { status: 503 });
    });
    await postWebhook(start({ testUsers: '' }), webhookBody([event('a', 'm_1'), event('b', 'm_2')]));
    expect(stage.operations()).toEqual(['batchGet', ...NORMAL_FLOW]);
  });

  it('skips echoes, reads, deliveries and edits', async () => {
    const sender = { id: USER };
    const events = [
      { sender, message: { mid: 'm_1', text: 'ours', is_echo: true } },
      { sender, read: { watermark: 1 } },
      { sender, delivery: { mids: ['m_1'], watermark: 1 } },
      { sender, message_edit: { mid: 'm_1', text: 'edited' } },
      { sender: { id: 5 }, message: { mid: 'm_2', text: 'an id that is no text' } },
    ];
    expect(await postWebhook(start(), webhookBody(events))).toEqual(OK);
    expect(stage.wire.calls).toEqual([]);
    expect(stage.lines).toEqual([]);
  });

  it('answers the challenge of a subscription that knows the token', async () => {
    const ask = async (token: string): Promise<Response | undefined> => {
      const query = `hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`;
      return start()['/api/webhook']?.(new Request(`https://chatbot.example/api/webhook?${query}`));
    };
    expect(await (await ask('verify-token'))?.text()).toBe('1158201444');
    expect((await ask('wrong'))?.status).toBe(403);
  });
});

describe('the signature of a webhook', () => {
  /** As Messenger writes it: everything beyond ASCII as \uXXXX. */
  const escaped = (text: string): string =>
    text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const sign = (body: string, secret = 'app-secret'): Record<string, string> => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  });
  const georgian = escaped(webhookBody([event('გამარჯობა', 'm_1')]));
  const REFUSED = { status: 403, body: { error: 'Invalid signature' } };

  it('fits the body as it came, Georgian text escaped', async () => {
    expect(georgian).toContain('\\u10d2\\u10d0');
    expect(await postWebhook(start({ verifyWebhook: true }), georgian, sign(georgian))).toEqual(OK);
    expect(stage.wire.redis.lists.get(LIST)?.[0]).toContain('გამარჯობა');
  });

  it('does not fit the same body parsed and written again', async () => {
    const rewritten = JSON.stringify(JSON.parse(georgian));
    expect(await postWebhook(start({ verifyWebhook: true }), rewritten, sign(georgian))).toEqual(REFUSED);
    expect(stage.lines).toEqual(['[batching] Webhook signature does not match']);
    expect(stage.wire.calls).toEqual([]);
  });

  it('is compared in constant time, by the host’s cryptography: nobody learns how much of a guess is right', async () => {
    const verify = vi.spyOn(crypto.subtle, 'verify');
    const tag = createHmac('sha256', 'app-secret').update(georgian).digest();
    expect(await postWebhook(start({ verifyWebhook: true }), georgian, sign(georgian))).toEqual(OK);
    const [algorithm, , given, signed] = verify.mock.calls[0] ?? [];
    expect([algorithm, given, signed]).toEqual(['HMAC', new Uint8Array(tag), new TextEncoder().encode(georgian)]);
  });

  it.each([
    ['of another secret', sign(georgian, 'other')],
    [
      'of another kind',
      { 'x-hub-signature-256': sign(georgian)['x-hub-signature-256']?.replace('sha256', 'sha1') ?? '' },
    ],
    ['that is cut short', { 'x-hub-signature-256': sign(georgian)['x-hub-signature-256']?.slice(0, -2) ?? '' }],
    ['that goes on', { 'x-hub-signature-256': `${sign(georgian)['x-hub-signature-256'] ?? ''}00` }],
    ['of nothing', { 'x-hub-signature-256': 'sha256=' }],
    ['that is no hexadecimal', { 'x-hub-signature-256': `sha256=${'g'.repeat(64)}` }],
    ['that is missing', {}],
  ])('is refused: one %s', async (_, headers) => {
    expect(await postWebhook(start({ verifyWebhook: true }), georgian, headers)).toEqual(REFUSED);
  });

  it('fits nothing where the secret is not set', async () => {
    vi.stubEnv('FACEBOOK_APP_SECRET', undefined);
    expect(await postWebhook(start({ verifyWebhook: true }), georgian, sign(georgian))).toEqual(REFUSED);
  });

  it('is not looked at unless the setting says so', async () => {
    expect(await postWebhook(start(), georgian, sign(georgian, 'other'))).toEqual(OK);
  });
});
