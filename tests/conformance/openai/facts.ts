/** What OpenAI answers, and what its client does by itself. */
import OpenAI from 'openai';
import { expect } from 'vitest';
import type { Effect, Rule } from '../../../src/sim/network/effects.ts';
import { insufficientQuota, OPENAI_API_KEY, openai } from '../../../src/sim/services/openai/index.ts';
import {
  answered,
  gapsOf,
  HANGS,
  onWire,
  type OnWire,
  type Played,
  REQUEST_LOST,
  spoil,
} from '../../support/on-wire.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';

type Options = Omit<ConstructorParameters<typeof OpenAI>[0] & object, 'apiKey'>;

function withClient(given: OnWire, body: (client: OpenAI) => Promise<void>, options: Options = {}): Promise<Played> {
  return onWire(given, () => body(new OpenAI({ apiKey: OPENAI_API_KEY, ...options })));
}

const ask = (client: OpenAI) =>
  client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'კი' }] });

/** Every call fails so. */
const always = (effect: Effect): readonly Rule[] => [spoil('chat', effect, 1, 99)];

/** A failing answer with headers of its own, as it is on the wire. */
const failing = (status: number, headers: Readonly<Record<string, string>> = {}) =>
  answered(status, JSON.stringify({ error: { message: 'words', type: 'kind', param: null, code: null } }), headers);

async function callsWhen(rules: readonly Rule[], options: Options = {}): Promise<Played> {
  return withClient(
    { rules },
    async (client) => {
      await expect(ask(client)).rejects.toBeInstanceOf(OpenAI.APIError);
    },
    options,
  );
}

/** What OpenAI itself answers a call that fails so. */
const errorOf = (status: number): Effect => {
  const request = { method: 'POST', url: 'https://api.openai.com/v1/chat/completions', headers: {}, body: '{}' };
  return { kind: 'refuse', when: 'before', answer: openai.errorOf(status, request) };
};

/** The answers that were errors, as they came. */
function errorsOf({ events }: Played): readonly unknown[] {
  return events.flatMap((event): unknown[] =>
    event.kind === 'answer' && event.to === 'caller' && event.status >= 400
      ? [{ status: event.status, body: JSON.parse(event.body) as unknown }]
      : [],
  );
}

function expectBetween(ms: number | undefined, least: number, most: number): void {
  expect(ms).toBeGreaterThanOrEqual(least);
  expect(ms).toBeLessThanOrEqual(most);
}

const CLASSES = [
  [400, 'BadRequestError'],
  [401, 'AuthenticationError'],
  [403, 'PermissionDeniedError'],
  [404, 'NotFoundError'],
  [409, 'ConflictError'],
  [422, 'UnprocessableEntityError'],
  [429, 'RateLimitError'],
  [500, 'InternalServerError'],
] as const;

const facts: readonly Fact[] = [
  {
    fact: 'A question is a POST to `/v1/chat/completions`; the answer has `choices[0].message.content`, an id of its own and its tokens',
    source: 'OpenAI API reference, chat; measured',
    holds: async () => {
      const played = await withClient({}, async (client) => {
        const { id, object, choices, usage } = await ask(client);
        expect((await ask(client)).id).not.toBe(id);
        expect({ id, object }).toEqual({ id: expect.stringMatching(/^chatcmpl-/), object: 'chat.completion' });
        expect(choices).toMatchObject([
          { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: expect.stringContaining('“კი”') } },
        ]);
        expect(usage?.prompt_tokens).toBeGreaterThan(0);
        expect(usage?.completion_tokens).toBeGreaterThan(0);
        expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
      });
      expect(new Set(played.sent.map(({ method, url }) => `${method} ${url}`))).toEqual(
        new Set(['POST https://api.openai.com/v1/chat/completions']),
      );
    },
  },
  {
    fact: 'An answer takes 1.5 s (chosen), unless `latencyMs` says otherwise; the reference document’s slow one is 25 s',
    source: 'not published; reference document',
    holds: async () => {
      for (const [constants, ms] of [
        [{}, 1_500],
        [{ 'openai.latencyMs': 25_000 }, 25_000],
      ] as const) {
        await onWire({ constants }, async ({ nowMs }) => {
          await ask(new OpenAI({ apiKey: OPENAI_API_KEY }));
          expect(nowMs()).toBe(ms);
        });
      }
    },
  },
  {
    fact: 'The client asks twice more on 408, 409, 429, 5xx and where the connection breaks; not on 400, 401, 403, 404, 422',
    source: 'measured',
    holds: async () => {
      for (const status of [408, 409, 429, 500, 502, 503, 504]) {
        expect([status, (await callsWhen(always(failing(status)))).sent.length]).toEqual([status, 3]);
      }
      for (const status of [400, 401, 403, 404, 422]) {
        expect([status, (await callsWhen(always(failing(status)))).sent.length]).toEqual([status, 1]);
      }
      expect((await callsWhen(always(REQUEST_LOST))).sent).toHaveLength(3);
    },
  },
  {
    fact: 'It waits 0.5 s × 2^n × (0.75 to 1) between, at most 8 s',
    source: 'measured',
    holds: async () => {
      const gaps = gapsOf((await callsWhen(always(failing(500)))).sent);
      expectBetween(gaps[0], 375, 500);
      expectBetween(gaps[1], 750, 1_000);
      const many = gapsOf((await callsWhen(always(failing(500)), { maxRetries: 8 })).sent);
      expect(many).toHaveLength(8);
      expect(Math.max(...many)).toBeLessThanOrEqual(8_000);
      expectBetween(many[7], 6_000, 8_000);
    },
  },
  {
    fact: '`retry-after` (seconds) is obeyed without an upper bound: 20 s twice outlive a lock of 30 s, an hour is waited for as well',
    source: 'measured',
    holds: async () => {
      expect(gapsOf((await callsWhen(always(failing(429, { 'retry-after': '20' })))).sent)).toEqual([20_000, 20_000]);
      expect(gapsOf((await callsWhen(always(failing(429, { 'retry-after': '3600' })))).sent)).toEqual([
        3_600_000, 3_600_000,
      ]);
    },
  },
  {
    fact: '`x-should-retry` overrides: `true` has a 400 tried again, `false` not even a 500',
    source: 'measured',
    holds: async () => {
      expect((await callsWhen(always(failing(400, { 'x-should-retry': 'true' })))).sent).toHaveLength(3);
      expect((await callsWhen(always(failing(500, { 'x-should-retry': 'false' })))).sent).toHaveLength(1);
    },
  },
  {
    fact: 'No idempotency key is sent: an answer that is lost was made, and is made again',
    source: 'measured',
    holds: async () => {
      const names: string[] = [];
      const listen: Rule = ({ request }) => {
        names.push(...Object.keys(request.headers));
        return undefined;
      };
      const lost = spoil('chat', { kind: 'break', what: 'answer', error: 'ECONNRESET' });
      const played = await withClient({ rules: [listen, lost] }, async (client) => {
        await ask(client);
      });
      expect(names.filter((name) => name.includes('idempotency'))).toEqual([]);
      expect(names).toContain('authorization');
      expect(played.served).toHaveLength(2);
    },
  },
  {
    fact: 'The time-out is 10 min an attempt, and is tried again: T costs 3 T and 1.5 s at most',
    source: 'measured',
    holds: async () => {
      const played = await withClient({ rules: always(HANGS) }, async (client) => {
        await expect(ask(client)).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
      });
      expect(played.sent).toHaveLength(3);
      for (const gap of gapsOf(played.sent)) expectBetween(gap, 600_375, 601_000);
      await onWire({ rules: always(HANGS) }, async ({ nowMs }) => {
        const client = new OpenAI({ apiKey: OPENAI_API_KEY, timeout: 5_000 });
        await expect(ask(client)).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
        expectBetween(nowMs(), 15_000, 16_500);
      });
    },
  },
  {
    fact: 'It lasts up to the headers only: a body that stalls is never timed out',
    source: 'measured',
    holds: async () => {
      const played = await withClient(
        { rules: [spoil('chat', { kind: 'stall-body' })], mayHang: true },
        async (client) => {
          await ask(client);
        },
        { timeout: 5_000 },
      );
      expect(played.finished).toBe(false);
      expect(played.sent).toHaveLength(1);
    },
  },
  {
    fact: 'Errors are `{"error":{"message","type","param","code"}}`; each status is a class of the client’s own',
    source: 'OpenAI API reference, error codes; measured',
    holds: async () => {
      for (const [status, name] of CLASSES) {
        await withClient({ rules: always(failing(status, { 'x-should-retry': 'false' })) }, async (client) => {
          const asked = ask(client);
          await expect(asked).rejects.toBeInstanceOf(OpenAI[name]);
          await expect(asked).rejects.toMatchObject({ status, type: 'kind', message: `${status} words` });
        });
      }
      const own = await onWire({ rules: [spoil('chat', errorOf(429)), spoil('chat', errorOf(500), 2)] }, async () => {
        const client = new OpenAI({ apiKey: OPENAI_API_KEY, maxRetries: 0 });
        for (let i = 0; i < 2; i += 1) await expect(ask(client)).rejects.toBeInstanceOf(OpenAI.APIError);
        await expect(ask(new OpenAI({ apiKey: 'wrong' }))).rejects.toBeInstanceOf(OpenAI.APIError);
        await expect(client.chat.completions.create({ model: '', messages: [] })).rejects.toThrow(/model parameter/);
        await expect(client.models.list()).rejects.toBeInstanceOf(OpenAI.APIError);
      });
      const [message, type, none] = [expect.any(String), expect.any(String), null];
      expect(errorsOf(own)).toEqual([
        { status: 429, body: { error: { message, type, param: none, code: 'rate_limit_exceeded' } } },
        { status: 500, body: { error: { message, type, param: none, code: none } } },
        { status: 401, body: { error: { message, type, param: none, code: 'invalid_api_key' } } },
        { status: 400, body: { error: { message, type, param: 'model', code: none } } },
        { status: 404, body: { error: { message, type, param: none, code: 'unknown_url' } } },
      ]);
    },
  },
  {
    fact: '`insufficient_quota` is a 429 too: the client tries again in vain',
    source: 'OpenAI API reference, error codes; measured',
    holds: async () => {
      const effect = { kind: 'refuse', when: 'before', answer: insufficientQuota() } as const;
      const played = await withClient({ rules: always(effect) }, async (client) => {
        await expect(ask(client)).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
      });
      expect(played.sent).toHaveLength(3);
    },
  },
  {
    fact: 'A rate limit and an error of the server are worded as the vendor’s: "Rate limit reached for requests"; whatever the 5xx, "The server had an error while processing your request. Sorry about that!"',
    source: 'OpenAI API reference, error codes',
    holds: async () => {
      const limit = { message: 'Rate limit reached for requests', type: 'requests', code: 'rate_limit_exceeded' };
      const words = 'The server had an error while processing your request. Sorry about that!';
      for (const [status, { message, type, code }] of [
        [429, limit],
        [500, { message: words, type: 'server_error', code: null }],
        [503, { message: words, type: 'server_error', code: null }],
      ] as const) {
        await withClient({ rules: always(errorOf(status)) }, async (client) => {
          await expect(ask(client)).rejects.toMatchObject({ status, message: `${status} ${message}`, type, code });
        });
      }
    },
  },
  {
    fact: 'A wrong key is 401 `invalid_api_key`, at once and without a retry',
    source: 'OpenAI API reference, error codes; measured',
    holds: async () => {
      const played = await onWire({}, async () => {
        await expect(ask(new OpenAI({ apiKey: 'wrong' }))).rejects.toMatchObject({
          status: 401,
          code: 'invalid_api_key',
        });
      });
      expect(played.sent).toHaveLength(1);
    },
  },
  {
    fact: 'Odd successes pass: 200 with HTML resolves with a text; a content may be null or empty',
    source: 'measured',
    holds: async () => {
      const html = answered(200, '<html>busy</html>', { 'content-type': 'text/html' });
      await withClient({ rules: [spoil('chat', html)] }, async (client) => {
        expect(await ask(client)).toBe('<html>busy</html>');
      });
      for (const content of [null, '']) {
        const body = JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content } }] });
        const odd = answered(200, body, { 'content-type': 'application/json' });
        await withClient({ rules: [spoil('chat', odd)] }, async (client) => {
          expect((await ask(client)).choices[0]?.message.content).toBe(content);
        });
      }
    },
  },
];

function refusedCall(what: string, call: (client: OpenAI) => Promise<unknown>, words: RegExp): Refused {
  return {
    what,
    refuses: async () => {
      await withClient({}, async (client) => {
        await expect(call(client)).rejects.toThrow(words);
      });
    },
  };
}

type Question = Parameters<OpenAI['chat']['completions']['create']>[0];

const QUESTION: Question = { model: 'gpt-4o', messages: [{ role: 'user', content: 'a' }] };

/** What would change the shape of an answer, a question each. */
const SHAPES: readonly Partial<Question>[] = [
  { response_format: { type: 'json_object' } },
  { tools: [{ type: 'function', function: { name: 'weather' } }] },
  { tool_choice: 'none' },
  { functions: [{ name: 'weather' }] },
  { n: 2 },
  { logprobs: true },
  { modalities: ['text', 'audio'] },
];

const refused: readonly Refused[] = [
  refusedCall(
    'Streams',
    (client) => client.chat.completions.create({ ...QUESTION, stream: true }),
    /Not simulated: stream/,
  ),
  {
    what: 'Tools, formats and whatever else changes the shape of an answer',
    refuses: async () => {
      await withClient({}, async (client) => {
        for (const shape of SHAPES) {
          const [[name, value] = []] = Object.entries(shape);
          await expect(client.chat.completions.create({ ...QUESTION, ...shape })).rejects.toMatchObject({
            status: 400,
            message: `400 Not simulated: ${name} (${JSON.stringify(value)})`,
          });
        }
      });
    },
  },
  refusedCall(
    'The Responses API',
    (client) => client.responses.create({ model: 'gpt-4o', input: 'a' }),
    /Not simulated: POST .*\/v1\/responses/,
  ),
  refusedCall('Lists of models', async (client) => client.models.list(), /Not simulated: GET .*\/v1\/models/),
];

export const openaiFacts: ServiceFacts = {
  id: 'openai',
  title: 'OpenAI',
  through: 'openai 6.49.0',
  facts,
  refused,
  remarks: [
    'The model does not think: its answer quotes what the user said, in words that change from call to call.',
    'Rate limits are not counted: a 429 comes from a fault alone.',
  ],
};
