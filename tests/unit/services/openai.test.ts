import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import {
  insufficientQuota,
  openai,
  OPENAI_API_KEY,
  rateLimited,
  serverError,
} from '../../../src/sim/services/openai/index.ts';
import { EPOCH_MS, hosted, wireRequest } from '../../support/service-host.ts';
import type { WireAnswer } from '../../../src/sim/services/service.ts';

function start() {
  const desk = hosted(openai);
  const client = new OpenAI({ apiKey: OPENAI_API_KEY, fetch: desk.wire, maxRetries: 0 });
  const ask = async (...messages: OpenAI.ChatCompletionMessageParam[]) =>
    client.chat.completions.create({ model: 'gpt-4o-mini', messages });
  const said = async (...messages: OpenAI.ChatCompletionMessageParam[]) =>
    (await ask(...messages)).choices[0]?.message.content ?? '';
  return { desk, client, ask, said };
}

const user = (content: string) => ({ role: 'user', content }) as const;

describe('a chat completion by the real client', () => {
  it('takes 1.5 s and has the vendor’s shape', async () => {
    const { desk, ask } = start();
    desk.advanceTo(2_500);
    const answer = await ask({ role: 'system', content: 'Be kind.' }, user('გამარჯობა'));
    expect(desk.served[0]?.afterMs).toBe(1_500);
    expect(answer).toMatchObject({
      object: 'chat.completion',
      model: 'gpt-4o-mini',
      created: Math.floor((EPOCH_MS + 2_500) / 1_000),
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant' } }],
    });
    expect(answer.usage?.total_tokens).toBe(
      (answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0),
    );
  });

  it('quotes what the user said since the last answer, and nothing from before', async () => {
    const { said } = start();
    const text = await said(
      user('old'),
      { role: 'assistant', content: 'Yes.' },
      user('რა ქუდები გაქვთ?'),
      user('ფოტო გაქვს?'),
    );
    expect(text).toContain('“რა ქუდები გაქვთ?” and “ფოტო გაქვს?”');
    expect(text).not.toContain('old');
  });

  it('never says the same twice running to the same question, and has another id', async () => {
    const { ask } = start();
    const answers = [await ask(user('a')), await ask(user('a')), await ask(user('a'))];
    expect(new Set(answers.map(({ choices }) => choices[0]?.message.content)).size).toBe(3);
    expect(new Set(answers.map(({ id }) => id)).size).toBe(3);
  });

  it('says the same in two runs of one seed', async () => {
    expect(await start().said(user('a'))).toBe(await start().said(user('a')));
  });

  it('reads a content in parts', async () => {
    const { said } = start();
    expect(await said({ role: 'user', content: [{ type: 'text', text: 'რა?' }] })).toContain('“რა?”');
  });

  it('stays short enough to be sent as a reply', async () => {
    const { said } = start();
    expect(Array.from(await said(user('ა'.repeat(50_000)))).length).toBeLessThan(2_000);
  });
});

describe('a refusal', () => {
  it('of a wrong key is the client’s authentication error', async () => {
    const { desk } = start();
    const client = new OpenAI({ apiKey: 'wrong', fetch: desk.wire, maxRetries: 0 });
    const asked = client.chat.completions.create({ model: 'm', messages: [user('a')] });
    await expect(asked).rejects.toMatchObject({ status: 401, code: 'invalid_api_key' });
    expect(desk.served[0]?.afterMs ?? 0).toBe(0);
  });

  it('of what is not simulated names it', async () => {
    const { client } = start();
    await expect(client.chat.completions.create({ model: 'm', messages: [user('a')], stream: true })).rejects.toThrow(
      'Not simulated: stream',
    );
    await expect(client.models.list()).rejects.toThrow('Not simulated: GET');
  });

  it('of a malformed request is a 400 that says where', () => {
    const { desk } = start();
    const send = (body: string) =>
      desk.serve(
        wireRequest('https://api.openai.com/v1/chat/completions', {
          headers: { authorization: `Bearer ${OPENAI_API_KEY}` },
          body,
        }),
      ).answer;
    expect(send('{')).toMatchObject({ status: 400 });
    expect(send('{"messages":[{"role":"user","content":"a"}]}').body).toContain('"param":"model"');
    expect(send('{"model":"m","messages":[]}').body).toContain('"param":"messages"');
    expect(send('{"model":"m","messages":[{"role":"user"}]}').body).toContain('"param":"messages[0]"');
  });
});

describe('the vendor’s errors for faults', () => {
  const ask = async (answer: WireAnswer) => {
    const wire = async (): Promise<Response> =>
      new Response(answer.body, { status: answer.status, headers: answer.headers });
    const client = new OpenAI({ apiKey: OPENAI_API_KEY, fetch: wire, maxRetries: 0 });
    return client.chat.completions.create({ model: 'm', messages: [user('a')] });
  };

  it('are read by the real client as what they are', async () => {
    await expect(ask(rateLimited(20))).rejects.toMatchObject({ status: 429, code: 'rate_limit_exceeded' });
    await expect(ask(insufficientQuota())).rejects.toMatchObject({ status: 429, code: 'insufficient_quota' });
    await expect(ask(serverError(503))).rejects.toMatchObject({ status: 503, type: 'server_error' });
  });

  it('carry retry-after in seconds only where it is asked for', () => {
    expect(rateLimited(20).headers['retry-after']).toBe('20');
    expect(rateLimited().headers).not.toHaveProperty('retry-after');
  });
});
