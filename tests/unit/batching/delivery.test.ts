/** Whether a delivery is believed to come from QStash: through the vendor's own verifier, at this instance's clock. */
import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, clearStage, post, receive, setClock, setStage, type Stage, start, USER } from './stage.ts';

let stage: Stage;
beforeEach(() => {
  stage = setStage();
});
afterEach(clearStage);

const BATCH = '/api/process-batch-redis';
const SINGLE = '/api/process-message';
const REFUSED = { status: 401, body: { error: 'Invalid signature' } };
const batchBody = JSON.stringify({ senderId: USER, batchKey: `msgbatch:${USER}` });

interface Signing {
  readonly key?: string;
  readonly body?: string;
  readonly url?: string;
}

/** As QStash signs, at the clock of this moment. */
function sign({
  key = 'sig-current',
  body = batchBody,
  url = `https://chatbot.example${BATCH}`,
}: Signing = {}): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nowS = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: 'Upstash',
    sub: url,
    iat: nowS,
    nbf: nowS,
    exp: nowS + 300,
    body: createHash('sha256').update(body).digest('base64url'),
  };
  const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
}

/** One message waits; a processor is called by a clock that differs from QStash's. */
async function deliverWith(signature: string | undefined, settings = {}, behindMs = 0): Promise<Answer> {
  setClock(3_000 - behindMs);
  const headers: Record<string, string> = signature === undefined ? {} : { 'upstash-signature': signature };
  return post(start({ verifyQstash: true, ...settings }), BATCH, batchBody, headers);
}

function signedAt(offsetMs: number, signing?: Signing): string {
  setClock(offsetMs);
  return sign(signing);
}

describe('the signature of a delivery', () => {
  beforeEach(async () => {
    await receive(start(), 'hats?');
  });

  it('is believed where it is QStash’s, under either of its keys', async () => {
    expect(await deliverWith(signedAt(3_000))).toMatchObject({ body: { status: 'processed' } });
    await receive(start(), 'caps?');
    expect(await deliverWith(signedAt(3_000, { key: 'sig-next' }))).toMatchObject({ status: 200 });
  });

  it.each([
    ['missing', undefined],
    ['no token', 'rubbish'],
  ])('is refused where it is %s, and nothing is done', async (_, signature) => {
    const { length } = stage.wire.calls;
    expect(await deliverWith(signature)).toEqual(REFUSED);
    expect(stage.wire.calls).toHaveLength(length);
    expect(stage.lines.at(-1)).toMatch(/^\[batching\] The signature of a delivery does not verify, refused: /);
  });

  it.each<[string, Signing]>([
    ['under another key', { key: 'another' }],
    ['over another body', { body: '{}' }],
    ['for another route', { url: `https://chatbot.example${SINGLE}` }],
  ])('is refused where it is %s', async (_, signing) => {
    expect(await deliverWith(signedAt(3_000, signing))).toEqual(REFUSED);
  });

  it('is not valid yet for a clock that is behind, unless that is tolerated', async () => {
    const signature = signedAt(3_000);
    expect(await deliverWith(signature, {}, 2_000)).toEqual(REFUSED);
    // The second key is tried when the first has failed, and its failure hides why.
    expect(stage.lines.at(-1)).toContain('SignatureError: signature verification failed');
    expect(await deliverWith(signature, { signatureToleranceS: 1 }, 2_000)).toEqual(REFUSED);
    expect(await deliverWith(signature, { signatureToleranceS: 2 }, 2_000)).toMatchObject({ status: 200 });
  });

  it('is not asked for where the settings do not say so', async () => {
    expect(await deliverWith(undefined, { verifyQstash: false })).toMatchObject({ body: { status: 'processed' } });
  });

  it('is refused where the deployment has no keys', async () => {
    vi.stubEnv('QSTASH_CURRENT_SIGNING_KEY', undefined);
    vi.stubEnv('QSTASH_NEXT_SIGNING_KEY', undefined);
    expect(await deliverWith(signedAt(3_000))).toEqual(REFUSED);
  });

  it('is asked for on the route for single messages, too', async () => {
    const body = JSON.stringify({ senderId: USER, messageId: 'm_1', text: 'hats?' });
    const routes = start({ verifyQstash: true });
    expect(await post(routes, SINGLE, body)).toEqual(REFUSED);
    const signature = sign({ body, url: `https://chatbot.example${SINGLE}` });
    expect(await post(routes, SINGLE, body, { 'upstash-signature': signature })).toMatchObject({ status: 200 });
  });
});
