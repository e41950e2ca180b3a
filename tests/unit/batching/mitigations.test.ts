/** What each mitigation does on the wire, and what it does when it fails itself. What it cures is in tests/scenarios. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandOf, commandsOf, type FakeService } from '../../support/fake-wire.ts';
import { clearStage, deliver, LIST, LOCK, pass, receive, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

function refuse(service: FakeService, operation: string): void {
  stage.wire.rules.push((call) =>
    call.service === service && call.operation === operation
      ? Response.json({ error: 'ERR refused' }, { status: 400 })
      : undefined,
  );
}

const idsOf = (): readonly (string | undefined)[] =>
  stage.callsTo('publish').map(({ headers }) => headers['upstash-deduplication-id']);
const listed = (): readonly string[] =>
  (stage.wire.redis.lists.get(LIST) ?? []).map((entry) => /"text":"([^"]*)"/.exec(entry)?.[1] ?? entry);

/** Messages wait, old enough to be answered. */
async function waiting(...texts: readonly string[]): Promise<void> {
  for (const text of texts) await receive(start(), text);
  await pass(3_000);
  stage.lines.length = 0;
}

describe('an id by generation', () => {
  it('is shared until the list is cleared, and is another one from then on', async () => {
    const routes = start({ triggerId: 'generation' });
    await receive(routes, 'a');
    await receive(routes, 'b');
    await pass(3_000);
    await deliver(routes);
    await receive(routes, 'c');
    expect(idsOf()).toEqual([`batch_${USER}_generation_0`, `batch_${USER}_generation_0`, `batch_${USER}_generation_1`]);
  });

  it('is counted up with the deletion, in one transaction', async () => {
    const routes = start({ triggerId: 'generation' });
    await receive(routes, 'a');
    await pass(3_000);
    await deliver(routes);
    const key = `batch_generation_${USER}`;
    expect(stage.callsTo('multi del').map(commandsOf)).toEqual([
      [
        ['del', LIST],
        ['incr', key],
        ['pexpire', key, '86400000'],
      ],
    ]);
  });
});

describe('the retries of a re-queue', () => {
  it.each([
    [-1, undefined],
    [0, '0'],
    [5, '5'],
  ])('%i is sent as %s', async (requeueRetries, header) => {
    await receive(start(), 'hats?');
    await deliver(start({ requeueRetries }));
    expect(stage.callsTo('publish')[1]?.headers['upstash-retries']).toBe(header);
  });
});

describe('watched deduplication', () => {
  it('logs and counts a re-queue that was dropped, and changes nothing', async () => {
    await receive(start(), 'hats?');
    const routes = start({ watchDeduplication: true });
    for (const count of [1, 2]) {
      expect(await deliver(routes)).toEqual({ status: 200, body: { status: 'waiting_for_more' } });
      expect(stage.lines.at(-1)).toBe(
        `[batching] QStash dropped the re-queue as a duplicate of batch_${USER}_conversation; so far ${count} in this way`,
      );
    }
    expect(stage.wire.published).toHaveLength(1);
  });

  it('says nothing of one that was taken', async () => {
    await receive(start(), 'hats?');
    await deliver(start({ watchDeduplication: true, requeueId: 'own' }));
    expect(stage.callsTo('incr')).toEqual([]);
  });

  it('only logs that it could not count', async () => {
    await receive(start(), 'hats?');
    refuse('redis', 'incr');
    expect(await deliver(start({ watchDeduplication: true }))).toMatchObject({ status: 200 });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not count a dropped re-queue: UpstashError/);
  });
});

describe('a lock that only its owner releases', () => {
  const takeOver = (): void => {
    stage.wire.rules.push(({ service }) => {
      if (service === 'openai') stage.wire.redis.strings.set(LOCK, 'the next one');
      return undefined;
    });
  };

  it('is deleted where it is still the owner’s', async () => {
    await waiting('hats?');
    await deliver(start({ lockRelease: 'owner-in-client' }));
    expect(stage.wire.redis.strings.has(LOCK)).toBe(false);
  });

  it('stays where another has taken it', async () => {
    await waiting('hats?');
    takeOver();
    await deliver(start({ lockRelease: 'owner-in-client' }));
    expect(stage.wire.redis.strings.get(LOCK)).toBe('the next one');
    expect(stage.lines.at(-1)).toMatch(
      /^\[batching\] The lock is held by the next one and not by \d+_\w+, not released$/,
    );
  });

  it('stays as well where the owner is a number: the client gives back another kind of value', async () => {
    await waiting('hats?');
    await deliver(start({ lockRelease: 'owner-in-client', lockOwner: 'digits' }));
    expect(stage.wire.redis.strings.get(LOCK)).toMatch(/^\d{5}$/);
  });

  it('is released where lock and list share a client, which gives texts', async () => {
    await waiting('hats?');
    await deliver(start({ lockRelease: 'owner-in-client', lockOwner: 'digits', redisClients: 'shared' }));
    expect(stage.wire.redis.strings.has(LOCK)).toBe(false);
  });

  it('is compared and deleted by one script where the settings say so', async () => {
    await waiting('hats?');
    stage.wire.rules.push((call) => (call.operation === 'eval' ? Response.json([{ result: 1 }]) : undefined));
    await deliver(start({ lockRelease: 'owner-in-script' }));
    const [, owner] = /ID: (.*)$/.exec(stage.lines[0] ?? '') ?? [];
    expect(stage.callsTo('eval').map(commandOf)).toEqual([['eval', expect.stringContaining('DEL'), '1', LOCK, owner]]);
  });
});

describe('a processor that fails', () => {
  it('keeps the list for a retry where the settings say so', async () => {
    await waiting('hats?');
    refuse('openai', 'chat');
    expect(await deliver(start({ onError: 'keep' }))).toMatchObject({ status: 500 });
    expect(listed()).toEqual(['hats?']);
  });

  it('saves what it has read before it clears the list', async () => {
    await waiting('red', 'blue');
    refuse('openai', 'chat');
    expect(await deliver(start({ saveBeforeClear: true }))).toMatchObject({ status: 500 });
    expect(stage.wire.history(USER)).toEqual(['user: red. blue']);
    expect(listed()).toEqual([]);
  });

  it('keeps the list where it cannot save, and says why', async () => {
    await waiting('hats?');
    refuse('firestore', 'commit');
    expect(await deliver(start({ saveBeforeClear: true }))).toMatchObject({ status: 500 });
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] Could not save the messages of a failed batch, the list stays: /);
    expect(listed()).toEqual(['hats?']);
  });

  it('saves its reply, too, where only the first save failed', async () => {
    await waiting('hats?');
    let commits = 0;
    stage.wire.rules.push(({ operation }) =>
      operation === 'commit' && (commits += 1) === 1 ? Response.json({ error: {} }, { status: 503 }) : undefined,
    );
    expect(await deliver(start({ saveBeforeClear: true }))).toMatchObject({ status: 500 });
    expect(stage.wire.history(USER)).toEqual(['user: hats?', 'assistant: re hats?']);
    expect(listed()).toEqual([]);
  });

  it('clears nothing where it has read nothing: what is unread cannot be saved', async () => {
    await waiting('hats?');
    refuse('redis', 'set');
    expect(await deliver(start({ saveBeforeClear: true }))).toMatchObject({ status: 500 });
    expect(listed()).toEqual(['hats?']);
    expect(stage.wire.operations('firestore')).toEqual([]);
  });
});

describe('an atomic take', () => {
  it('reads and deletes in one transaction, before the model is asked, and deletes nothing after it', async () => {
    await waiting('hats?');
    stage.wire.rules.push(({ service }) => {
      if (service === 'messenger') stage.wire.redis.lists.set(LIST, ['{"text":"late"}']);
      return undefined;
    });
    expect(await deliver(start({ take: 'atomic' }))).toMatchObject({ body: { status: 'processed', count: 1 } });
    expect(stage.callsTo('multi lrange').map(commandsOf)).toEqual([
      [
        ['lrange', LIST, '0', '-1'],
        ['del', LIST],
      ],
    ]);
    expect(listed()).toEqual(['late']);
  });

  it('takes what has come since the look, and does not ask where another has taken all', async () => {
    await waiting('hats?');
    stage.wire.rules.push(({ operation }) => {
      if (operation === 'multi lrange') stage.wire.redis.lists.delete(LIST);
      return undefined;
    });
    expect(await deliver(start({ take: 'atomic' }))).toEqual({ status: 200, body: { status: 'no_messages' } });
    expect(stage.wire.operations('openai')).toEqual([]);
  });

  it('puts back what it has taken when it fails and shall keep it, before what has come since', async () => {
    await waiting('red', 'blue');
    stage.wire.rules.push(({ service }) => {
      if (service !== 'openai') return undefined;
      stage.wire.redis.lists.set(LIST, ['{"text":"late"}']);
      return Response.json({ error: {} }, { status: 400 });
    });
    expect(await deliver(start({ take: 'atomic', onError: 'keep' }))).toMatchObject({ status: 500 });
    expect(listed()).toEqual(['red', 'blue', 'late']);
  });

  it('clears nothing when it fails: what is in the list came later', async () => {
    await waiting('red');
    stage.wire.rules.push(({ service }) => {
      if (service !== 'openai') return undefined;
      stage.wire.redis.lists.set(LIST, ['{"text":"late"}']);
      return Response.json({ error: {} }, { status: 400 });
    });
    expect(await deliver(start({ take: 'atomic' }))).toMatchObject({ status: 500 });
    expect(listed()).toEqual(['late']);
  });
});

describe('the longest wait', () => {
  it('ends the waiting for more, however young the last message', async () => {
    const routes = start({ longestWaitMs: 5_000 });
    for (let sent = 0; sent < 5; sent += 1) {
      await receive(routes, 'more');
      await pass(1_000);
    }
    expect(await deliver(routes)).toMatchObject({ body: { status: 'processed', count: 5 } });
    await receive(routes, 'again');
    expect(await deliver(routes)).toMatchObject({ body: { status: 'waiting_for_more' } });
  });
});

describe('a read from the primary', () => {
  it('goes through a script, which no replica runs', async () => {
    await waiting('hats?');
    const entries = stage.wire.redis.lists.get(LIST) ?? [];
    stage.wire.rules.push((call) =>
      call.operation === 'eval'
        ? Response.json([{ result: entries.map((entry) => Buffer.from(entry).toString('base64')) }])
        : undefined,
    );
    expect(await deliver(start({ readFrom: 'primary' }))).toMatchObject({ body: { status: 'processed', count: 1 } });
    expect(stage.callsTo('lrange')).toEqual([]);
  });
});

describe('the clients of Redis', () => {
  const tokensAfter = async (settings: Parameters<typeof start>[0]): Promise<readonly (string | undefined)[]> => {
    stage.wire.rules.push(({ service, operation }) =>
      service !== 'redis'
        ? undefined
        : Response.json(operation === 'lrange' ? { result: [] } : [{ result: 'OK' }], {
            headers: { 'upstash-sync-token': operation },
          }),
    );
    await deliver(start(settings));
    return stage.wire.calls.map(({ headers }) => headers['upstash-sync-token']);
  };

  it('are apart for lock and list: the read knows nothing of the lock’s write', async () => {
    expect(await tokensAfter({})).toEqual(['', '', 'set']);
  });

  it('are one where they are shared: each request carries what the one before was told', async () => {
    expect(await tokensAfter({ redisClients: 'shared' })).toEqual(['', 'set', 'lrange']);
  });
});
