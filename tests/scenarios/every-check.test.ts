/** A check that cannot fail is a defect: for each there is a run here that breaks it, and none of them is scripted. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import type { Overrides } from '../../src/sim/index.ts';
import type { App } from '../../src/sim/model/app.ts';
import { CHECK_IDS, type CheckId } from '../../src/sim/model/verdict.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { cases, play } from '../support/app.ts';
import { runOwn } from '../support/own-app.ts';

function brokenIn(trace: Trace): readonly CheckId[] {
  return judge(trace).flatMap(({ check, verdict }) => (verdict === 'broken' ? [check] : []));
}

/** Somebody who types every 1.4 s and does not stop for a minute. */
const typingOn = Array.from({ length: 43 }, (_, i) => ({ atMs: i * 1_400, text: `message ${i}` }));

/** Runs of the real logic, under conditions that no scenario has yet. */
const RUNS: readonly { readonly check: CheckId; readonly why: string; readonly by: Overrides }[] = [
  { check: 'waits-bounded', why: 'the re-queue is swallowed while the user types on', by: { messages: typingOn } },
  {
    check: 'requeues-bounded',
    why: 'a wait of a minute, re-queued every second under ids of their own',
    by: { settings: { requeueId: 'own', quietMs: 60_000, requeueDelayMs: 1_000 } },
  },
  {
    check: 'cost-bounded',
    why: 'a wait of a minute, re-queued at once: the pipeline feeds itself',
    by: { settings: { requeueId: 'own', quietMs: 60_000, requeueDelayMs: 0 } },
  },
  {
    check: 'order-kept',
    why: 'long legs let webhooks overtake each other',
    by: { seed: 2, constants: { 'network.tailShare': 0.5, 'network.tailMinMs': 200, 'network.tailMaxMs': 900 } },
  },
];

/** A handler that asks the model about a message and tells the answer to the user whom it served before. */
const strangers: App = () => {
  let before: string | undefined;
  return {
    '/api/webhook': async (request) => {
      const { user, text } = messageOf(await request.json());
      const to = before ?? user;
      before = user;
      await answer(to, text);
      return new Response('ok');
    },
  };
};

/** A handler that refuses a signature and answers the message all the same. */
const careless: App = () => ({
  '/api/webhook': async (request) => {
    const { user, text } = messageOf(await request.json());
    console.warn('signature does not match');
    await answer(user, text);
    return new Response('no', { status: 403 });
  },
});

interface Webhook {
  readonly entry: readonly {
    readonly messaging: readonly {
      readonly sender: { readonly id: string };
      readonly message: { readonly text: string };
    }[];
  }[];
}

function messageOf(body: unknown): { readonly user: string; readonly text: string } {
  const event = (body as Webhook).entry[0]?.messaging[0];
  return { user: event?.sender.id ?? '', text: event?.message.text ?? '' };
}

async function answer(user: string, text: string): Promise<void> {
  const headers = { authorization: 'Bearer openai-key', 'content-type': 'application/json' };
  const body = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: text }] });
  const response = await fetch('https://api.openai.com/v1/chat/completions', { method: 'POST', headers, body });
  const { choices } = (await response.json()) as { choices: readonly { message: { content: string } }[] };
  await fetch('https://graph.facebook.com/v19.0/me/messages?access_token=page-token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      recipient: { id: user },
      messaging_type: 'RESPONSE',
      message: { text: choices[0]?.message.content },
    }),
  });
}

const OWN: readonly { readonly check: CheckId; readonly why: string; readonly trace: () => Promise<Trace> }[] = [
  {
    check: 'no-strangers',
    why: 'an instance remembers whom it served before',
    trace: () =>
      runOwn({
        at: [0, 5_000],
        users: ['3282789748459241', '4282789748459242'],
        app: strangers,
        constants: { 'platform.reuse': 'always' },
      }),
  },
  {
    check: 'refused-not-processed',
    why: 'a handler refuses the signature and answers all the same',
    trace: () => runOwn({ at: [0], app: careless }),
  },
];

describe('a run breaks', () => {
  it.each(RUNS)('$check: $why', async ({ check, by }) => {
    expect(brokenIn(await play('rapid-burst', undefined, by))).toContain(check);
  });

  it.each(OWN)('$check: $why', async ({ check, trace }) => {
    expect(brokenIn(await trace())).toContain(check);
  });

  it('each of the other checks, in one scenario or another', async () => {
    const broken = new Set<CheckId>([...RUNS, ...OWN].map(({ check }) => check));
    for (const { scenario, variant } of cases)
      for (const check of brokenIn(await play(scenario.id, variant.id))) broken.add(check);
    expect([...broken].toSorted()).toEqual([...CHECK_IDS].toSorted());
  });
});
