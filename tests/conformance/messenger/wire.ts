/** What the facts about Messenger are tested with: a user who writes, a page that replies, a webhook that listens. */
import { createHmac } from 'node:crypto';
import type { WireAnswer, WireRequest } from '../../../src/sim/network/wire.ts';
import { APP_SECRET, PAGE_ACCESS_TOKEN } from '../../../src/sim/services/messenger/index.ts';
import { type Line, onWire, type OnWire, pass, type Played } from '../../support/on-wire.ts';

export const USER = '3282789748459241';
export const SEND = `https://graph.facebook.com/v21.0/me/messages?access_token=${PAGE_ACCESS_TOKEN}`;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

export const status = (code: number): WireAnswer => ({ status: code, headers: {}, body: '' });

interface Sent {
  readonly status: number;
  readonly body: unknown;
}

export async function send(body: unknown, url = SEND): Promise<Sent> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

export const reply = (text: string, user = USER) => ({
  recipient: { id: user },
  messaging_type: 'RESPONSE',
  message: { text },
});

/** The user writes, then the body runs. */
export function afterHello(given: OnWire, body: (line: Line) => Promise<void>): Promise<Played> {
  return onWire(given, async (line) => {
    line.types(USER, 'hello');
    await pass(1);
    await body(line);
  });
}

/** What the webhook got, raw. */
export async function webhooks(
  texts: readonly string[],
  given: OnWire = {},
  answer: () => WireAnswer = () => status(200),
): Promise<{ readonly requests: readonly WireRequest[]; readonly played: Played }> {
  const requests: WireRequest[] = [];
  const receive = (request: WireRequest): WireAnswer => {
    requests.push(request);
    return answer();
  };
  const played = await onWire({ receive, ...given }, async ({ types }) => {
    for (const text of texts) types(USER, text);
  });
  return { requests, played };
}

export const signed = (body: string): string => `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`;
