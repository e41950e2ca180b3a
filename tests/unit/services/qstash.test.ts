import { Client, Receiver } from '@upstash/qstash';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CURRENT_SIGNING_KEY, NEXT_SIGNING_KEY, qstash, QSTASH_TOKEN } from '../../../src/sim/services/qstash/index.ts';
import { backOffMs } from '../../../src/sim/model/qstash-times.ts';
import type { Scalar } from '../../../src/sim/model/json.ts';
import { EPOCH_MS, hosted, type Hosted, wireRequest } from '../../support/service-host.ts';
import type { Service } from '../../../src/sim/services/service.ts';

const URL = 'https://chatbot.example/api/process-batch-redis';

function start(constants: Readonly<Record<string, Scalar>> = {}): {
  readonly desk: Hosted<Service>;
  readonly client: Client;
} {
  const desk = hosted(qstash, constants);
  vi.stubGlobal('fetch', desk.wire);
  return { desk, client: new Client({ token: QSTASH_TOKEN, enableTelemetry: false }) };
}

/** A publish by hand, for headers that the client does not send, or sends otherwise. */
function publish(headers: Readonly<Record<string, string>>, body = '{}') {
  return wireRequest(`https://qstash.upstash.io/v2/publish/${URL}`, {
    headers: { authorization: `Bearer ${QSTASH_TOKEN}`, 'content-type': 'application/json', ...headers },
    body,
  });
}

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('a publish by the real client', () => {
  it('is delivered exactly its delay after it arrived, with body, content type and forwarded headers', async () => {
    const { desk, client } = start();
    desk.advanceTo(200);
    await client.publishJSON({ url: `${URL}?a=1`, body: { senderId: '1' }, delay: 3, headers: { 'X-Own': 'yes' } });
    desk.advanceTo(3_199);
    expect(desk.calls).toHaveLength(0);
    desk.advanceTo(3_200);
    const [call] = desk.calls;
    expect(call?.request).toMatchObject({ method: 'POST', url: `${URL}?a=1`, body: '{"senderId":"1"}' });
    expect(call?.request.headers).toMatchObject({
      'content-type': 'application/json',
      'x-own': 'yes',
      'user-agent': 'Upstash-QStash',
      'upstash-retried': '0',
    });
  });

  it('under an id that is taken gets the first id back and is dropped, until the window is over', async () => {
    const { desk, client } = start();
    desk.advanceTo(200);
    const send = async () => client.publishJSON({ url: URL, body: {}, delay: 3, deduplicationId: 'batch_1' });
    const first = await send();
    desk.advanceTo(60_000);
    desk.calls[0]?.answer(200);
    desk.advanceTo(90_199);
    expect(await send()).toEqual({ ...first, deduplicated: true });
    expect(desk.served.at(-1)).toMatchObject({
      answer: { status: 202 },
      facts: { deduplicated: true, dedupId: 'batch_1', firstSeenMs: 200, freeAtMs: 90_200 },
      patch: [],
    });
    desk.advanceTo(90_200);
    expect(await send()).not.toHaveProperty('deduplicated');
  });

  it('takes an id for the whole account, or for a destination where the scenario says so', async () => {
    for (const [scope, expected] of [
      ['account', true],
      ['url', undefined],
    ] as const) {
      const { client } = start({ dedupScope: scope });
      await client.publishJSON({ url: URL, body: {}, deduplicationId: 'x' });
      const second = await client.publishJSON({ url: `${URL}/other`, body: {}, deduplicationId: 'x' });
      expect('deduplicated' in second ? second.deduplicated : undefined).toBe(expected);
    }
  });

  it('with content-based deduplication is dropped only where destination and body are the same', async () => {
    const { client } = start();
    const send = async (n: number) => client.publishJSON({ url: URL, body: { n }, contentBasedDeduplication: true });
    await send(1);
    expect(await send(2)).not.toHaveProperty('deduplicated');
    expect(await send(1)).toHaveProperty('deduplicated', true);
  });

  it('fails with the vendor’s words for a wrong token and for a colon in the id', async () => {
    const { client } = start();
    await expect(new Client({ token: '', enableTelemetry: false }).publishJSON({ url: URL })).rejects.toThrow(
      /unable to authenticate/,
    );
    await expect(client.publishJSON({ url: URL, deduplicationId: 'a:b' })).rejects.toThrow(
      "DeduplicationId cannot contain ':'",
    );
  });

  it('beyond the daily quota fails with the client’s own error for it, and works again the next day', async () => {
    const { desk, client } = start({ dailyQuota: 1 });
    await client.publishJSON({ url: URL });
    await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({
      name: 'QstashDailyRatelimitError',
      limit: '1',
      remaining: '0',
    });
    desk.advanceTo(86_400_000);
    await expect(client.publishJSON({ url: URL })).resolves.toHaveProperty('messageId');
  });

  it('is refused loudly where it asks for what is not simulated', async () => {
    const { desk, client } = start();
    await expect(client.publishJSON({ url: URL, callback: URL })).rejects.toThrow(
      /not simulated: header upstash-callback/,
    );
    await expect(client.publishJSON({ url: URL, retryDelay: 'pow(2, retried)' })).rejects.toThrow(
      /not simulated: upstash-retry-delay/,
    );
    await expect(client.queue({ queueName: 'q' }).enqueueJSON({ url: URL, delay: 3 })).rejects.toThrow(
      /not simulated: header upstash-delay/,
    );
    expect(desk.state.size).toBe(0);
  });

  it('is refused where a header is malformed or the destination is no address', () => {
    const { desk } = start();
    expect(desk.serve(publish({ 'upstash-delay': 'soon' })).answer.status).toBe(400);
    expect(desk.serve(publish({ 'upstash-retries': '-1' })).answer.status).toBe(400);
    const request = { ...publish({}), url: 'https://qstash.upstash.io/v2/publish/chatbot.example' };
    expect(desk.serve(request).answer.body).toContain('invalid scheme');
  });

  it('with a moment before which it must not be delivered waits for it, whatever its delay', () => {
    const { desk } = start();
    desk.serve(publish({ 'upstash-delay': '1s', 'upstash-not-before': String(EPOCH_MS / 1_000 + 10) }));
    desk.advanceTo(9_999);
    expect(desk.calls).toHaveLength(0);
    desk.advanceTo(10_000);
    expect(desk.calls).toHaveLength(1);
  });
});

describe('a delivery', () => {
  it('is signed so that the real receiver accepts it, and refuses another body, a clock behind and one far ahead', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, body: { text: 'გამარჯობა' } });
    desk.advanceTo(0);
    const request = desk.calls[0]?.request;
    const signature = request?.late?.value ?? '';
    const body = request?.body ?? '';
    const receiver = new Receiver({ currentSigningKey: CURRENT_SIGNING_KEY, nextSigningKey: NEXT_SIGNING_KEY });
    vi.useFakeTimers({ toFake: ['Date'], now: EPOCH_MS });
    try {
      await expect(receiver.verify({ signature, body, url: URL })).resolves.toBe(true);
      await expect(receiver.verify({ signature, body: `${body} `, url: URL })).rejects.toThrow(
        /body hash does not match/,
      );
      await expect(receiver.verify({ signature, body, url: `${URL}/x` })).rejects.toThrow(/invalid subject/);
      vi.setSystemTime(EPOCH_MS - 1_000);
      await expect(receiver.verify({ signature, body, url: URL })).rejects.toThrow(/signature verification failed/);
      await expect(receiver.verify({ signature, body, url: URL, clockTolerance: 2 })).resolves.toBe(true);
      vi.setSystemTime(EPOCH_MS + 301_000);
      await expect(receiver.verify({ signature, body, url: URL })).rejects.toThrow(/signature verification failed/);
    } finally {
      vi.useRealTimers();
    }
  });

  it('that is answered 2xx is acknowledged, and its message says so', async () => {
    const { desk, client } = start();
    const { messageId } = await client.publishJSON({ url: URL, body: { a: 1 } });
    expect(desk.state.get(`messages/${messageId}`)).toMatchObject({
      state: 'CREATED',
      url: URL,
      body: '{"a":1}',
      dueAtMs: 0,
    });
    desk.advanceTo(0);
    expect(desk.state.get(`messages/${messageId}`)).toMatchObject({ state: 'ACTIVE' });
    desk.calls[0]?.answer(204);
    expect(desk.state.get(`messages/${messageId}`)).toMatchObject({ state: 'DELIVERED' });
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['acknowledged']);
  });

  it('that fails is tried again 12.182, 148.413 and 1808.042 s after each failure, then goes to the dead letters', async () => {
    const { desk, client } = start();
    const { messageId } = await client.publishJSON({ url: URL, body: {}, deduplicationId: 'x' });
    for (const atMs of [0, 12_182, 160_595, 1_968_637]) {
      desk.advanceTo(atMs - 1 < 0 ? 0 : atMs - 1);
      const before = desk.calls.length;
      desk.advanceTo(atMs);
      if (atMs > 0) expect(desk.calls).toHaveLength(before + 1);
      desk.calls.at(-1)?.answer(500, {}, 'no');
    }
    expect(desk.calls.map(({ request }) => request.headers['upstash-retried'])).toEqual(['0', '1', '2', '3']);
    expect(desk.notes.map(({ operation }) => operation)).toEqual([
      'retry scheduled',
      'retry scheduled',
      'retry scheduled',
      'dead letter',
    ]);
    expect(desk.state.get(`messages/${messageId}`)).toMatchObject({ state: 'FAILED', retried: 3 });
  });

  it('waits as long as the answer’s Retry-After says; beyond a day the back-off counts', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL });
    desk.advanceTo(0);
    desk.calls[0]?.answer(503, { 'retry-after': '1m5s' });
    expect(desk.notes[0]?.facts).toMatchObject({ n: 1, dueAtMs: 65_000, status: 503 });
    desk.advanceTo(65_000);
    desk.calls[1]?.answer(503, { 'retry-after': '999999' });
    expect(desk.notes[1]?.facts).toMatchObject({ dueAtMs: 65_000 + 148_413 });
  });

  it('without retries, or refused for good, goes to the dead letters at once; its id stays taken', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, retries: 0, deduplicationId: 'x' });
    await client.publishJSON({ url: URL });
    desk.advanceTo(0);
    desk.calls[0]?.answer(500);
    desk.calls[1]?.answer(489, { 'upstash-nonretryable-error': 'true' });
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['dead letter', 'dead letter']);
    expect(await client.publishJSON({ url: URL, deduplicationId: 'x' })).toHaveProperty('deduplicated', true);
  });

  it('that is not answered in time counts as failed, and a late answer changes nothing', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, timeout: 10 });
    desk.advanceTo(10_000);
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['retry scheduled']);
    desk.calls[0]?.answer(200);
    expect(desk.notes).toHaveLength(1);
  });

  it('that brings two answers, or a head without an end, counts once and not before it is over', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, timeout: 10 });
    desk.advanceTo(0);
    desk.calls[0]?.end({ kind: 'answer', answer: { status: 200, headers: {}, body: '' }, stalled: true });
    expect(desk.notes).toHaveLength(0);
    desk.calls[0]?.answer(200);
    desk.calls[0]?.answer(500);
    desk.advanceTo(20_000);
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['acknowledged']);
  });
});

describe('dead letters', () => {
  it('are listed, published anew and deleted by the real client', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, body: { a: 1 }, retries: 0 });
    desk.advanceTo(0);
    desk.calls[0]?.answer(500, {}, 'boom');
    const { messages } = await client.dlq.listMessages();
    expect(messages).toMatchObject([{ url: URL, body: '{"a":1}', responseStatus: 500, responseBody: 'boom' }]);
    const dlqId = messages[0]?.dlqId ?? '';
    await expect(client.dlq.retry(dlqId)).resolves.toMatchObject({
      responses: [{ messageId: expect.stringMatching(/^msg_/) }],
    });
    expect(desk.state.has(`dlq/${dlqId}`)).toBe(false);
    desk.advanceTo(1);
    expect(desk.calls).toHaveLength(2);
    desk.calls[1]?.answer(500);
    const [again] = (await client.dlq.listMessages()).messages;
    await client.dlq.delete(again?.dlqId ?? '');
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });

  it('can be published anew one at a time, and an unknown one is not found', async () => {
    const { desk, client } = start();
    await client.publishJSON({ url: URL, retries: 0 });
    desk.advanceTo(0);
    desk.calls[0]?.answer(500);
    const dlqId = (await client.dlq.listMessages()).messages[0]?.dlqId ?? '';
    const headers = { authorization: `Bearer ${QSTASH_TOKEN}` };
    const retry = wireRequest(`https://qstash.upstash.io/v2/dlq/retry/${dlqId}`, { headers });
    expect(desk.serve(retry).answer.status).toBe(200);
    expect(desk.serve(retry).answer.status).toBe(404);
  });
});

it('the waits before retries are those of the vendor’s formula, rounded to milliseconds', () => {
  for (const n of [1, 2, 3, 4, 5, 9])
    expect(backOffMs(n)).toBe(Math.round(Math.min(86_400, Math.exp(2.5 * n)) * 1_000));
});
