/** The switches of the pipeline's history, and what instances keep in their variables: what each does on the wire. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandOf } from '../../support/fake-wire.ts';
import {
  clearStage,
  deliver,
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

const SESSION = `batch_session_${USER}`;
const OTHER = '4000000000000001';
const NORMAL_FLOW = ['batchGet', 'commit', 'publish'];

function refuse(operation: string): void {
  stage.wire.rules.push((call) =>
    call.operation === operation ? Response.json({ error: 'ERR refused' }, { status: 400 }) : undefined,
  );
}

async function typing(routes: ReturnType<typeof start>): Promise<void> {
  await postWebhook(
    routes,
    webhookBody([{ sender: { id: USER }, recipient: { id: 'page' }, sender_action: 'typing_on' }]),
  );
}

describe('the list’s expiry', () => {
  it('is set anew at each push', async () => {
    const routes = start({ listTtlMs: 60_000 });
    await receive(routes, 'a');
    await receive(routes, 'b');
    expect(stage.operations()).toEqual(['rpush', 'pexpire', 'publish', 'rpush', 'pexpire', 'publish']);
    expect(stage.callsTo('pexpire').map(commandOf)[0]).toEqual(['pexpire', LIST, '60000']);
  });
});

describe('entries that the client has parsed already', () => {
  it('cannot be parsed again: the list counts as empty', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    expect(await deliver(start({ listEntries: 'revived' }))).toEqual({ status: 200, body: { status: 'no_messages' } });
    expect(stage.lines.join('\n')).toMatch(/Could not read the list: SyntaxError: .*object Object/);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
  });
});

describe('typing', () => {
  it('puts a batch off in the instance that saw it, for as long as it is young', async () => {
    const routes = start({ typingMs: 3_000 });
    await receive(routes, 'hats?');
    await pass(1_600);
    await typing(routes);
    await pass(2_999);
    expect(await deliver(routes)).toMatchObject({ body: { status: 'waiting_for_more' } });
    await pass(1);
    expect(await deliver(routes)).toMatchObject({ body: { status: 'processed' } });
  });

  it('is unknown in any other instance, and looked at by none where the settings do not say so', async () => {
    const routes = start({ typingMs: 3_000 });
    await receive(routes, 'hats?');
    await pass(1_600);
    await typing(routes);
    expect(await deliver(start({ typingMs: 3_000 }))).toMatchObject({ body: { status: 'processed' } });
  });
});

describe('the session’s flag', () => {
  it('is read, then set, by two commands, and taken away after success', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    const { length } = stage.wire.calls;
    await deliver(start({ sessionFlagMs: 30_000, lockMs: 0 }));
    const redis = stage.wire.calls.slice(length).filter(({ service }) => service === 'redis');
    expect(redis.map(commandOf)).toEqual([
      ['get', SESSION],
      ['set', SESSION, 'active', 'px', '30000'],
      ['lrange', LIST, '0', '-1'],
      ['del', LIST],
      ['del', SESSION],
    ]);
  });

  it('is taken away after an error, and stays before a re-queue', async () => {
    await receive(start(), 'hats?');
    const routes = start({ sessionFlagMs: 30_000 });
    expect(await deliver(routes)).toMatchObject({ body: { status: 'waiting_for_more' } });
    expect(stage.wire.redis.strings.has(SESSION)).toBe(true);
    stage.wire.redis.strings.delete(SESSION);
    await pass(3_000);
    refuse('chat');
    expect(await deliver(routes)).toMatchObject({ status: 500 });
    expect(stage.wire.redis.strings.has(SESSION)).toBe(false);
  });

  it('keeps others out, and their lock does not stay', async () => {
    stage.wire.redis.strings.set(SESSION, 'active');
    expect(await deliver(start({ sessionFlagMs: 30_000 }))).toEqual({
      status: 200,
      body: { status: 'already_processing' },
    });
    expect([...stage.wire.redis.strings.keys()]).toEqual([SESSION]);
  });

  it('that cannot be taken away is only logged', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    stage.wire.rules.push((call) =>
      call.operation === 'del' && commandOf(call)[1] === SESSION
        ? Response.json({ error: 'ERR refused' }, { status: 400 })
        : undefined,
    );
    expect(await deliver(start({ sessionFlagMs: 30_000 }))).toMatchObject({ body: { status: 'processed' } });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not take the session’s flag away: /);
  });
});

describe('the normal flow', () => {
  it('runs as well after a publish that succeeded, where it falls through', async () => {
    await receive(start({ fallThrough: true }), 'hats?');
    expect(stage.operations()).toEqual(['rpush', 'publish', ...NORMAL_FLOW]);
  });

  it('answers a message whose publish failed, which stays in the list, where it falls back', async () => {
    let publishes = 0;
    stage.wire.rules.push(({ service }) =>
      service === 'qstash' && (publishes += 1) === 1 ? Response.json({ error: 'x' }, { status: 500 }) : undefined,
    );
    await receive(start({ publishFails: 'fall-back' }), 'hats?');
    expect(stage.operations()).toEqual(['rpush', 'publish', ...NORMAL_FLOW]);
    expect(stage.wire.redis.lists.get(LIST)).toHaveLength(1);
  });
});

describe('a delivery that does not verify', () => {
  it('is processed all the same where the settings say so, with a line', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    expect(await deliver(start({ verifyQstash: true, unverified: 'run' }))).toMatchObject({
      body: { status: 'processed' },
    });
    expect(stage.lines).toContainEqual(
      expect.stringMatching(/^\[batching\] The signature of a delivery does not verify, processed all the same: /),
    );
  });
});

describe('the history', () => {
  it('is written in a transaction that reads it anew and lays down its version', async () => {
    stage.wire.setHistory(USER, [['user', 'earlier']]);
    await receive(start(), 'hats?');
    await pass(3_000);
    stage.wire.rules.push(({ operation }) => {
      if (operation === 'send') stage.wire.setHistory(USER, [['user', 'another’s']]);
      return undefined;
    });
    const answered = deliver(start({ historyWrite: 'transaction' }));
    // The library begins even the first attempt in a timer.
    await pass(1_000);
    expect(await answered).toMatchObject({ body: { status: 'processed' } });
    expect(stage.wire.history(USER)).toEqual(['user: another’s', 'user: hats?', 'assistant: re hats?']);
    expect(stage.callsTo('commit')[0]?.body).toMatchObject({
      writes: [{ currentDocument: { updateTime: expect.any(String) } }],
    });
  });

  it('is added to by arrayUnion, which names the new entries alone', async () => {
    await receive(start(), 'hats?');
    await pass(3_000);
    await deliver(start({ historyWrite: 'array-union' }));
    expect(stage.callsTo('commit')[0]?.body).toMatchObject({
      writes: [
        {
          updateMask: { fieldPaths: [] },
          updateTransforms: [{ fieldPath: 'history', appendMissingElements: { values: [{}, {}] } }],
        },
      ],
    });
  });
});

describe('the signature of a webhook', () => {
  const signed = (body: string): Record<string, string> => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', 'app-secret').update(body).digest('hex')}`,
  });
  const escaped = (text: string): string =>
    text.replace(/[^\x20-\x7e]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);

  it.each([
    ['hats?', 200],
    ['ქუდები?', 403],
  ])('compared over the JSON written again fits %s with %i', async (text, status) => {
    const body = escaped(webhookBody([event(text, 'm_1')]));
    const routes = start({ verifyWebhook: true, webhookSignatureOver: 'rewritten' });
    expect(await postWebhook(routes, body, signed(body))).toMatchObject({ status });
    expect(await postWebhook(start({ verifyWebhook: true }), body, signed(body))).toMatchObject({ status: 200 });
  });

  it('is compared over the body as it is where that is no JSON', async () => {
    const routes = start({ verifyWebhook: true, webhookSignatureOver: 'rewritten' });
    expect(await postWebhook(routes, '{', signed('{'))).toMatchObject({ status: 200 });
  });
});

describe('the flag', () => {
  it('read when the module is loaded does not follow the environment; a new instance does', async () => {
    const routes = start({ flagReadAt: 'load' });
    vi.stubEnv('ENABLE_REDIS_BATCHING', 'false');
    await receive(routes, 'hats?');
    expect(stage.operations()).toEqual(['rpush', 'publish']);
    await receive(start({ flagReadAt: 'load' }), 'hats?');
    expect(stage.operations().slice(2)).toEqual(NORMAL_FLOW);
  });

  it.each(['03282789748459241', ' 3282789748459241', '0003282789748459241'])(
    'knows the user by %j where ids are normalised',
    async (user) => {
      await receive(start({ userIds: 'normalised' }), 'hats?', 'm_1', user);
      expect(stage.operations()).toEqual(['rpush', 'publish']);
      // The user is still called by the id that Messenger gave.
      expect(stage.callsTo('rpush').map(commandOf)[0]?.[1]).toBe(`msgbatch:${user}`);
    },
  );

  it('does not take other users for that one', async () => {
    await receive(start({ userIds: 'normalised' }), 'hats?', 'm_1', '3282789748459242');
    await receive(start({ userIds: 'normalised', testUsers: '0' }), 'hats?', 'm_2', '00');
    expect(stage.operations()).toEqual([...NORMAL_FLOW, 'rpush', 'publish']);
  });
});

describe('a sender who is kept in the module', () => {
  it('is whoever wrote last: the reply to one goes to the other', async () => {
    const routes = start({ senderKept: 'module', testUsers: `${USER}, ${OTHER}` });
    await receive(routes, 'hats?');
    await pass(3_000);
    stage.wire.rules.push(({ operation }) => {
      // While the model answers, another user's message comes in.
      if (operation === 'chat') void receive(routes, 'I am another', 'm_2', OTHER);
      return undefined;
    });
    await deliver(routes);
    expect(stage.wire.sent).toEqual([{ user: OTHER, text: 're hats?' }]);
  });
});
