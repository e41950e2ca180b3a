/** How a delivery is signed, as the client's own verifier and its wrapper for Next.js see it. */
import { Client, Receiver } from '@upstash/qstash';
import { verifySignatureAppRouter } from '@upstash/qstash/nextjs';
import { expect } from 'vitest';
import type { App } from '../../../src/sim/model/app.ts';
import { allHeaders, type WireRequest } from '../../../src/sim/network/wire.ts';
import { CURRENT_SIGNING_KEY, NEXT_SIGNING_KEY, QSTASH_TOKEN } from '../../../src/sim/services/qstash/index.ts';
import { onWire } from '../../support/on-wire.ts';
import { answersOf, pagesOf, runOwn, viaQStash } from '../../support/own-app.ts';
import type { Fact } from '../fact.ts';

const URL = 'https://chatbot.example/api/process-batch-redis';
const KEYS = { currentSigningKey: CURRENT_SIGNING_KEY, nextSigningKey: NEXT_SIGNING_KEY };
const BODY = { text: 'გამარჯობა' };

interface Delivery {
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: string;
  readonly body: string;
  readonly url: string;
}

/** A delivery as it came. */
async function delivered(): Promise<Delivery> {
  const requests: WireRequest[] = [];
  const receive = (request: WireRequest) => (requests.push(request), { status: 200, headers: {}, body: '' });
  await onWire({ receive }, async () => {
    await new Client({ token: QSTASH_TOKEN, enableTelemetry: false }).publishJSON({ url: URL, body: BODY });
  });
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was delivered');
  const { body, url } = request;
  return { headers: allHeaders(request), signature: request.late?.value ?? '', body, url };
}

interface Verifying {
  readonly keys?: typeof KEYS;
  /** How far the verifier's clock is ahead of the moment of the delivery. */
  readonly skewMs?: number;
  readonly clockTolerance?: number;
  /** What the verifier is shown in the place of the delivery's own. */
  readonly shown?: Partial<Delivery>;
}

/** What the client's own receiver says of one delivery. */
async function verdict({ keys = KEYS, skewMs = 0, clockTolerance = 0, shown = {} }: Verifying = {}): Promise<string> {
  const { signature, body, url } = { ...(await delivered()), ...shown };
  let said = '';
  await onWire({}, async ({ stepClock }) => {
    stepClock(skewMs);
    said = await new Receiver(keys).verify({ signature, body, url, clockTolerance }).then(
      (valid) => (valid ? 'accepted' : 'not accepted'),
      (error: unknown) => (error instanceof Error ? error.message : 'no error'),
    );
  });
  return said;
}

const REFUSED = /signature verification failed/;

export const signatureFacts: readonly Fact[] = [
  {
    fact: 'The signature is a JWT (HS256): iss `Upstash`, sub the address, iat, nbf = iat, exp = iat + 300 s, body = base64url(sha256(body)); the client’s Receiver accepts it, and refuses it beside another body or address',
    source: 'Upstash docs, features/security; measured',
    holds: async () => {
      expect(await verdict()).toBe('accepted');
      expect(await verdict({ skewMs: 300_000 - 1 })).toBe('accepted');
      expect(await verdict({ shown: { body: JSON.stringify({ text: 'გამარჯობა!' }) } })).toMatch(
        /body hash does not match/,
      );
      expect(await verdict({ shown: { body: '' } })).toMatch(/body hash does not match/);
      expect(await verdict({ shown: { url: `${URL}?a=1` } })).toMatch(/invalid subject/);
      const { signature } = await delivered();
      const [head, claims] = signature.split('.').map((part): Record<string, unknown> => {
        try {
          return JSON.parse(Buffer.from(part, 'base64url').toString());
        } catch {
          return {};
        }
      });
      expect(head).toMatchObject({ alg: 'HS256' });
      const iat = claims?.['iat'];
      expect(claims).toMatchObject({ iss: 'Upstash', sub: URL, nbf: iat, exp: Number(iat) + 300 });
      expect(claims?.['body']).toMatch(/^[\w-]{43}=$/);
    },
  },
  {
    fact: 'A Receiver accepts what either of its keys has signed: one that has QStash’s key as its next one as well (the keys have been rolled on one side only), one that has two others refuses',
    source: 'Upstash docs, features/security, howto/roll-signing-keys; measured',
    holds: async () => {
      const next = { currentSigningKey: 'sig-before', nextSigningKey: CURRENT_SIGNING_KEY };
      expect(await verdict({ keys: next })).toBe('accepted');
      const rolled = { currentSigningKey: NEXT_SIGNING_KEY, nextSigningKey: 'sig-after' };
      expect(await verdict({ keys: rolled })).toMatch(REFUSED);
      expect(await verdict({ keys: next, shown: { body: 'another' } })).toMatch(/body hash does not match/);
    },
  },
  {
    fact: 'The verifier’s tolerance is 0: a clock 1 s behind QStash’s, or 301 s ahead, rejects every delivery with "signature verification failed"; `clockTolerance` cures it',
    source: 'Upstash docs, features/security; measured',
    holds: async () => {
      for (const skewMs of [-1_000, 301_000]) {
        expect(await verdict({ skewMs })).toMatch(REFUSED);
        expect(await verdict({ skewMs, clockTolerance: 2 })).toBe('accepted');
      }
    },
  },
  {
    fact: 'The Next.js wrapper: without the header 403; a failed verification throws, so the platform answers 500; a good one reaches the handler',
    source: 'measured',
    holds: async () => {
      const { headers: signed, body } = await delivered();
      await onWire({}, async ({ stepClock }) => {
        const handler = verifySignatureAppRouter(async (request: Request) => new Response(await request.text()), KEYS);
        const call = async (headers: Record<string, string>): Promise<Response> =>
          handler(new Request(URL, { method: 'POST', headers, body }), undefined);
        const good = await call(signed);
        expect([good.status, await good.text()]).toEqual([200, JSON.stringify(BODY)]);
        expect((await call({})).status).toBe(403);
        stepClock(-2_000);
        await expect(call(signed)).rejects.toThrow(REFUSED);
      });
      const others = { currentSigningKey: NEXT_SIGNING_KEY, nextSigningKey: 'sig-after' };
      for (const [keys, expected] of [
        [KEYS, 'webhook-1 200'],
        [others, 'webhook-1 500'],
      ] as const) {
        const route = verifySignatureAppRouter(async () => Promise.resolve(new Response('handled')), keys);
        const app = viaQStash(async (request) => route(request, undefined));
        const trace = await runOwn({ at: [0], app, constants: { 'platform.reuse': 'always' } });
        expect(answersOf(trace, 'qstash')).toEqual([expected]);
      }
    },
  },
  {
    fact: 'The Next.js wrapper without keys throws when the module loads, so that every request is 500; keys in the environment do',
    source: 'measured',
    holds: async () => {
      const wrapped = () => verifySignatureAppRouter(async () => Promise.resolve(new Response('handled')));
      await onWire({}, async () => {
        expect(wrapped).toThrow(/currentSigningKey and nextSigningKey are required/);
        await Promise.resolve();
      });
      const { headers, body } = await delivered();
      const environment = {
        QSTASH_CURRENT_SIGNING_KEY: CURRENT_SIGNING_KEY,
        QSTASH_NEXT_SIGNING_KEY: NEXT_SIGNING_KEY,
      };
      await onWire({ environment }, async () => {
        const answer = await wrapped()(new Request(URL, { method: 'POST', headers, body }), undefined);
        expect(await answer.text()).toBe('handled');
      });
      const loaded: App = () => {
        const route = wrapped();
        return { '/api/webhook': async (request) => route(request, undefined) };
      };
      const trace = await runOwn({ at: [0], app: loaded, constants: { 'messenger.redeliveriesMs': '0' } });
      expect(pagesOf(trace)).toEqual(['500 FUNCTION_INVOCATION_FAILED', '500 FUNCTION_INVOCATION_FAILED']);
    },
  },
];
