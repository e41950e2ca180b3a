/** Runs handlers of a test's own: Messenger calls them, once a message. The platform, the clocks and the wire are the real ones. */
import { Client } from '@upstash/qstash';
import { DEFAULT_BOUNDS, run } from '../../src/sim/index.ts';
import type { App, Baseline } from '../../src/sim/model/app.ts';
import { DEFAULT_USER, type FaultInput, type ProfileId, type Values } from '../../src/sim/model/scenario.ts';
import type { RunInputs, Trace } from '../../src/sim/model/trace.ts';
import { QSTASH_TOKEN } from '../../src/sim/services/qstash/index.ts';

export interface OwnRun {
  /** When the user writes, in milliseconds: one message each. */
  readonly at: readonly number[];
  /** Who writes them, in turn; the document's test user where it is left out. */
  readonly users?: readonly string[];
  readonly app: App;
  /** What the single tab does; nothing where it is left out. */
  readonly baseline?: Baseline;
  readonly profile?: ProfileId;
  readonly constants?: Values;
  readonly faults?: readonly FaultInput[];
  readonly bounds?: RunInputs['bounds'];
}

/** Waits by the timer of whoever calls. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function ok(): Response {
  return new Response('ok');
}

/** A counter in the module's scope: it lives as long as the instance. */
export const counting: App = (instance) => {
  let count = 0;
  return {
    '/api/webhook': async () => {
      count += 1;
      const mine = count;
      await sleep(300);
      console.log(`${instance} began as number ${mine}, ends as number ${count}`);
      return ok();
    },
  };
};

/** Answers, and means to print something half a second later. */
export const leavingWork: App = () => ({
  '/api/webhook': async () => {
    setTimeout(() => console.log('left-over work'), 500);
    return ok();
  },
});

/** Publishes what Messenger brings to its own address; what QStash delivers there is the given handler's. */
export function viaQStash(deliver: (request: Request) => Promise<Response>, retries = 0): App {
  return () => ({
    '/api/webhook': async (request) => {
      if (request.headers.has('upstash-message-id')) return deliver(request);
      const body: unknown = await request.json();
      const client = new Client({ token: QSTASH_TOKEN, enableTelemetry: false });
      await client.publishJSON({ url: 'https://chatbot.example/api/webhook', body, retries });
      return ok();
    },
  });
}

function inputsFor({
  at,
  users = [DEFAULT_USER],
  profile = 'documented',
  constants = {},
  faults = [],
  bounds = DEFAULT_BOUNDS,
}: OwnRun): RunInputs {
  return {
    scenario: 'own',
    variant: 'own',
    seed: 1,
    messages: at.map((atMs, i) => ({ atMs, text: `message ${i + 1}`, user: users[i % users.length] ?? DEFAULT_USER })),
    policy: 'documented',
    settings: {},
    profile,
    constants,
    faults,
    environment: { GREETING: 'hello' },
    routes: [{ path: '/api/webhook', role: 'webhook' }],
    bounds,
  };
}

export function runOwn(own: OwnRun): Promise<Trace> {
  const { app, baseline = () => ({ submit: () => undefined }) } = own;
  return run({ app, baseline, inputs: inputsFor(own) });
}

/** What the instances printed, with the time in seconds: `0.050 webhook-1 text`. */
export function logOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'log' ? [`${(event.atMs / 1000).toFixed(3)} ${event.node} ${event.text}`] : [],
  );
}

/** Status and node of every answer that Messenger was given, or QStash. */
export function answersOf({ events }: Trace, to: 'messenger' | 'qstash' = 'messenger'): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'answer' && event.to === to ? [`${event.node} ${event.status}`] : [],
  );
}

/** Status and last line of every answer that Messenger was given: on the platform's own pages that is their code. */
export function pagesOf({ events }: Trace): readonly string[] {
  return events.flatMap((event) =>
    event.kind === 'answer' && event.to === 'messenger'
      ? [`${event.status} ${event.body.trimEnd().split('\n').at(-1)}`]
      : [],
  );
}
