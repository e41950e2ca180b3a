/** What is asked before a message is batched: is Redis alive, did the message come before, who looks. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandOf } from '../../support/fake-wire.ts';
import { clearStage, deliver, pass, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

const OK = { status: 200, body: { status: 'ok' } };
const FALLING_BACK = '❌ [REDIS] Failed to use Redis batching, falling back to normal flow';

describe('the health check', () => {
  it('asks once before batching is chosen', async () => {
    expect(await receive(start({ pingTimeoutMs: 500 }), 'hats?')).toEqual(OK);
    expect(stage.operations()).toEqual(['ping', 'rpush', 'publish']);
  });

  it.each(['normal-flow', 'none'])(
    'lets a message go the normal way where Redis refuses (fallback %s)',
    async (fallback) => {
      stage.wire.rules.push(({ service }) =>
        service === 'redis' ? Response.json({ error: 'WRONGPASS' }, { status: 401 }) : undefined,
      );
      expect(await receive(start({ pingTimeoutMs: 500, fallback }), 'hats?')).toEqual(OK);
      expect(stage.operations()).toEqual(['ping', 'batchGet', 'commit', 'publish']);
      expect(stage.lines.slice(-2)).toEqual([
        FALLING_BACK,
        expect.stringMatching(/^\[batching\] Redis did not answer the ping: UpstashError: WRONGPASS/),
      ]);
    },
  );

  it('does not wait for the client’s retries where Redis cannot be reached: one more, at once, is all', async () => {
    stage.wire.rules.push(({ service }) => {
      if (service === 'redis') throw new TypeError('fetch failed');
      return undefined;
    });
    const answered = receive(start({ pingTimeoutMs: 500 }), 'hats?');
    await pass(0);
    expect(await answered).toEqual(OK);
    expect(stage.operations()).toEqual(['ping', 'ping', 'batchGet', 'commit', 'publish']);
  });

  it('asks nothing for a user whose messages are not batched', async () => {
    await receive(start({ pingTimeoutMs: 500, testUsers: '' }), 'hats?');
    expect(stage.operations()).not.toContain('ping');
  });
});

describe('a message that came before', () => {
  it('is ignored, with a line, for as long as its id is remembered', async () => {
    const routes = start({ seenForMs: 60_000 });
    await receive(routes, 'hats?', 'm_1');
    expect(await receive(routes, 'hats?', 'm_1')).toEqual(OK);
    await receive(routes, 'hats?', 'm_2');
    expect(stage.lines).toContain('[batching] Message m_1 came before, ignored');
    expect(stage.wire.redis.lists.get(`msgbatch:${USER}`)).toHaveLength(2);
    expect(stage.wire.calls.filter(({ operation }) => operation === 'set').map(commandOf)[0]).toEqual([
      'set',
      'seen:m_1',
      '1',
      'nx',
      'px',
      '60000',
    ]);
  });

  it('is ignored in the normal flow as well', async () => {
    const routes = start({ seenForMs: 60_000, testUsers: '' });
    await receive(routes, 'hats?', 'm_1');
    await receive(routes, 'hats?', 'm_1');
    expect(stage.wire.history(USER)).toEqual(['user: hats?']);
  });

  it('is taken for new where nobody can say', async () => {
    stage.wire.rules.push(({ operation }) =>
      operation === 'set' ? Response.json({ error: 'ERR refused' }, { status: 400 }) : undefined,
    );
    await receive(start({ seenForMs: 60_000 }), 'hats?');
    expect(stage.operations()).toEqual(['set', 'rpush', 'publish']);
    expect(stage.lines[0]).toMatch(/^\[batching\] Could not look whether a message came before: /);
  });
});

describe('a flag that holds for the conversation', () => {
  it('is what the first message was told, and each deployment’s own again once that is forgotten', async () => {
    const routes = start({ flagForMs: 60_000 });
    await receive(routes, 'a');
    vi.stubEnv('ENABLE_REDIS_BATCHING', 'false');
    await receive(routes, 'b');
    expect(stage.operations()).toEqual(['set', 'rpush', 'publish', 'set', 'rpush', 'publish']);
    stage.wire.redis.strings.delete(`batch_flag_${USER}`);
    await receive(routes, 'c');
    expect(stage.operations().slice(6)).toEqual(['set', 'batchGet', 'commit', 'publish']);
    expect(stage.wire.redis.strings.get(`batch_flag_${USER}`)).toBe('off');
  });

  it('is this deployment’s own where nobody can say', async () => {
    stage.wire.rules.push(({ operation }) =>
      operation === 'set' ? Response.json({ error: 'ERR refused' }, { status: 400 }) : undefined,
    );
    await receive(start({ flagForMs: 60_000 }), 'a');
    expect(stage.operations()).toEqual(['set', 'rpush', 'publish']);
    expect(stage.lines).toContainEqual(expect.stringMatching(/Could not look what the flag said to the first message/));
  });
});

describe('flow control', () => {
  it('is asked of QStash for every trigger of a user', async () => {
    const routes = start({ flowControl: 'user' });
    await receive(routes, 'a');
    await deliver(routes);
    const flows = stage.wire.calls
      .filter(({ service }) => service === 'qstash')
      .map(({ headers }) => [headers['upstash-flow-control-key'], headers['upstash-flow-control-value']]);
    expect(flows).toEqual([
      [`batch_${USER}`, 'parallelism=1'],
      [`batch_${USER}`, 'parallelism=1'],
    ]);
  });
});

describe('the user who is looked at', () => {
  it('has a line for every step; nobody else has', async () => {
    const routes = start({ debugUser: USER, testUsers: `${USER}, 4000000000000001` });
    await receive(routes, 'hats?', 'm_1');
    await receive(routes, 'caps?', 'm_2');
    await receive(routes, 'hats?', 'm_3', '4000000000000001');
    await pass(3_000);
    await deliver(routes);
    const debug = stage.lines.filter((line) => line.startsWith('[batching] debug'));
    expect(debug).toEqual([
      `[batching] debug ${USER}: webhook of m_1`,
      `[batching] debug ${USER}: the trigger of m_1 was taken`,
      `[batching] debug ${USER}: webhook of m_2`,
      `[batching] debug ${USER}: the trigger of m_2 was dropped as a duplicate`,
      expect.stringMatching(`^\\[batching\\] debug ${USER}: the list holds .*"m_1".*"m_2"`),
    ]);
  });
});
