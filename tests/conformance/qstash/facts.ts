/** What QStash does with a publish, and what its client does by itself. Deliveries: `deliveries.ts`. */
import { Client } from '@upstash/qstash';
import { expect } from 'vitest';
import { QSTASH_TOKEN } from '../../../src/sim/services/qstash/index.ts';
import {
  answered,
  ANSWER_LOST,
  gapsOf,
  HANGS,
  noting,
  onWire,
  type OnWire,
  pass,
  type Played,
  REQUEST_LOST,
  spoil,
} from '../../support/on-wire.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';
import { deliveryFacts } from './deliveries.ts';
import { promiseFacts } from './promise.ts';
import { signatureFacts } from './signatures.ts';

const URL = 'https://chatbot.example/api/process-batch-redis';
const DAY_MS = 86_400_000;

function withClient(given: OnWire, body: (client: Client) => Promise<void>, token = QSTASH_TOKEN): Promise<Played> {
  return onWire(given, () => body(new Client({ token, enableTelemetry: false })));
}

/** The header of the only publish. */
function headerOf({ sent }: Played, name: string): string | undefined {
  return sent[0]?.headers[name];
}

const under = (id: string) => ({ url: URL, body: {}, deduplicationId: id });

/** How the client rounds a delay in seconds. */
const DELAYS = [
  [0.4, '0s'],
  [1.5, '2s'],
  [2.5, '3s'],
  [3, '3s'],
  ['90m', '90m'],
] as const;

const facts: readonly Fact[] = [
  {
    fact: 'A publish is a POST to `/v2/publish/` and the address as it is, query included; the answer has the id of the message',
    source: 'QStash OpenAPI; measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        const answer = await client.publishJSON({ url: `${URL}?a=1`, body: { a: 1 } });
        expect(answer).toEqual({ messageId: expect.stringMatching(/^msg_/) });
      });
      expect(played.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
        `POST https://qstash.upstash.io/v2/publish/${URL}?a=1`,
      ]);
      expect(played.delivered.map(({ url, body }) => ({ url, body }))).toEqual([
        { url: `${URL}?a=1`, body: '{"a":1}' },
      ]);
    },
  },
  {
    fact: 'A deduplication id is taken for 90 s (`documented`) or 10 min (`published`), from the publish that took it',
    source: 'reference document; Upstash docs, features/deduplication; upstash/docs 441; upstash/qstash-js 13',
    holds: async () => {
      for (const [profile, windowMs] of [
        ['documented', 90_000],
        ['published', 600_000],
      ] as const) {
        await withClient({ profile }, async (client) => {
          await client.publishJSON(under('x'));
          await pass(windowMs - 1);
          expect(await client.publishJSON(under('x'))).toHaveProperty('deduplicated', true);
          await pass(1);
          expect(await client.publishJSON(under('x'))).not.toHaveProperty('deduplicated');
        });
      }
    },
  },
  {
    fact: 'A duplicate is answered 202 with the first message’s id and is dropped, with its body, delay and address',
    source: 'Upstash docs, features/deduplication; upstash/qstash-js 13',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        const first = await client.publishJSON({ ...under('x'), delay: 3 });
        const second = await client.publishJSON({ ...under('x'), url: `${URL}/other`, body: { b: 1 }, delay: 1 });
        expect(second).toEqual({ ...first, deduplicated: true });
      });
      const statuses = played.events.flatMap((event) =>
        event.kind === 'answer' && event.to === 'caller' ? [event.status] : [],
      );
      expect(statuses).toEqual([200, 202]);
      expect(played.delivered.map(({ atMs, url, body }) => ({ atMs, url, body }))).toEqual([
        { atMs: 3_000, url: URL, body: '{}' },
      ]);
    },
  },
  {
    fact: 'Neither delivery, nor failure, nor the dead letters free an id before its window is over',
    source: 'Upstash docs, features/deduplication; upstash/qstash-js 13',
    holds: async () => {
      for (const status of [200, 500]) {
        await withClient({ receive: () => ({ status, headers: {}, body: '' }) }, async (client) => {
          await client.publishJSON({ ...under('x'), retries: 0 });
          await pass(60_000);
          expect(await client.publishJSON(under('x'))).toHaveProperty('deduplicated', true);
        });
      }
    },
  },
  {
    fact: 'An id counts for the whole account, not for each address (not published; chosen)',
    source: 'not published',
    holds: async () => {
      await withClient({}, async (client) => {
        await client.publishJSON(under('x'));
        expect(await client.publishJSON({ ...under('x'), url: `${URL}/other` })).toHaveProperty('deduplicated', true);
      });
    },
  },
  {
    fact: '`:` in an id is refused with 400 and `{"error":"DeduplicationId cannot contain \':\'"}`',
    source: 'superset-sh/superset 3591; lobehub/lobehub 18778',
    holds: async () => {
      await withClient({}, async (client) => {
        await expect(client.publishJSON(under('batch:1'))).rejects.toMatchObject({
          status: 400,
          message: `{"error":"DeduplicationId cannot contain ':'"}`,
        });
      });
    },
  },
  {
    fact: 'The client rounds a delay to whole seconds, 0.4 to `0s`, 1.5 to `2s`, 2.5 to `3s`; a text goes as it is',
    source: 'measured',
    holds: async () => {
      for (const [delay, header] of DELAYS) {
        const played = await withClient({}, async (client) => {
          await client.publishJSON({ url: URL, delay });
        });
        expect([delay, headerOf(played, 'upstash-delay')]).toEqual([delay, header]);
      }
    },
  },
  {
    fact: '`Upstash-Not-Before` (seconds of the Unix epoch) wins over the delay',
    source: 'QStash OpenAPI',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        await client.publishJSON({ url: URL, delay: 1, notBefore: Math.floor(Date.now() / 1_000) + 10 });
      });
      expect(played.delivered.map(({ atMs }) => atMs)).toEqual([10_000]);
    },
  },
  {
    fact: 'The client asks again only when `fetch` throws: 6 calls, with waits of 50, 135, 369, 1004 and 2729 ms; every one is published',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('publish', ANSWER_LOST, 1, 99)] }, async (client) => {
        await expect(client.publishJSON({ url: URL })).rejects.toThrow('fetch failed');
      });
      expect(gapsOf(played.sent)).toEqual([50, 135, 369, 1_004, 2_729]);
      expect(played.delivered).toHaveLength(6);
      expect(played.printed.at(-1)).toContain('failed after 6 attempts');
    },
  },
  {
    fact: 'A publish whose answer is lost is published twice, unless it has a deduplication id: then the second is dropped and the caller sees `deduplicated`',
    source: 'measured',
    holds: async () => {
      const rules = () => [spoil('publish', ANSWER_LOST)];
      const twice = await withClient({ rules: rules() }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(twice.delivered).toHaveLength(2);
      const once = await withClient({ rules: rules() }, async (client) => {
        expect(await client.publishJSON(under('x'))).toHaveProperty('deduplicated', true);
      });
      expect(once.delivered).toHaveLength(1);
    },
  },
  {
    fact: 'Any HTTP error is thrown at once, without another call',
    source: 'measured',
    holds: async () => {
      for (const status of [400, 404, 412, 500, 502, 503]) {
        const played = await withClient({ rules: [spoil('publish', answered(status, 'words'))] }, async (client) => {
          await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({
            name: 'QstashError',
            status,
            message: 'words',
          });
        });
        expect(played.sent).toHaveLength(1);
      }
    },
  },
  {
    fact: 'The client has no time-out: a publish that hangs hangs until its function is killed',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('publish', HANGS)], mayHang: true }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(played.finished).toBe(false);
      expect(played.sent).toHaveLength(1);
    },
  },
  {
    fact: 'Without a token the client only warns, sends an empty bearer and gets 401 with `{"error": ..}`',
    source: 'measured',
    holds: async () => {
      const bearers: (string | undefined)[] = [];
      const played = await withClient(
        { rules: [noting('authorization', bearers)] },
        async (client) => {
          await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({
            status: 401,
            message: expect.stringMatching(/^\{"error":"/),
          });
        },
        '',
      );
      expect(bearers).toEqual(['Bearer']);
      expect(played.printed.join(' ')).toContain('client token is not set');
      expect(played.sent).toHaveLength(1);
    },
  },
  {
    fact: 'Beyond the daily quota a publish is 429 with `RateLimit-*` headers, the client’s QstashDailyRatelimitError; at the next UTC day there is room again',
    source: 'QStash docs, pricing: 1,000 messages a day on the free plan; measured',
    holds: async () => {
      await withClient({ constants: { 'qstash.dailyQuota': 2 } }, async (client) => {
        await client.publishJSON({ url: URL });
        await client.publishJSON({ url: URL });
        await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({
          name: 'QstashDailyRatelimitError',
          limit: '2',
          remaining: '0',
        });
        // The run begins at noon.
        await pass(DAY_MS / 2 - 1);
        await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({ name: 'QstashDailyRatelimitError' });
        await pass(1);
        await client.publishJSON({ url: URL });
        await client.publishJSON({ url: URL });
        await pass(DAY_MS - 1);
        await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({ name: 'QstashDailyRatelimitError' });
      });
    },
  },
  {
    fact: 'Beyond so many requests a second other than publishes a request is 429 with `Burst-RateLimit-*` headers, the client’s QstashRatelimitError; how many is by plan (`burstPerS`). Publishing has no such limit',
    source: 'Upstash docs, api/api-ratelimiting; measured',
    holds: async () => {
      await withClient({ constants: { 'qstash.burstPerS': 1 } }, async (client) => {
        await client.dlq.listMessages();
        await expect(client.dlq.listMessages()).rejects.toMatchObject({
          name: 'QstashRatelimitError',
          limit: '1',
          remaining: '0',
        });
        for (let i = 0; i < 3; i += 1) await client.publishJSON({ url: URL });
        await client.queue({ queueName: 'q' }).enqueueJSON({ url: URL });
        await pass(1_000);
        await client.dlq.listMessages();
      });
    },
  },
  {
    fact: 'A 429 without those headers is the client’s QstashRatelimitError',
    source: 'measured',
    holds: async () => {
      await withClient({ rules: [spoil('publish', answered(429, '{"error":"words"}'))] }, async (client) => {
        await expect(client.publishJSON({ url: URL })).rejects.toMatchObject({ name: 'QstashRatelimitError' });
      });
    },
  },
  {
    fact: 'Content-based deduplication drops a publish of the same body, content type and forwarded headers to the same address',
    source: 'Upstash docs, features/deduplication',
    holds: async () => {
      // Each but the first two differs from the first in one thing.
      const first = { url: URL, body: 'კი', type: 'text/plain', own: '1' };
      const dropped: boolean[] = [];
      const played = await withClient({}, async (client) => {
        for (const { url, body, type, own } of [
          first,
          first,
          { ...first, own: '2' },
          { ...first, body: 'არა' },
          { ...first, type: 'text/html' },
          { ...first, url: `${URL}/other` },
          first,
        ]) {
          const headers = { 'Content-Type': type, 'X-Own': own };
          const answer = await client.publish({ url, body, headers, contentBasedDeduplication: true });
          dropped.push('deduplicated' in answer);
        }
      });
      expect(dropped).toEqual([false, true, false, false, false, false, true]);
      expect(played.delivered).toHaveLength(5);
    },
  },
  {
    fact: 'A connection that is refused is a retry as well, and a publish that arrives in the end is published once',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: [spoil('publish', REQUEST_LOST, 1, 5)] }, async (client) => {
        await client.publishJSON({ url: URL });
      });
      expect(played.sent).toHaveLength(6);
      expect(played.delivered).toHaveLength(1);
    },
  },
];

function refusedPublish(
  what: string,
  publish: (client: Client) => Promise<unknown>,
  words: RegExp,
  ...others: readonly ((client: Client) => Promise<unknown>)[]
): Refused {
  return {
    what,
    refuses: async () => {
      const played = await withClient({}, async (client) => {
        await expect(publish(client)).rejects.toThrow(words);
        for (const other of others) await expect(other(client)).rejects.toThrow(/not simulated: /);
      });
      expect(played.delivered).toEqual([]);
    },
  };
}

const refused: readonly Refused[] = [
  refusedPublish(
    'Callbacks',
    (client) => client.publishJSON({ url: URL, callback: `${URL}/done` }),
    /not simulated: header upstash-callback \(https:\/\/chatbot\.example/,
  ),
  refusedPublish(
    'Failure callbacks',
    (client) => client.publishJSON({ url: URL, failureCallback: `${URL}/failed` }),
    /not simulated: header upstash-failure-callback/,
  ),
  refusedPublish(
    'Formulas for the delay between retries, other than a number',
    (client) => client.publishJSON({ url: URL, retryDelay: 'pow(2, retried)' }),
    /not simulated: upstash-retry-delay other than a number \(pow\(2, retried\)\)/,
  ),
  refusedPublish(
    'Delays of messages in a queue',
    (client) => client.queue({ queueName: 'q' }).enqueueJSON({ url: URL, delay: 3 }),
    /not simulated: header upstash-delay \(3s\)/,
    (client) => client.queue({ queueName: 'q' }).enqueueJSON({ url: URL, notBefore: 1_764_244_900 }),
  ),
  refusedPublish(
    'Schedules',
    (client) => client.schedules.create({ destination: URL, cron: '* * * * *' }),
    /not simulated: POST .*\/v2\/schedules\//,
  ),
  refusedPublish(
    'Batches of messages',
    (client) => client.batchJSON([{ url: URL }]),
    /not simulated: POST .*\/v2\/batch/,
  ),
  refusedPublish('URL groups', (client) => client.publishJSON({ urlGroup: 'group' }), /invalid scheme.*\(group\)/),
  refusedPublish('Logs and events', (client) => client.logs(), /not simulated: GET .*\/v2\/events/),
  refusedPublish(
    'Pausing, resuming and changing of queues',
    (client) => client.queue({ queueName: 'q' }).upsert({ parallelism: 2 }),
    /not simulated: POST .*\/v2\/queues/,
    (client) => client.queue({ queueName: 'q' }).pause(),
    (client) => client.queue({ queueName: 'q' }).resume(),
  ),
  refusedPublish(
    'Reading and cancelling of messages',
    (client) => client.messages.cancel('msg_1'),
    /not simulated: DELETE .*\/v2\/messages\/msg_1/,
    (client) => client.messages.cancel({ all: true }),
    (client) => client.messages.get('msg_1'),
  ),
];

export const qstashFacts: ServiceFacts = {
  id: 'qstash',
  title: 'QStash',
  through: '@upstash/qstash 2.12.0',
  facts: [...facts, ...signatureFacts, ...deliveryFacts, ...promiseFacts],
  refused,
  remarks: [
    'The states CANCEL_REQUESTED and CANCELLED do not occur, since nothing is cancelled; nor does ERROR, which the vendor’s log may show beside RETRY and FAILED.',
    'How exactly a delay is kept is not published: a delivery leaves on time, unless `lateMs` or a fault says otherwise.',
    'Limits of a plan other than the daily quota (size of a body, number of retries, longest delay) are not imitated.',
  ],
};
