/** What else Messenger's webhooks carry than messages and echoes, several at once, in another order, again too early. */
import { expect } from 'vitest';
import type { WireAnswer, WireRequest } from '../../../src/sim/network/wire.ts';
import { PAGE_ID } from '../../../src/sim/services/messenger/index.ts';
import type { App } from '../../../src/sim/model/app.ts';
import { onWire, pass } from '../../support/on-wire.ts';
import { logOf, ok, type OwnRun, runOwn, sleep } from '../../support/own-app.ts';
import type { Fact } from '../fact.ts';
import { afterHello, reply, send, signed, status, USER } from './wire.ts';

interface SentEvent {
  readonly message?: { readonly mid: string };
}

/** The events of each entry. */
function eventsIn(body: string): readonly (readonly SentEvent[])[] {
  const { entry } = JSON.parse(body) as { readonly entry: readonly { readonly messaging: readonly SentEvent[] }[] };
  return entry.map(({ messaging }) => messaging);
}

/** Which of the user's messages each webhook brought to a handler, with the time in seconds: `0.050 message 1`. */
async function broughtTo(
  answer: (call: number) => Promise<Response>,
  given: Omit<OwnRun, 'app'>,
): Promise<readonly string[]> {
  let calls = 0;
  const app: App = () => ({
    '/api/webhook': async (request) => {
      calls += 1;
      console.log(/"text":"([^"]+)"/.exec(await request.text())?.[1] ?? 'no text');
      return answer(calls);
    },
  });
  return logOf(await runOwn({ ...given, app })).map((line) => line.replace(/ webhook-\d+/, ''));
}

export const eventFacts: readonly Fact[] = [
  {
    fact: 'Deliveries (`{"delivery":{"mids","watermark"}}`) and reads (`{"read":{"watermark"}}`) of replies, and edits of messages (`{"message_edit":{"mid","text","num_edit"}}`), come as events without a `message`, where the page is subscribed to them',
    source: 'Messenger webhook reference, message_deliveries, message_reads, message_edits',
    holds: async () => {
      const requests: WireRequest[] = [];
      const receive = (request: WireRequest): WireAnswer => (requests.push(request), status(200));
      const constants = { 'messenger.receipts': true, 'messenger.editAfterMs': 500, 'messenger.readAfterMs': 1_000 };
      const played = await afterHello({ receive, constants }, async () => {
        await send(reply('Hi'));
      });
      const about = { sender: { id: USER }, recipient: { id: PAGE_ID }, timestamp: expect.any(Number) };
      expect(requests.map(({ body }) => eventsIn(body))).toEqual([
        [[{ ...about, message: { mid: 'm_1', text: 'hello' } }]],
        [[{ ...about, delivery: { mids: [expect.stringMatching(/^m_/)], watermark: expect.any(Number) } }]],
        [[{ ...about, message_edit: { mid: 'm_1', text: 'hello (edited)', num_edit: 1 } }]],
        [[{ ...about, read: { watermark: expect.any(Number) } }]],
      ]);
      expect(played.delivered.map(({ atMs }) => atMs)).toEqual([0, 1, 500, 1_001]);
    },
  },
  {
    fact: 'Several events may come in one POST, as several entries or as several events of one (`togetherMs`, `togetherAs`); it is answered once, and sent again whole',
    source: 'Messenger webhook reference; graph-api/webhooks: at most 1,000 updates together; when is not published',
    holds: async () => {
      for (const [as, shape] of [
        ['entries', [['m_1'], ['m_2'], ['m_3']]],
        ['events', [['m_1', 'm_2', 'm_3']]],
      ] as const) {
        const requests: WireRequest[] = [];
        const receive = (request: WireRequest): WireAnswer => (
          requests.push(request),
          status(requests.length === 1 ? 500 : 200)
        );
        const constants = { 'messenger.togetherMs': 1_000, 'messenger.togetherAs': as };
        const played = await onWire({ receive, constants }, async ({ types }) => {
          for (const text of ['one', 'two', 'three']) {
            types(USER, text);
            await pass(400);
          }
        });
        expect(played.delivered.map(({ atMs }) => atMs)).toEqual([1_000, 1_000]);
        for (const { body, late } of requests) {
          expect(eventsIn(body).map((events) => events.map(({ message }) => message?.mid))).toEqual(shape);
          expect(late?.value).toBe(signed(body));
        }
        expect(played.notes.map(({ operation }) => operation)).toEqual(['webhook failed', 'webhook accepted']);
      }
    },
  },
  {
    fact: 'The order of webhooks is not guaranteed: one that is late (the fault `webhook-late`), or is sent again, comes after those behind it',
    source: 'Messenger webhook reference',
    holds: async () => {
      const at = [0, 500];
      const good = async (): Promise<Response> => Promise.resolve(ok());
      expect(await broughtTo(good, { at })).toEqual(['0.050 message 1', '0.550 message 2']);
      const late = { fault: 'webhook-late', nth: 1, byMs: 1_000 };
      expect(await broughtTo(good, { at, faults: [late] })).toEqual(['0.550 message 2', '1.050 message 1']);
      const constants = { 'messenger.redeliveriesMs': '1000' };
      const failing = async (call: number): Promise<Response> =>
        Promise.resolve(call === 1 ? new Response('', { status: 500 }) : ok());
      expect(await broughtTo(failing, { at, constants })).toEqual([
        '0.050 message 1',
        '0.550 message 2',
        '1.150 message 1',
      ]);
    },
  },
  {
    fact: 'Where the answer is slow a webhook may be sent again before 20 s: with a shorter `answerTimeoutMs`, or by the fault `webhook-again`',
    source: 'jgorset/facebook-messenger 267; when is not published',
    holds: async () => {
      const at = [0];
      const slow = async (): Promise<Response> => sleep(8_000).then(ok);
      expect(await broughtTo(slow, { at })).toEqual(['0.050 message 1']);
      const constants = { 'messenger.answerTimeoutMs': 5_000, 'messenger.redeliveriesMs': '0' };
      expect(await broughtTo(slow, { at, constants })).toEqual(['0.050 message 1', '5.050 message 1']);
      const again = { fault: 'webhook-again', nth: 1, atMs: 6_000 };
      expect(await broughtTo(slow, { at, faults: [again] })).toEqual(['0.050 message 1', '6.050 message 1']);
    },
  },
];
