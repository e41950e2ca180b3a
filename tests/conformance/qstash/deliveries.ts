/** What QStash does when a message is due: delivery, retries, dead letters, flow control, queues. */
import { Client } from '@upstash/qstash';
import { expect } from 'vitest';
import { isRecord } from '../../../src/sim/model/json.ts';
import { QSTASH_TOKEN } from '../../../src/sim/services/qstash/index.ts';
import { allHeaders, type WireAnswer, type WireRequest } from '../../../src/sim/network/wire.ts';
import { gapsOf, onWire, type OnWire, pass, type Played } from '../../support/on-wire.ts';
import type { Fact } from '../fact.ts';

const URL = 'https://chatbot.example/api/process-batch-redis';

function withClient(given: OnWire, body: (client: Client) => Promise<void>): Promise<Played> {
  return onWire(given, () => body(new Client({ token: QSTASH_TOKEN, enableTelemetry: false })));
}

const answer = (status: number, headers: WireAnswer['headers'] = {}, body = ''): WireAnswer => ({
  status,
  headers,
  body,
});

/** Answers each call with the next of them; with the last from then on. */
function oneByOne(...answers: readonly WireAnswer[]): () => WireAnswer {
  let next = 0;
  return () => {
    next += 1;
    return answers[Math.min(next, answers.length) - 1] ?? answer(200);
  };
}

/** Answers 200 after so long, and tells how many were under way at most. */
function slowly(ms: number): { readonly receive: () => Promise<WireAnswer>; readonly most: () => number } {
  let [active, most] = [0, 0];
  return {
    receive: async () => {
      active += 1;
      most = Math.max(most, active);
      await pass(ms);
      active -= 1;
      return answer(200);
    },
    most: () => most,
  };
}

const timesOf = ({ delivered }: Played): readonly number[] => delivered.map(({ atMs }) => atMs);
const notesOf = ({ notes }: Played): readonly string[] => notes.map(({ operation }) => operation);

/** The states that a message went through, in their order. */
function statesOf({ events }: Played, id: string): readonly unknown[] {
  const changes = events.flatMap(({ patch }) => patch ?? []);
  return changes.flatMap((change) =>
    change.op === 'set' && change.key === `messages/${id}` && isRecord(change.value) ? [change.value['state']] : [],
  );
}

export const deliveryFacts: readonly Fact[] = [
  {
    fact: 'A delivery has the method (POST where none is named) and the body as published, `User-Agent: Upstash-QStash`, `Upstash-Message-Id`, `Upstash-Retried`, `Upstash-Signature`, the content type, and what was given as `Upstash-Forward-*`',
    source: 'Upstash docs, howto/receiving',
    holds: async () => {
      const requests: WireRequest[] = [];
      await withClient({ receive: (request) => (requests.push(request), answer(200)) }, async (client) => {
        const { messageId } = await client.publishJSON({ url: URL, body: { a: 'კი' }, headers: { 'X-Own': 'yes' } });
        await pass(1);
        const [request] = requests;
        expect(requests).toMatchObject([{ method: 'POST', url: URL, body: '{"a":"კი"}' }]);
        expect(request === undefined ? {} : allHeaders(request)).toEqual({
          'content-type': 'application/json',
          'user-agent': 'Upstash-QStash',
          'upstash-message-id': messageId,
          'upstash-retried': '0',
          'upstash-signature': expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
          'x-own': 'yes',
        });
        await client.publishJSON({ url: URL, method: 'PUT', body: {} });
        await pass(1);
        expect(requests[1]).toMatchObject({ method: 'PUT', url: URL });
      });
    },
  },
  {
    fact: 'Success is 2xx only: a 3xx or 4xx is a failure',
    source: 'Upstash docs, features/retry',
    holds: async () => {
      for (const [status, operation] of [
        [200, 'acknowledged'],
        [204, 'acknowledged'],
        [307, 'retry scheduled'],
        [404, 'retry scheduled'],
        [500, 'retry scheduled'],
      ] as const) {
        const played = await withClient({ receive: oneByOne(answer(status), answer(200)) }, async (client) => {
          await client.publishJSON({ url: URL });
        });
        expect([status, notesOf(played)[0]]).toEqual([status, operation]);
      }
    },
  },
  {
    fact: 'Retries left out are 3; before retry n it waits min(86,400, e^(2.5 n)) s: 12.2 s, 148.4 s, 1,808 s; then the message is a dead letter',
    source: 'Upstash docs, features/retry; QStash OpenAPI',
    holds: async () => {
      const played = await withClient({ receive: () => answer(500, {}, 'boom') }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(gapsOf(played.delivered)).toEqual([12_182, 148_413, 1_808_042]);
      expect(notesOf(played)).toEqual(['retry scheduled', 'retry scheduled', 'retry scheduled', 'dead letter']);
      expect(played.delivered.map(({ headers }) => headers['upstash-retried'])).toEqual(['0', '1', '2', '3']);
      const longer = await withClient({ receive: () => answer(500) }, async (client) => {
        await client.publishJSON({ url: URL, retries: 5 });
      });
      expect(gapsOf(longer.delivered).slice(3)).toEqual([22_026_466, 86_400_000]);
    },
  },
  {
    fact: '`retries: 0` is one attempt; a number given as `Upstash-Retry-Delay` (milliseconds) takes the formula’s place',
    source: 'QStash OpenAPI; Upstash docs, features/retry',
    holds: async () => {
      const receive = (): WireAnswer => answer(500);
      const once = await withClient({ receive }, async (client) => {
        await client.publishJSON({ url: URL, retries: 0 });
      });
      expect(once.delivered).toHaveLength(1);
      const evenly = await withClient({ receive }, async (client) => {
        await client.publishJSON({ url: URL, retries: 2, retryDelay: '5000' });
      });
      expect(gapsOf(evenly.delivered)).toEqual([5_000, 5_000]);
    },
  },
  {
    fact: '`Retry-After` of a failed answer sets the next wait: seconds, a duration (`6m5s`) or a date; so do `X-RateLimit-Reset`, `-Requests` and `-Tokens`. 0 is at once',
    source: 'Upstash docs, features/retry',
    holds: async () => {
      const waits: readonly (readonly [WireAnswer['headers'], number])[] = [
        [{ 'retry-after': '20' }, 20_000],
        [{ 'retry-after': '6m5s' }, 365_000],
        [{ 'retry-after': '0' }, 0],
        // The runs begin at noon of that day by QStash's clock.
        [{ 'retry-after': 'Thu, 27 Nov 2025 13:00:00 GMT' }, 3_600_000],
        [{ 'retry-after': 'Thu, 27 Nov 2025 11:00:00 GMT' }, 0],
        [{ 'x-ratelimit-reset': '30' }, 30_000],
        [{ 'x-ratelimit-reset-requests': '1.5s' }, 1_500],
        [{ 'x-ratelimit-reset-tokens': '250ms' }, 250],
      ];
      for (const [headers, waitMs] of waits) {
        const played = await withClient({ receive: oneByOne(answer(503, headers), answer(200)) }, async (client) => {
          await client.publishJSON({ url: URL });
        });
        expect([headers, gapsOf(played.delivered)]).toEqual([headers, [waitMs]]);
      }
    },
  },
  {
    fact: 'A `Retry-After` of more than a day is not obeyed: the back-off is',
    source: 'Upstash docs, features/retry',
    holds: async () => {
      const receive = oneByOne(
        answer(503, { 'retry-after': '86400' }),
        answer(503, { 'retry-after': '86401' }),
        answer(200),
      );
      const played = await withClient({ receive }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(gapsOf(played.delivered)).toEqual([86_400_000, 148_413]);
    },
  },
  {
    fact: '489 with `Upstash-NonRetryable-Error: true` goes to the dead letters at once; 489 without it is a failure like others',
    source: 'Upstash docs, features/retry',
    holds: async () => {
      const final = await withClient(
        { receive: () => answer(489, { 'upstash-nonretryable-error': 'true' }) },
        async (client) => {
          await client.publishJSON({ url: URL });
        },
      );
      expect(notesOf(final)).toEqual(['dead letter']);
      const plain = await withClient({ receive: oneByOne(answer(489), answer(200)) }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(notesOf(plain)).toEqual(['retry scheduled', 'acknowledged']);
    },
  },
  {
    fact: 'A delivery that is not answered in time (15 min, or `Upstash-Timeout`) is a failure',
    source: 'QStash pricing; QStash OpenAPI',
    holds: async () => {
      const receive = (): Promise<WireAnswer> => new Promise(() => undefined);
      for (const [timeout, ms] of [
        [undefined, 900_000],
        [10, 10_000],
      ] as const) {
        const played = await withClient({ receive }, async (client) => {
          await client.publishJSON({ url: URL, retries: 0, ...(timeout === undefined ? {} : { timeout }) });
        });
        expect(played.notes.map(({ operation, atMs }) => ({ operation, atMs }))).toEqual([
          { operation: 'dead letter', atMs: ms },
        ]);
      }
    },
  },
  {
    fact: 'Plain publishes are delivered side by side: none waits for another',
    source: 'Upstash docs, howto/receiving',
    holds: async () => {
      const { receive, most } = slowly(10_000);
      const played = await withClient({ receive }, async (client) => {
        for (let i = 0; i < 3; i += 1) await client.publishJSON({ url: URL });
      });
      expect(most()).toBe(3);
      expect(timesOf(played)).toEqual([0, 0, 0]);
    },
  },
  {
    fact: 'A message is CREATED, ACTIVE while a delivery is under way, RETRY while it waits for the next one, and DELIVERED or FAILED in the end',
    source: 'Upstash docs, howto/debug-logs',
    holds: async () => {
      for (const [receive, states] of [
        [oneByOne(answer(200)), ['CREATED', 'ACTIVE', 'DELIVERED']],
        [oneByOne(answer(500), answer(200)), ['CREATED', 'ACTIVE', 'RETRY', 'ACTIVE', 'DELIVERED']],
        [oneByOne(answer(500)), ['CREATED', 'ACTIVE', 'RETRY', 'ACTIVE', 'FAILED']],
      ] as const) {
        let id = '';
        const played = await withClient({ receive }, async (client) => {
          ({ messageId: id } = await client.publishJSON({ url: URL, delay: 3, retries: 1 }));
        });
        expect(statesOf(played, id)).toEqual(states);
      }
    },
  },
  {
    fact: 'Dead letters are listed (`GET /v2/dlq`), published anew (`POST /v2/dlq/retry?dlqIds=..`) and deleted (`DELETE /v2/dlq/..`)',
    source: 'QStash OpenAPI, howto/debug-logs',
    holds: async () => {
      const receive = oneByOne(answer(500, {}, 'boom'), answer(200), answer(500));
      const played = await withClient({ receive }, async (client) => {
        await client.publishJSON({ url: URL, body: { a: 1 }, retries: 0 });
        await pass(1);
        const { messages } = await client.dlq.listMessages();
        expect(messages).toMatchObject([{ url: URL, body: '{"a":1}', responseStatus: 500, responseBody: 'boom' }]);
        await client.dlq.retry(messages[0]?.dlqId ?? '');
        expect((await client.dlq.listMessages()).messages).toEqual([]);
        await client.publishJSON({ url: URL, retries: 0 });
        await pass(1);
        await client.dlq.delete((await client.dlq.listMessages()).messages[0]?.dlqId ?? '');
        expect((await client.dlq.listMessages()).messages).toEqual([]);
      });
      expect(notesOf(played)).toEqual(['dead letter', 'acknowledged', 'dead letter']);
      const asked = played.sent.map(({ method, url }) => `${method} ${url.replace(/^https:\/\/[^/]+/, '')}`);
      expect(asked).toContain('GET /v2/dlq');
      expect(asked).toContainEqual(expect.stringMatching(/^POST \/v2\/dlq\/retry\?dlqIds=\d/));
      expect(asked).toContainEqual(expect.stringMatching(/^DELETE \/v2\/dlq\/\d/));
    },
  },
  {
    fact: 'Flow control with `parallelism=1`: one call a key at a time; the others wait, and none is dropped',
    source: 'Upstash docs, features/flowcontrol',
    holds: async () => {
      const { receive, most } = slowly(10_000);
      const played = await withClient({ receive }, async (client) => {
        const flowControl = { key: 'user-1', parallelism: 1 };
        for (let i = 0; i < 3; i += 1) await client.publishJSON({ url: URL, delay: 3, flowControl });
        await client.publishJSON({ url: URL, delay: 3, flowControl: { ...flowControl, key: 'user-2' } });
      });
      expect(timesOf(played)).toEqual([3_000, 3_000, 13_000, 23_000]);
      expect(most()).toBe(2);
      expect(notesOf(played).filter((operation) => operation === 'waits')).toHaveLength(2);
    },
  },
  {
    fact: 'A call holds its slot while it is under way, not while it waits for its retry; each message keeps the limit that it was published with',
    source: 'Upstash docs, features/flowcontrol: active means that the response is not received yet',
    holds: async () => {
      const played = await withClient({ receive: oneByOne(answer(500), answer(200)) }, async (client) => {
        for (let i = 0; i < 2; i += 1)
          await client.publishJSON({ url: URL, flowControl: { key: 'k', parallelism: 1 } });
      });
      expect(timesOf(played)).toEqual([0, 0, 12_182]);
      const { receive, most } = slowly(10_000);
      await withClient({ receive }, async (client) => {
        for (const parallelism of [1, 2, 1])
          await client.publishJSON({ url: URL, flowControl: { key: 'k', parallelism } });
      });
      expect(most()).toBe(2);
    },
  },
  {
    fact: 'Flow control with a rate: so many calls begin in a period (1 s where none is named), the others wait',
    source: 'Upstash docs, features/flowcontrol',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        for (let i = 0; i < 5; i += 1)
          await client.publishJSON({ url: URL, flowControl: { key: 'k', rate: 2, period: '1m' } });
      });
      expect(timesOf(played)).toEqual([0, 0, 60_000, 60_000, 120_000]);
      const unnamed = await withClient({}, async (client) => {
        for (let i = 0; i < 3; i += 1) await client.publishJSON({ url: URL, flowControl: { key: 'k', rate: 1 } });
      });
      expect(timesOf(unnamed)).toEqual([0, 1_000, 2_000]);
    },
  },
  {
    fact: 'A queue (`/v2/enqueue/<queue>/<address>`) is first in, first out: the next message waits until the one before is delivered or given up, its retries included',
    source: 'Upstash docs, features/queues',
    holds: async () => {
      const receive = oneByOne(answer(500), answer(200), answer(500), answer(500), answer(500), answer(500));
      const played = await withClient({ receive }, async (client) => {
        const queue = client.queue({ queueName: 'user-1' });
        for (const n of [1, 2, 3]) await queue.enqueueJSON({ url: URL, body: { n }, retries: n === 3 ? 0 : 1 });
      });
      expect(new Set(played.sent.map(({ url }) => url))).toEqual(
        new Set([`https://qstash.upstash.io/v2/enqueue/user-1/${URL}`]),
      );
      expect(played.delivered.map(({ atMs, body }) => `${atMs} ${body}`)).toEqual([
        '0 {"n":1}',
        '12182 {"n":1}',
        '12182 {"n":2}',
        '24364 {"n":2}',
        '24364 {"n":3}',
      ]);
    },
  },
];
