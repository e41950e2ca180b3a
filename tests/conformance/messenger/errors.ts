/** How the Send API refuses, and what the logic's own client makes of it: it alone decides who is tried again. */
import { expect } from 'vitest';
import { trySend } from '../../../src/batching/reply.ts';
import { messenger, PAGE_ACCESS_TOKEN } from '../../../src/sim/services/messenger/index.ts';
import { answered, onWire, type OnWire, pass, type Played, spoil } from '../../support/on-wire.ts';
import type { Fact } from '../fact.ts';
import { afterHello, HOUR_MS, reply, SEND, send, USER } from './wire.ts';

const ERRORS: readonly (readonly [string, unknown, string, object])[] = [
  ['a token that is wrong', reply('Hi'), 'https://graph.facebook.com/v21.0/me/messages?access_token=x', { code: 190 }],
  ['a user who never wrote', reply('Hi', '1234567890123456'), SEND, { code: 100, error_subcode: 2_018_001 }],
  ['2,001 characters', reply('ა'.repeat(2_001)), SEND, { code: 100 }],
  ['no text', reply(''), SEND, { code: 100 }],
  ['no recipient', { message: { text: 'Hi' } }, SEND, { code: 100 }],
];

/** The status of a fault, and the code that Messenger has for it. */
const FAULTS = [
  [400, 100],
  [403, 100],
  [429, 613],
  [500, 2],
  [502, 2],
  [503, 1_200],
] as const;

function faultOf(status: number) {
  const request = { method: 'POST', url: SEND, headers: {}, body: '{}' };
  return { kind: 'refuse', when: 'before', answer: messenger.errorOf(status, request) } as const;
}

/** What the logic's client makes of one send; what it threw where it did. */
async function tried(user = USER, text = 'Hi'): Promise<string> {
  return trySend(user, text).catch((error: unknown) => `threw ${String(error)}`);
}

const environment = { FACEBOOK_PAGE_ACCESS_TOKEN: PAGE_ACCESS_TOKEN };

/** The codes of the errors that the logic's client read, as it logs them. */
function codesOf({ events }: Played): readonly unknown[] {
  return events.flatMap((event) => {
    if (event.kind !== 'answer' || event.to !== 'caller') return [];
    const read: unknown = JSON.parse(event.body);
    return typeof read === 'object' && read !== null && 'error' in read ? [read.error] : [];
  });
}

async function triedAfterHello(
  given: OnWire,
  ...args: Parameters<typeof tried>
): Promise<[string, readonly unknown[]]> {
  let verdict = '';
  const played = await afterHello({ ...given, environment }, async () => {
    verdict = await tried(...args);
  });
  if (verdict !== 'sent') expect(played.replies).toEqual([]);
  return [verdict, codesOf(played)];
}

export const errorFacts: readonly Fact[] = [
  {
    fact: 'Errors are `{"error":{"message","type","code","error_subcode"?,"fbtrace_id"}}`: 190 a wrong token, 100 a wrong parameter or an unknown user',
    source: 'Messenger platform, error codes',
    holds: async () => {
      const played = await afterHello({}, async () => {
        for (const [what, body, url, error] of ERRORS) {
          const answer = await send(body, url);
          expect({ what, answer }).toEqual({
            what,
            answer: {
              status: 400,
              body: {
                error: {
                  message: expect.any(String),
                  type: 'OAuthException',
                  fbtrace_id: expect.any(String),
                  ...error,
                },
              },
            },
          });
        }
      });
      expect(played.replies).toEqual([]);
    },
  },
  {
    fact: 'An error that a fault puts in the place of an answer has the same shape and is not shown: status 429 is 613 (too many calls), 503 is 1200 and any other 5xx is 2 (both pass), any other 4xx is 100',
    source: 'Messenger platform, error codes; which status they come with is not published, chosen',
    holds: async () => {
      for (const [status, code] of FAULTS) {
        const played = await afterHello({ rules: [spoil('send', faultOf(status))] }, async () => {
          expect(await send(reply('Hi'))).toEqual({
            status,
            body: {
              error: { message: expect.any(String), type: 'OAuthException', code, fbtrace_id: expect.any(String) },
            },
          });
        });
        expect(played.replies).toEqual([]);
      }
    },
  },
  {
    fact: 'A user who has blocked the page, or left, is 551, subcode 1545041 (`usersUnavailable`), the dots of "typing" included; a user who never wrote is 100 as before',
    source: 'Messenger platform, error codes; Ptt-Alertor/ptt-alertor 75; nyaruka/courier 421',
    holds: async () => {
      const played = await afterHello({ constants: { 'messenger.usersUnavailable': true } }, async () => {
        for (const body of [reply('Hi'), { recipient: { id: USER }, sender_action: 'typing_on' }]) {
          expect(await send(body)).toMatchObject({
            status: 400,
            body: { error: { code: 551, error_subcode: 1_545_041, type: 'OAuthException' } },
          });
        }
        expect(await send(reply('Hi', '1234567890123456'))).toMatchObject({ body: { error: { code: 100 } } });
      });
      expect(played.replies).toEqual([]);
    },
  },
  {
    fact: 'The logic’s own client gives up for good on 10 with 2018278, 100 with 2018001 and 551, and on nothing else: 613, 1200, 2, 190, another 100 and a page that is no JSON are thrown, to be tried again',
    source: 'src/batching/reply.ts; Messenger platform, error codes',
    holds: async () => {
      expect(await triedAfterHello({})).toEqual(['sent', []]);
      const unavailable = { constants: { 'messenger.usersUnavailable': true } };
      expect(await triedAfterHello(unavailable)).toEqual(['refused', [expect.objectContaining({ code: 551 })]]);
      const stranger = expect.objectContaining({ code: 100, error_subcode: 2_018_001 });
      expect(await triedAfterHello({}, '1234567890123456')).toEqual(['refused', [stranger]]);
      await afterHello({ environment }, async () => {
        await pass(24 * HOUR_MS);
        expect(await tried()).toBe('refused');
      });
      for (const [status, code] of FAULTS) {
        const thrown = [`threw Error: The Send API answered ${status}`, [expect.objectContaining({ code })]];
        expect(await triedAfterHello({ rules: [spoil('send', faultOf(status))] })).toEqual(thrown);
      }
      const long = ['threw Error: The Send API answered 400', [expect.objectContaining({ code: 100 })]];
      expect(await triedAfterHello({}, USER, 'ა'.repeat(2_001))).toEqual(long);
      await onWire({ environment: { FACEBOOK_PAGE_ACCESS_TOKEN: 'x' } }, async () => {
        expect(await tried()).toBe('threw Error: The Send API answered 400');
      });
      const page = spoil('send', answered(502, '<html>bad gateway</html>'));
      await afterHello({ environment, rules: [page] }, async () => {
        expect(await tried()).toBe('threw Error: The Send API answered 502');
      });
    },
  },
];
