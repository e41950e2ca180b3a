/**
 * What a user would write by hand to test the same handlers: fake timers, ioredis-mock, the host's `Request` and
 * `Response`, and stubs of the services behind a `fetch` of his own. No faults, no trace, no causes, one clock for all,
 * nothing repeatable but the times. It plays the same messages at the same times, in the tab as well.
 */
import { install } from '@sinonjs/fake-timers';
import RedisMock from 'ioredis-mock';
import { Patch, putAll } from '../../src/sim/globals/patches.ts';
import { environmentPatches } from './environment.ts';
import type { App, Baseline, Routes } from '../../src/sim/model/app.ts';
import type { RunInputs } from '../../src/sim/model/trace.ts';

const NOW_MS = 1_764_244_800_000;
const ROUND_TRIP_MS = 100;
const MODEL_MS = 1_500;
const MOST_TIMERS = 100_000;
const MOST_WAITS = 50;
const hostTimeout = setTimeout.bind(globalThis);
const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'] as const;
const WEBHOOK = '/api/webhook';

/** One for all runs, emptied: its constructor costs most of a millisecond. */
const redis = new RedisMock({ lazyConnect: true, keyPrefix: '' });

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

type Row = Readonly<Record<string, unknown>>;

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Replies as the Upstash client asks for them: strings in base64. */
function encoded(reply: unknown): unknown {
  if (Array.isArray(reply)) return reply.map(encoded);
  return typeof reply === 'string' && reply !== 'OK' ? base64(reply) : reply;
}

async function command(words: readonly unknown[]): Promise<{ readonly result: unknown }> {
  const [name = '', ...args] = words.map(String);
  // ioredis-mock knows the options of SET in upper case only; the client sends them in lower case.
  const known = name === 'set' ? [...args.slice(0, 2), ...args.slice(2).map((word) => word.toUpperCase())] : args;
  const act: unknown = Reflect.get(redis, name);
  if (typeof act !== 'function') throw new Error(`the stub of Redis does not know ${name}`);
  return { result: encoded(await (Reflect.apply(act, redis, known) as Promise<unknown>)) };
}

async function redisStub(path: string, body: unknown): Promise<unknown> {
  if (!Array.isArray(body)) throw new Error('no command');
  if (path !== '/pipeline') return command(body);
  const replies: unknown[] = [];
  for (const words of body) replies.push(await command(Array.isArray(words) ? words : []));
  return replies;
}

/** Plays the inputs once and gives how many replies the user got, the tab's included; it waits for as many as wanted. */
export async function playByHand(inputs: RunInputs, app: App, baseline: Baseline, wanted: number): Promise<number> {
  const documents = new Map<string, unknown>();
  const taken = new Set<string>();
  let replies = 0;
  let calls = 0;
  const instances = new Map<string, Routes>();

  const call = async (path: string, body: string): Promise<void> => {
    const routes = instances.get(path) ?? app(path);
    instances.set(path, routes);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
    await routes[path]?.(new Request(`https://chatbot.example${path}`, init));
  };

  const publish = (to: URL, headers: Headers, body: string): unknown => {
    const id = headers.get('upstash-deduplication-id');
    if (id !== null && taken.has(id)) return { messageId: 'msg', deduplicated: true };
    if (id !== null) taken.add(id);
    const delayMs = Number.parseFloat(headers.get('upstash-delay') ?? '0') * 1_000;
    setTimeout(() => void call(to.pathname, body), delayMs);
    return { messageId: 'msg' };
  };

  const firestore = (path: string, body: unknown): unknown => {
    const time = new Date().toISOString();
    if (!isRow(body)) throw new Error('no request');
    if (path.endsWith(':commit')) {
      const write: unknown = Array.isArray(body['writes']) ? body['writes'][0] : undefined;
      const update = isRow(write) && isRow(write['update']) ? write['update'] : {};
      documents.set(String(update['name']), update['fields']);
      return { writeResults: [{ updateTime: time }], commitTime: time };
    }
    const name = String(Array.isArray(body['documents']) ? body['documents'][0] : '');
    const fields = documents.get(name);
    if (fields === undefined) return [{ missing: name, readTime: time }];
    return [{ found: { name, fields, createTime: time, updateTime: time }, readTime: time }];
  };

  const serve = async (url: URL, headers: Headers, text: string): Promise<unknown> => {
    if (url.host === 'qstash.upstash.io') return publish(new URL(url.pathname.slice(12)), headers, text);
    const body: unknown = JSON.parse(text);
    if (url.host.startsWith('redis')) return redisStub(url.pathname, body);
    if (url.host.startsWith('firestore')) return firestore(url.pathname, body);
    if (url.host === 'graph.facebook.com') {
      replies += 1;
      return { recipient_id: 'user', message_id: `m_${calls}` };
    }
    await wait(MODEL_MS);
    const message = { role: 'assistant', content: `answer ${calls}`, refusal: null };
    const choices = [{ index: 0, message, finish_reason: 'stop', logprobs: null }];
    return { id: `chatcmpl-${calls}`, object: 'chat.completion', created: 1, model: 'gpt-4o', choices };
  };

  const fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    calls += 1;
    const text = await request.text();
    await wait(ROUND_TRIP_MS);
    return Response.json(await serve(new URL(request.url), request.headers, text));
  };

  const clock = install({ now: NOW_MS, toFake: [...TIMERS], loopLimit: MOST_TIMERS });
  const restore = putAll([
    new Patch(globalThis, 'fetch', fetch),
    ...environmentPatches(inputs.environment),
    ...(['log', 'warn', 'error'] as const).map((level) => new Patch(console, level, () => undefined)),
  ]);
  try {
    const tab = baseline({ show: () => (replies += 1) });
    inputs.messages.forEach(({ atMs, user, text }, index) => {
      setTimeout(() => {
        tab.submit(user, text);
        void call(WEBHOOK, webhook(user, text, `m_${index}`));
      }, atMs);
    });
    await clock.runAllAsync();
    // What finishes in the host's own time (in a browser some of the libraries do) starts new timers when it is done.
    for (let left = MOST_WAITS; left > 0 && replies < wanted; left -= 1) {
      await new Promise((resolve) => hostTimeout(resolve, 0));
      await clock.runAllAsync();
    }
    return replies;
  } finally {
    clock.uninstall();
    restore();
    await redis.flushall();
  }
}

function webhook(user: string, text: string, mid: string): string {
  const messaging = [{ sender: { id: user }, recipient: { id: '1' }, timestamp: Date.now(), message: { mid, text } }];
  return JSON.stringify({ object: 'page', entry: [{ id: '1', time: Date.now(), messaging }] });
}
