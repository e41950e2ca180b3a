/**
 * The floor of a run: the same handlers and clients, on the same `Request` and `Response` classes, over a `fetch`
 * that answers at once. No scheduler, no services, no trace: what is left is the cost of the logic and its clients.
 */
import { LightHeaders } from '../../src/sim/globals/headers.ts';
import { Patch, putAll } from '../../src/sim/globals/patches.ts';
import { LightRequest } from '../../src/sim/globals/request.ts';
import { LightResponse } from '../../src/sim/globals/response.ts';
import { environmentPatches } from './environment.ts';
import type { App, Baseline, Routes } from '../../src/sim/model/app.ts';
import type { AnswerEvent, RequestEvent, Trace, TraceEvent } from '../../src/sim/model/trace.ts';

interface Canned {
  readonly status: number;
  readonly body: string;
}

interface Invocation {
  readonly instance: string;
  readonly url: string;
  readonly body: string;
}

/** What a recorded run asked and was answered, in the order in which the floor will ask. */
export interface Script {
  readonly invocations: readonly Invocation[];
  readonly typed: readonly { readonly user: string; readonly text: string }[];
  /** Answers by address, in their order. */
  readonly answers: ReadonlyMap<string, readonly Canned[]>;
  readonly environment: Readonly<Record<string, string>>;
}

function isRequest(event: TraceEvent): event is RequestEvent {
  return event.kind === 'request';
}

export function scriptOf(trace: Trace): Script {
  const requests = new Map(trace.events.filter(isRequest).map((event) => [event.id, event]));
  const answers = new Map<string, Canned[]>();
  const invocations: Invocation[] = [];
  for (const event of trace.events) {
    if (event.kind === 'arrival' && event.invocation === event.id) {
      const request = requests.get(event.request);
      if (request !== undefined) invocations.push({ instance: event.node, url: request.url, body: request.body });
    }
    if (event.kind === 'answer') keep(answers, requests.get(event.request), event);
  }
  const typed = trace.inputs.messages.map(({ user, text }) => ({ user, text }));
  return { invocations, typed, answers, environment: trace.inputs.environment };
}

/** The address as the floor sees it: the trace leaves tokens out. */
function addressOf(url: string): string {
  return url.split('?')[0] ?? url;
}

function keep(answers: Map<string, Canned[]>, request: RequestEvent | undefined, { status, body }: AnswerEvent): void {
  if (request === undefined) return;
  const address = addressOf(request.url);
  const list = answers.get(address) ?? [];
  list.push({ status, body });
  answers.set(address, list);
}

/** Gives what plays the script once. What it puts in the place of the globals is made here, as the simulator's is. */
export function makeFloor(script: Script, app: App, baseline: Baseline): () => Promise<void> {
  const next = new Map<string, number>();
  const timers: (() => void)[] = [];
  const fetch = async (input: string | URL | LightRequest, init?: RequestInit): Promise<LightResponse> => {
    const request = new LightRequest(input, init);
    await request.text();
    const address = addressOf(request.url);
    const at = next.get(address) ?? 0;
    next.set(address, at + 1);
    const answer = script.answers.get(address)?.[at];
    if (answer === undefined) throw new Error(`the script has no answer ${at} for ${address}`);
    return LightResponse.received(request.url, answer.status, { 'content-type': 'application/json' }, answer.body);
  };
  const patches = [
    new Patch(globalThis, 'fetch', fetch),
    new Patch(globalThis, 'Headers', LightHeaders),
    new Patch(globalThis, 'Request', LightRequest),
    new Patch(globalThis, 'Response', LightResponse),
    new Patch(globalThis, 'setTimeout', (act: () => void) => timers.push(act)),
    new Patch(globalThis, 'clearTimeout', () => timers.pop()),
    ...environmentPatches(script.environment),
    ...(['log', 'warn', 'error'] as const).map((level) => new Patch(console, level, () => undefined)),
  ];
  return async () => {
    next.clear();
    timers.length = 0;
    const restore = putAll(patches);
    try {
      await handle(script, app);
      await type(script, baseline, timers);
    } finally {
      restore();
    }
  };
}

async function handle({ invocations }: Script, app: App): Promise<void> {
  const instances = new Map<string, Routes>();
  for (const { instance, url, body } of invocations) {
    const routes = instances.get(instance) ?? app(instance);
    instances.set(instance, routes);
    const request = new LightRequest(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const response = await routes[new URL(url).pathname]?.(request as unknown as Request);
    await response?.text();
  }
}

async function type({ typed }: Script, baseline: Baseline, timers: (() => void)[]): Promise<void> {
  let done = (): void => undefined;
  const shown = new Promise<void>((resolve) => {
    done = resolve;
  });
  const tab = baseline({ show: () => done() });
  for (const { user, text } of typed) tab.submit(user, text);
  timers.splice(0).at(-1)?.();
  await shown;
}
