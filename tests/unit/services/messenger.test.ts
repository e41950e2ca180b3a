import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { APP_SECRET, messenger, PAGE_ACCESS_TOKEN, PAGE_ID } from '../../../src/sim/services/messenger/index.ts';
import type { Scalar } from '../../../src/sim/model/json.ts';
import { InputError } from '../../../src/sim/model/errors.ts';
import { bodyOf, EPOCH_MS, hosted, wireRequest } from '../../support/service-host.ts';

const USER = '3282789748459241';
const HELLO = { user: USER, text: 'გამარჯობა 👋', mid: 'm_abc' };

function start(constants: Readonly<Record<string, Scalar>> = {}) {
  const desk = hosted(messenger, constants);
  const replies: string[] = [];
  desk.service.onReply = (user, text) => replies.push(`${user}: ${text}`);
  return { desk, replies };
}

function send(body: unknown, url = `https://graph.facebook.com/v21.0/me/messages?access_token=${PAGE_ACCESS_TOKEN}`) {
  return wireRequest(url, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

const reply = (text: string, user = USER) => ({
  recipient: { id: user },
  messaging_type: 'RESPONSE',
  message: { text },
});

describe('a text that a user types', () => {
  it('goes to the webhook at once, in the vendor’s shape and by Messenger’s own clock', () => {
    const { desk } = start();
    desk.advanceTo(250);
    desk.service.typed(HELLO);
    const [call] = desk.calls;
    expect(call?.atMs).toBe(250);
    expect(call?.request.url).toBe('https://chatbot.example/api/webhook');
    expect(JSON.parse(call?.request.body ?? '')).toEqual({
      object: 'page',
      entry: [
        {
          id: PAGE_ID,
          time: EPOCH_MS + 250,
          messaging: [
            {
              sender: { id: USER },
              recipient: { id: PAGE_ID },
              timestamp: EPOCH_MS + 250,
              message: { mid: 'm_abc', text: 'გამარჯობა 👋' },
            },
          ],
        },
      ],
    });
  });

  it('is signed over its raw body: Georgian parsed and written again does not match, ASCII does', () => {
    const { desk } = start();
    const matches = (text: string, mid: string, rewrite: boolean): boolean => {
      desk.service.typed({ user: USER, text, mid });
      const { body = '', late } = desk.calls.at(-1)?.request ?? {};
      const seen = rewrite ? JSON.stringify(JSON.parse(body)) : body;
      return `sha256=${createHmac('sha256', APP_SECRET).update(seen).digest('hex')}` === late?.value;
    };
    expect(matches('გამარჯობა', 'm_1', false)).toBe(true);
    expect(matches('გამარჯობა', 'm_2', true)).toBe(false);
    expect(matches('hello', 'm_3', true)).toBe(true);
    expect(desk.calls[0]?.request.body).toContain('\\u10d2');
  });

  it('is sent again at once, after 60 s and after 300 s, with the same mid, then given up', () => {
    const { desk } = start();
    desk.service.typed(HELLO);
    for (const atMs of [0, 0, 60_000, 360_000]) {
      desk.advanceTo(atMs);
      expect(desk.calls.at(-1)?.atMs).toBe(atMs);
      expect(desk.calls.at(-1)?.request.body).toContain(`"timestamp":${EPOCH_MS}`);
      desk.calls.at(-1)?.answer(500);
      desk.advanceTo(atMs);
    }
    expect(desk.calls).toHaveLength(4);
    expect(desk.notes.map(({ operation }) => operation)).toEqual([
      'webhook failed',
      'webhook failed',
      'webhook failed',
      'webhook given up',
    ]);
    expect(desk.state.get('webhooks/m_abc')).toMatchObject({ state: 'GIVEN UP', attempt: 4 });
  });

  it('counts as failed where 20 s bring no 200, and a late 200 changes nothing', () => {
    const { desk } = start();
    desk.service.typed(HELLO);
    desk.advanceTo(19_999);
    expect(desk.calls).toHaveLength(1);
    desk.advanceTo(20_000);
    expect(desk.calls).toHaveLength(2);
    desk.calls[0]?.answer(200);
    desk.calls[1]?.answer(200);
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['webhook failed', 'webhook accepted']);
  });

  it('carries the time of sending when it is sent again, where the scenario says so', () => {
    const { desk } = start({ redeliveryStampedAnew: true });
    desk.service.typed(HELLO);
    desk.advanceTo(20_000);
    expect(desk.calls[1]?.request.body).toContain(`"timestamp":${EPOCH_MS + 20_000}`);
  });

  it('is not sent at all once an hour of failures has ended the subscription', () => {
    const { desk } = start({ unsubscribeAfterMs: 3_600_000, redeliveriesMs: '3600000, 1' });
    desk.service.typed(HELLO);
    desk.calls[0]?.end({ kind: 'failure', error: 'ECONNREFUSED' });
    desk.advanceTo(3_600_000);
    desk.calls[1]?.answer(500);
    desk.service.typed({ ...HELLO, mid: 'm_def' });
    expect(desk.calls).toHaveLength(2);
    expect(desk.notes.map(({ operation }) => operation)).toEqual(['webhook failed', 'unsubscribed', 'not sent']);
  });

  it('cannot be sent again by waits that are no numbers: the run is refused', () => {
    expect(() => start({ redeliveriesMs: 'soon' })).toThrow(InputError);
  });
});

describe('the Send API', () => {
  it('shows the reply on the phone and gives it an id, each time that it is asked', () => {
    const { desk, replies } = start();
    desk.service.typed(HELLO);
    const ids = [send(reply('Hi')), send(reply('Hi'))].map((request) => bodyOf(desk.serve(request)));
    expect(ids[0]).toEqual({ recipient_id: USER, message_id: expect.stringMatching(/^m_[0-9a-z]{20}$/) });
    expect(ids[1]).not.toEqual(ids[0]);
    expect(replies).toEqual([`${USER}: Hi`, `${USER}: Hi`]);
    expect(desk.state.get(`replies/${USER}`)).toEqual(['Hi', 'Hi']);
  });

  it('takes the page by its id and the token as a bearer', () => {
    const { desk, replies } = start();
    desk.service.typed(HELLO);
    const request = send(reply('Hi'), `https://graph.facebook.com/v21.0/${PAGE_ID}/messages`);
    expect(desk.serve(request).answer.status).toBe(400);
    expect(desk.serve({ ...request, headers: { authorization: `Bearer ${PAGE_ACCESS_TOKEN}` } }).answer.status).toBe(
      200,
    );
    expect(replies).toHaveLength(1);
  });

  it.each([
    ['a wrong token', send(reply('Hi'), 'https://graph.facebook.com/v21.0/me/messages?access_token=x'), 190, undefined],
    ['a text over 2,000 characters', send(reply('ა'.repeat(2_001))), 100, undefined],
    ['an empty text', send(reply('')), 100, undefined],
    ['no recipient', send({ message: { text: 'Hi' } }), 100, undefined],
    ['a user who never wrote', send(reply('Hi', '1234567890123456')), 100, 2_018_001],
    ['a body that is no JSON', { ...send({}), body: '{' }, 100, undefined],
    [
      'another call of the Graph API',
      wireRequest('https://graph.facebook.com/v21.0/me', { method: 'GET' }),
      2_500,
      undefined,
    ],
  ])('answers %s with the vendor’s error, and shows nothing', (_what, request, code, subcode) => {
    const { desk, replies } = start();
    desk.service.typed(HELLO);
    const served = desk.serve(request);
    expect(served.answer.status).toBe(400);
    const error = { code, ...(subcode === undefined ? {} : { error_subcode: subcode }), message: expect.any(String) };
    expect(bodyOf(served)).toMatchObject({ error });
    expect(replies).toEqual([]);
  });

  it('takes a text of exactly 2,000 characters', () => {
    const { desk } = start();
    desk.service.typed(HELLO);
    expect(desk.serve(send(reply('ა'.repeat(2_000)))).answer.status).toBe(200);
  });

  it('is closed 24 hours after the user’s last message, and open again after the next', () => {
    const { desk } = start();
    desk.service.typed(HELLO);
    desk.calls[0]?.answer(200);
    desk.advanceTo(86_399_999);
    expect(desk.serve(send(reply('Hi'))).answer.status).toBe(200);
    desk.advanceTo(86_400_000);
    expect(bodyOf(desk.serve(send(reply('Hi'))))).toMatchObject({ error: { code: 10, error_subcode: 2_018_278 } });
    desk.service.typed({ ...HELLO, mid: 'm_def' });
    expect(desk.serve(send(reply('Hi'))).answer.status).toBe(200);
  });

  it('takes the dots of typing without showing a reply', () => {
    const { desk, replies } = start();
    desk.service.typed(HELLO);
    const served = desk.serve(send({ recipient: { id: USER }, sender_action: 'typing_on' }));
    expect(bodyOf(served)).toEqual({ recipient_id: USER });
    expect(replies).toEqual([]);
  });

  it('sends an echo of a reply, metadata included, where the page is subscribed to echoes', () => {
    const { desk } = start({ echoes: true });
    desk.service.typed(HELLO);
    const body = reply('Hi');
    desk.serve(send({ ...body, message: { ...body.message, metadata: 'batch 1' } }));
    desk.advanceTo(0);
    expect(JSON.parse(desk.calls[1]?.request.body ?? '')).toMatchObject({
      entry: [
        {
          messaging: [
            {
              sender: { id: PAGE_ID },
              recipient: { id: USER },
              message: { is_echo: true, text: 'Hi', metadata: 'batch 1' },
            },
          ],
        },
      ],
    });
  });

  it('tells the page that a user is typing, so long after each message, where that is asked for', () => {
    const { desk } = start({ typingAfterMs: '1000, 2500' });
    desk.service.typed(HELLO);
    desk.advanceTo(3_000);
    const bodies = desk.calls.map(({ request }): unknown => JSON.parse(request.body));
    expect(bodies).toHaveLength(3);
    for (const body of bodies.slice(1)) {
      expect(body).toMatchObject({
        entry: [{ messaging: [{ sender: { id: USER }, recipient: { id: PAGE_ID }, sender_action: 'typing_on' }] }],
      });
    }
    expect(() => start({ typingAfterMs: 'soon' })).toThrow('constants.messenger.typingAfterMs');
  });
});
