/** The requests of the real clients as the wire sees them: what the simulated services are built for. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOf } from '../../support/fake-wire.ts';
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

const BATCH_ROUTE = 'https://qstash.upstash.io/v2/publish/https://chatbot.example/api/process-batch-redis';

const idsOf = (): readonly (string | undefined)[] =>
  stage.callsTo('publish').map(({ headers }) => headers['upstash-deduplication-id']);

describe('the requests, as the wire sees them', () => {
  it('publish after 3 s, under the conversation’s id, without retries', async () => {
    await receive(start(), 'hats?');
    const [publish] = stage.callsTo('publish');
    expect(publish).toMatchObject({
      method: 'POST',
      url: BATCH_ROUTE,
      headers: {
        authorization: 'Bearer qstash-token',
        'upstash-method': 'POST',
        'upstash-delay': '3s',
        'upstash-deduplication-id': `batch_${USER}_conversation`,
        'upstash-retries': '0',
      },
      body: { senderId: USER, batchKey: LIST },
    });
    expect(Object.keys(publish?.headers ?? {}).filter((name) => /telemetry/.test(name))).toEqual([]);
  });

  it('re-queue after 2 s, under the same id, and name no retries', async () => {
    await receive(start(), 'hats?');
    await deliver(start());
    const requeue = stage.callsTo('publish')[1];
    expect(requeue).toMatchObject({
      url: BATCH_ROUTE,
      headers: { 'upstash-delay': '2s', 'upstash-deduplication-id': `batch_${USER}_conversation` },
      body: { senderId: USER, batchKey: LIST },
    });
    expect(requeue?.headers).not.toHaveProperty('upstash-retries');
    expect(stage.wire.published).toHaveLength(1);
  });

  it('re-queue under an id of its own each time, where the setting says so', async () => {
    await receive(start(), 'hats?');
    const routes = start({ requeueId: 'own' });
    await deliver(routes);
    await deliver(routes);
    const own = idsOf().slice(1);
    expect(own).toEqual([
      expect.stringMatching(new RegExp(`^requeue_${USER}_[0-9a-f-]{36}$`)),
      expect.stringMatching(new RegExp(`^requeue_${USER}_[0-9a-f-]{36}$`)),
    ]);
    expect(new Set(own).size).toBe(2);
    expect(stage.wire.published).toHaveLength(3);
  });

  it('publish under one id for each time bucket; the re-queue keeps the conversation’s id', async () => {
    const routes = start({ dedupBucketMs: 5_000 });
    const buckets: string[] = [];
    for (const offsetMs of [0, 4_999, 5_000]) {
      setClock(offsetMs);
      buckets.push(`batch_${USER}_${Math.floor(Date.now() / 5_000)}`);
      await receive(routes, 'hats?');
    }
    await deliver(routes);
    expect(idsOf()).toEqual([...buckets, `batch_${USER}_conversation`]);
    expect(buckets[0]).toBe(buckets[1]);
    expect(buckets[1]).not.toBe(buckets[2]);
  });

  it('carry the delays and retries of the settings, rounded to whole seconds by the client', async () => {
    const routes = start({ delayMs: 2_500, requeueDelayMs: 400, publishRetries: 3 });
    await receive(routes, 'hats?');
    await deliver(routes);
    const seen = stage.callsTo('publish').map(({ headers }) => [headers['upstash-delay'], headers['upstash-retries']]);
    expect(seen).toEqual([
      ['3s', '3'],
      ['0s', undefined],
    ]);
  });

  it('take the lock by SET with nx and px in lower case, and an owner of clock and chance', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start());
    const [set] = stage.callsTo('set');
    expect(set?.url).toBe('https://redis.upstash.example/pipeline');
    expect(set && commandOf(set)).toEqual([
      'set',
      LOCK,
      expect.stringMatching(new RegExp(`^${Date.now()}_[a-z0-9]{1,9}$`)),
      'nx',
      'px',
      '30000',
    ]);
  });

  it('push JSON of the logic’s own with the clock of the webhook, and set no expiry', async () => {
    await receive(start(), 'ფოტო გაქვს?', 'm_1');
    expect(stage.wire.operations('redis')).toEqual(['rpush']);
    const [push] = stage.callsTo('rpush');
    const [, key, entry = ''] = push ? commandOf(push) : [];
    expect(key).toBe(LIST);
    expect(JSON.parse(entry)).toEqual({
      messageId: 'm_1',
      text: 'ფოტო გაქვს?',
      attachments: [],
      timestamp: Date.now(),
    });
  });

  it('read the whole list by a request of its own, and delete what is there', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start());
    const [read] = stage.callsTo('lrange');
    expect(read?.url).toBe('https://redis.upstash.example/');
    expect(read && commandOf(read)).toEqual(['lrange', LIST, '0', '-1']);
    expect(stage.callsTo('del').map(commandOf)).toEqual([
      ['del', LIST],
      ['del', LOCK],
    ]);
  });

  it('send the reply to the user with the page’s token, and no key to tell a repeat by', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start());
    expect(stage.callsTo('send')[0]).toMatchObject({
      method: 'POST',
      url: 'https://graph.facebook.com/v19.0/me/messages?access_token=page-token',
      body: { recipient: { id: USER }, messaging_type: 'RESPONSE', message: { text: 're hats?' } },
    });
  });
});
