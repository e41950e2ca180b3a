/** Module-level state lives in an instance: what one knows, no other does, names used before included. */
import { getApps } from 'firebase/app';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clearStage, deliver, deliverSingle, pass, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

const SINGLE = { senderId: USER, messageId: 'm_1', text: 'hats?' };
const firestoreUrls = (): readonly string[] =>
  stage.wire.calls.filter(({ service }) => service === 'firestore').map(({ url }) => url);

describe('two instances', () => {
  it('share no state: each reads the environment that its clients are made with', async () => {
    const first = start();
    await deliverSingle(first, SINGLE);
    vi.stubEnv('FIREBASE_PROJECT_ID', 'another-project');
    vi.stubEnv('OPENAI_API_KEY', 'another-key');
    await deliverSingle(start(), SINGLE);
    await deliverSingle(first, SINGLE);
    const projects = firestoreUrls().map((url) => /projects\/([^/]+)/.exec(url)?.[1]);
    expect(projects.filter((_, at) => at % 3 === 0)).toEqual(['chatbot-example', 'another-project', 'chatbot-example']);
    const keys = stage.wire.calls
      .filter(({ service }) => service === 'openai')
      .map(({ headers }) => headers['authorization']);
    expect(keys).toEqual(['Bearer openai-key', 'Bearer another-key', 'Bearer openai-key']);
  });

  it('have settings of their own', async () => {
    const batching = start();
    const single = start({ testUsers: '' });
    await receive(batching, 'a');
    await receive(single, 'b');
    await receive(batching, 'c');
    expect(stage.wire.operations('redis')).toEqual(['rpush', 'rpush']);
  });

  it('do not see each other’s session with Redis', async () => {
    stage.wire.rules.push(({ service }) =>
      service === 'redis'
        ? Response.json([{ result: 1 }], { headers: { 'upstash-sync-token': 'token-of-the-first' } })
        : undefined,
    );
    const first = start();
    await receive(first, 'a');
    await receive(start(), 'b');
    await receive(first, 'c');
    const tokens = stage.wire.calls
      .filter(({ service }) => service === 'redis')
      .map(({ headers }) => headers['upstash-sync-token']);
    expect(tokens).toEqual(['', '', 'token-of-the-first']);
  });
});

describe('an instance under a name that was used before', () => {
  it('is a new one, though firebase keeps its apps by name', async () => {
    await deliverSingle(start({}, 'process-1'), SINGLE);
    const [old] = getApps().filter(({ name }) => name === 'process-1');
    await deliverSingle(start({}, 'process-1'), SINGLE);
    const apps = getApps().filter(({ name }) => name === 'process-1');
    expect(apps).toHaveLength(1);
    expect(apps[0]).not.toBe(old);
    expect(stage.lines).toEqual([]);
  });

  it('may have another project: the old one’s settings do not come back, and it does not throw', async () => {
    await deliverSingle(start({}, 'process-2'), SINGLE);
    vi.stubEnv('FIREBASE_PROJECT_ID', 'another-project');
    expect(await deliverSingle(start({}, 'process-2'), SINGLE)).toMatchObject({ status: 200 });
    expect(firestoreUrls().at(-1)).toContain('/projects/another-project/');
  });

  it('makes the same requests as the first under that name', async () => {
    const play = async (): Promise<readonly unknown[]> => {
      const { length } = stage.wire.calls;
      stage.wire.setHistory(USER, []);
      await receive(start({}, 'webhook-1'), 'hats?');
      await pass(3_000);
      await deliver(start({}, 'process-3'));
      return stage.wire.calls
        .slice(length)
        .map(({ service, operation, url, headers }) => [service, operation, url, headers]);
    };
    expect(await play()).toEqual(await play());
  });
});

describe('an instance that has done nothing yet', () => {
  it('has made no client', () => {
    const before = getApps().length;
    start({}, 'idle');
    expect(getApps()).toHaveLength(before);
  });
});
