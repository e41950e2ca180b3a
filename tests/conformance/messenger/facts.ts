/** What Messenger sends and takes. There is no client library: the wire is HTTP. */
import { expect } from 'vitest';
import type { WireAnswer, WireRequest } from '../../../src/sim/network/wire.ts';
import { PAGE_ACCESS_TOKEN, PAGE_ID } from '../../../src/sim/services/messenger/index.ts';
import { ANSWER_LOST, gapsOf, onWire, pass, spoil } from '../../support/on-wire.ts';
import type { Fact, Refused, ServiceFacts } from '../fact.ts';
import { errorFacts } from './errors.ts';
import { eventFacts } from './events.ts';
import { afterHello, HOUR_MS, MINUTE_MS, reply, SEND, send, signed, status, USER, webhooks } from './wire.ts';

const facts: readonly Fact[] = [
  {
    fact: 'A webhook is `{"object":"page","entry":[{"id","time","messaging":[{"sender":{"id"},"recipient":{"id"},"timestamp","message":{"mid","text"}}]}]}`, sent at once',
    source: 'Messenger webhook reference',
    holds: async () => {
      const { requests, played } = await webhooks(['გამარჯობა 👋']);
      expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
        object: 'page',
        entry: [
          {
            id: PAGE_ID,
            time: expect.any(Number),
            messaging: [
              {
                sender: { id: USER },
                recipient: { id: PAGE_ID },
                timestamp: expect.any(Number),
                message: { mid: 'm_1', text: 'გამარჯობა 👋' },
              },
            ],
          },
        ],
      });
      expect(played.delivered.map(({ atMs }) => atMs)).toEqual([0]);
    },
  },
  {
    fact: '`X-Hub-Signature-256` is over the raw body, in which non-ASCII is `\\uXXXX`: Georgian parsed and written again does not match, ASCII does',
    source: 'graph-api/webhooks; measured',
    holds: async () => {
      const { requests } = await webhooks(['გამარჯობა', 'hello']);
      const [georgian, ascii] = requests.map(({ body, late }) => {
        const signature = late?.value;
        return [signed(body) === signature, signed(JSON.stringify(JSON.parse(body))) === signature];
      });
      expect(georgian).toEqual([true, false]);
      expect(ascii).toEqual([true, true]);
      expect(requests[0]?.body).toContain('\\u10d2');
    },
  },
  {
    fact: 'What is not answered 200 is sent again, with the same `mid`: at once, after 1 and after 5 min (`documented`), in ever longer steps (`published`; the vendor says for 36 h, here the last comes 35 h 21 min after the first); then it is given up',
    source: 'graph-api/webhooks; the steps are not published, chosen',
    holds: async () => {
      for (const [profile, waits, lastMs] of [
        ['documented', [0, 1, 5].map((minutes) => minutes * MINUTE_MS), 6 * MINUTE_MS],
        [
          'published',
          [0, 1, 5, 15, 60, 180, 360, 720, 780].map((minutes) => minutes * MINUTE_MS),
          35 * HOUR_MS + 21 * MINUTE_MS,
        ],
      ] as const) {
        const constants = { 'messenger.unsubscribeAfterMs': 0 };
        const { requests, played } = await webhooks(['hello'], { profile, constants }, () => status(500));
        expect(gapsOf(played.delivered)).toEqual(waits);
        expect(played.delivered.at(-1)?.atMs).toBe(lastMs);
        expect(requests.every(({ body }) => body.includes('"mid":"m_1"'))).toBe(true);
        expect(played.notes.at(-1)?.operation).toBe('webhook given up');
      }
      for (const code of [201, 204, 302, 404]) {
        const { requests } = await webhooks(['hello'], { constants: { 'messenger.redeliveriesMs': '0' } }, () =>
          status(code),
        );
        expect([code, requests.length]).toEqual([code, 2]);
      }
    },
  },
  {
    fact: 'An answer that takes 20 s counts as none',
    source: 'Messenger webhook FAQ',
    holds: async () => {
      for (const [takesMs, sentAtMs, notes] of [
        [19_999, [0], ['webhook accepted']],
        [20_000, [0, 20_000], ['webhook failed', 'webhook accepted']],
      ] as const) {
        let first = true;
        const receive = async (): Promise<WireAnswer> => {
          if (first) {
            first = false;
            await pass(takesMs);
          }
          return status(200);
        };
        const played = await onWire({ receive }, async ({ types }) => types(USER, 'hello'));
        expect(played.delivered.map(({ atMs }) => atMs)).toEqual(sentAtMs);
        expect(played.notes.map(({ operation }) => operation)).toEqual(notes);
      }
    },
  },
  {
    fact: 'A redelivery may carry the time of sending instead of the message’s own (`redeliveryStampedAnew`)',
    source: 'jgorset/facebook-messenger 46; not published',
    holds: async () => {
      for (const anew of [false, true]) {
        let calls = 0;
        const constants = { 'messenger.redeliveryStampedAnew': anew, 'messenger.redeliveriesMs': '60000' };
        const { requests } = await webhooks(['hello'], { constants }, () => status((calls += 1) === 1 ? 500 : 200));
        const [first, second] = requests.map(({ body }) => Number(/"timestamp":(\d+)/.exec(body)?.[1]));
        expect((second ?? 0) - (first ?? 0)).toBe(anew ? MINUTE_MS : 0);
      }
    },
  },
  {
    fact: 'After an hour of failures the webhook is unsubscribed and nothing comes any more (`published`; a parameter)',
    source: 'graph-api/webhooks: may be unsubscribed',
    holds: async () => {
      // Nothing is sent between two steps: the first failure after the hour ends it.
      for (const [constants, lastMs] of [
        [{}, 81 * MINUTE_MS],
        [{ 'messenger.unsubscribeAfterMs': 5 * MINUTE_MS }, 6 * MINUTE_MS],
      ] as const) {
        const given = { profile: 'published', constants, receive: () => status(500) } as const;
        const played = await onWire(given, async ({ types }) => {
          types(USER, 'hello');
          await pass(10 * HOUR_MS);
          types(USER, 'anybody?');
        });
        expect(played.notes.slice(-2).map(({ operation }) => operation)).toEqual(['unsubscribed', 'not sent']);
        expect(played.notes.at(-2)?.atMs).toBe(lastMs);
        expect(played.delivered.at(-1)?.atMs).toBe(lastMs);
      }
    },
  },
  {
    fact: 'Ids are texts of 16 or 17 digits: beyond 2^53 a JavaScript number is another, and a zero in front is lost',
    source: 'Messenger webhook reference; measured',
    holds: async () => {
      const ids = ['32827897484592413', '03282789748459241'];
      for (const id of ids) {
        const requests: WireRequest[] = [];
        const receive = (request: WireRequest): WireAnswer => (requests.push(request), status(200));
        await onWire({ receive }, async ({ types }) => types(id, 'hello'));
        expect(requests[0]?.body).toContain(`"sender":{"id":"${id}"}`);
        expect(String(Number(id))).not.toBe(id);
      }
    },
  },
  {
    fact: 'Echoes come the same way, with `is_echo`, from the page to the user, where the page is subscribed to them',
    source: 'Messenger webhook reference, message_echoes',
    holds: async () => {
      const requests: WireRequest[] = [];
      const receive = (request: WireRequest): WireAnswer => (requests.push(request), status(200));
      await afterHello({ receive, constants: { 'messenger.echoes': true } }, async () => {
        await send(reply('Hi'));
      });
      const echo: unknown = JSON.parse(requests[1]?.body ?? '');
      expect(echo).toMatchObject({
        entry: [
          {
            messaging: [{ sender: { id: PAGE_ID }, recipient: { id: USER }, message: { is_echo: true, text: 'Hi' } }],
          },
        ],
      });
      const quiet = await afterHello({}, async () => {
        await send(reply('Hi'));
      });
      expect(quiet.delivered).toHaveLength(1);
    },
  },
  {
    fact: 'A reply is a POST to `/{page}/messages` and is answered `{"recipient_id","message_id"}`',
    source: 'Send API reference',
    holds: async () => {
      const played = await afterHello({}, async () => {
        for (const url of [SEND, SEND.replace('/me/', `/${PAGE_ID}/`)]) {
          expect(await send(reply('Hi'), url)).toEqual({
            status: 200,
            body: { recipient_id: USER, message_id: expect.stringMatching(/^m_/) },
          });
        }
      });
      expect(played.replies).toEqual(['Hi', 'Hi']);
    },
  },
  {
    fact: 'There is no idempotency key: a reply whose answer is lost was shown, and sent again it is shown again',
    source: 'Send API reference',
    holds: async () => {
      const played = await afterHello({ rules: [spoil('send', ANSWER_LOST)] }, async () => {
        await expect(send(reply('Hi'))).rejects.toThrow('fetch failed');
        await send(reply('Hi'));
      });
      expect(played.replies).toEqual(['Hi', 'Hi']);
    },
  },
  {
    fact: 'A text has at most 2,000 characters; a longer one is refused whole',
    source: 'Send API reference',
    holds: async () => {
      const played = await afterHello({}, async () => {
        expect((await send(reply('ა'.repeat(2_000)))).status).toBe(200);
        expect((await send(reply('ა'.repeat(2_001)))).status).toBe(400);
      });
      expect(played.replies).toHaveLength(1);
    },
  },
  {
    fact: 'A reply later than 24 h after the user’s last message is refused: 10, subcode 2018278; his next message opens the window again',
    source: 'Messenger platform policy; error codes',
    holds: async () => {
      const played = await afterHello({}, async ({ types }) => {
        await pass(24 * HOUR_MS - 10);
        expect((await send(reply('in time'))).status).toBe(200);
        await pass(10);
        expect(await send(reply('late'))).toMatchObject({
          status: 400,
          body: { error: { code: 10, error_subcode: 2_018_278 } },
        });
        types(USER, 'still there?');
        await pass(1);
        expect((await send(reply('again'))).status).toBe(200);
      });
      expect(played.replies).toEqual(['in time', 'again']);
    },
  },
  {
    fact: 'The dots of "typing", their end and "seen" (`typing_on`, `typing_off`, `mark_seen`) are taken and show no reply',
    source: 'Send API reference, sender actions',
    holds: async () => {
      const played = await afterHello({}, async () => {
        for (const action of ['typing_on', 'typing_off', 'mark_seen']) {
          const answer = await send({ recipient: { id: USER }, sender_action: action });
          expect({ action, answer }).toEqual({ action, answer: { status: 200, body: { recipient_id: USER } } });
        }
      });
      expect(played.replies).toEqual([]);
    },
  },
];

function refusedSend(what: string, body: unknown, words: RegExp): Refused {
  return {
    what,
    refuses: async () => {
      const played = await afterHello({}, async () => {
        const answer = await send(body);
        expect(answer.status).toBe(400);
        expect(JSON.stringify(answer.body)).toMatch(words);
      });
      expect(played.replies).toEqual([]);
    },
  };
}

const refused: readonly Refused[] = [
  refusedSend(
    'Attachments and templates',
    { ...reply(''), message: { attachment: { type: 'image' } } },
    /Not simulated: message\.attachment/,
  ),
  refusedSend(
    'Quick replies',
    { ...reply('Hi'), message: { text: 'Hi', quick_replies: [] } },
    /Not simulated: message\.quick_replies/,
  ),
  refusedSend('Message tags', { ...reply('Hi'), tag: 'HUMAN_AGENT' }, /Not simulated: tag/),
  {
    what: 'Other calls of the Graph API',
    refuses: async () => {
      await onWire({}, async () => {
        const response = await fetch(`https://graph.facebook.com/v21.0/me?access_token=${PAGE_ACCESS_TOKEN}`);
        expect([response.status, await response.text()]).toEqual([
          400,
          expect.stringMatching(/Not simulated: GET .*\/v21\.0\/me/),
        ]);
      });
    },
  },
];

export const messengerFacts: ServiceFacts = {
  id: 'messenger',
  title: 'Messenger',
  through: 'fetch',
  facts: [...facts, ...errorFacts, ...eventFacts],
  refused,
  remarks: [
    'Reactions, postbacks and attachments are not sent.',
    'Calls are not counted: too many of them (613) come from a fault alone, and so do temporary errors (2, 1200).',
    'Other codes than those above come from a fault that is given the body of the answer.',
  ],
};
