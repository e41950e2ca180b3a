/**
 * The stage that the handlers stand on in these tests: the stand-in wire as `fetch`, the environment of a deployment
 * that is set up right, a clock that stands still until a test moves it, and the console kept as lines. Call it in
 * `beforeEach`; `clear` puts everything back.
 */
import { vi } from 'vitest';
import { create, describe as describeLogic } from '../../../src/batching/index.ts';
import { type FakeCall, type FakeWire, makeFakeWire } from '../../support/fake-wire.ts';

export const USER = '3282789748459241';
/** Where the messages of the user lie, and the lock of who processes them. */
export const LIST = `msgbatch:${USER}`;
export const LOCK = `batch_processing_${USER}`;
export const START_MS = Date.UTC(2025, 10, 28);

type Settings = Parameters<typeof create>[0];
type Routes = ReturnType<ReturnType<typeof create>>;

export interface Stage {
  readonly wire: FakeWire;
  /** What was printed, as the platform's log shows it: an error by name and message. */
  readonly lines: string[];
  /** What was asked of the services, in order. */
  readonly operations: () => readonly string[];
  readonly callsTo: (operation: string) => readonly FakeCall[];
}

export function setStage(): Stage {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: START_MS });
  const wire = makeFakeWire();
  vi.stubGlobal('fetch', wire.fetch);
  for (const { name, value } of describeLogic().environment) vi.stubEnv(name, value);
  const lines: string[] = [];
  for (const level of ['log', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => {
      lines.push(args.map(String).join(' '));
    });
  }
  return {
    wire,
    lines,
    operations: () => wire.calls.map(({ operation }) => operation),
    callsTo: (operation) => wire.calls.filter((call) => call.operation === operation),
  };
}

export function clearStage(): void {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  vi.useRealTimers();
}

let instances = 0;
let messages = 0;

/** A new instance; without a name, under one that no other has. */
export function start(settings: Settings = {}, name = `instance-${(instances += 1)}`): Routes {
  return create(settings)(name);
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export async function post(
  routes: Routes,
  path: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const handler = routes[path];
  if (handler === undefined) throw new Error(`no route ${path}`);
  const request = new Request(`https://chatbot.example${path}`, { method: 'POST', body, headers });
  const response = await handler(request);
  return { status: response.status, body: await response.json() };
}

export async function postWebhook(routes: Routes, rawBody: string, headers?: Record<string, string>): Promise<Answer> {
  return post(routes, '/api/webhook', rawBody, headers);
}

export function event(text: string, mid: string, user: string = USER): unknown {
  return { sender: { id: user }, recipient: { id: 'page' }, timestamp: START_MS, message: { mid, text } };
}

export function webhookBody(events: readonly unknown[]): string {
  return JSON.stringify({ object: 'page', entry: [{ id: 'page', time: START_MS, messaging: events }] });
}

/** One message comes in; without an id, under one that no other has. */
export async function receive(
  routes: Routes,
  text: string,
  mid = `m_${(messages += 1)}`,
  user: string = USER,
): Promise<Answer> {
  return postWebhook(routes, webhookBody([event(text, mid, user)]));
}

/** QStash calls the processor. */
export async function deliver(routes: Routes, user: string = USER): Promise<Answer> {
  return post(routes, '/api/process-batch-redis', JSON.stringify({ senderId: user, batchKey: `msgbatch:${user}` }));
}

/** QStash calls the route that answers a single message, with what was published. */
export async function deliverSingle(routes: Routes, body: unknown): Promise<Answer> {
  return post(routes, '/api/process-message', JSON.stringify(body));
}

/** The clock goes on; timers that fall due run. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The clock of the instances that are called from now on, against the start. */
export function setClock(offsetMs: number): void {
  vi.setSystemTime(START_MS + offsetMs);
}
