/**
 * A host for one service on its own: virtual time moves when a test says so, calls wait for the test to end them, and
 * what the service holds is the fold of its patches. `wire` lets a real client library talk to the service.
 */
import { type ParamValues, readParams } from '../../src/sim/model/params.ts';
import type { Json, Scalar } from '../../src/sim/model/json.ts';
import type { StateChange } from '../../src/sim/model/trace.ts';
import { randomStream } from '../../src/sim/kernel/random.ts';
import type {
  CallOutcome,
  Facts,
  Served,
  Service,
  ServiceConstant,
  ServiceHost,
  ServiceKind,
  WireRequest,
} from '../../src/sim/services/service.ts';

export interface SentCall {
  readonly atMs: number;
  readonly request: WireRequest;
  readonly end: (outcome: CallOutcome) => void;
  /** Ends it with an answer of that status. */
  readonly answer: (status: number, headers?: Readonly<Record<string, string>>, body?: string) => void;
}

export interface Note {
  readonly atMs: number;
  readonly operation: string;
  readonly facts: Facts;
}

export interface Hosted<S extends Service> {
  readonly service: S;
  readonly calls: readonly SentCall[];
  readonly notes: readonly Note[];
  readonly state: ReadonlyMap<string, Json>;
  /** Everything that was served, the latest last. */
  readonly served: readonly Served[];
  readonly nowMs: () => number;
  readonly clockMs: () => number;
  /** Moves virtual time on, and does what is due on the way in order. */
  readonly advanceTo: (atMs: number) => void;
  /** Moves this node's clock only. */
  readonly stepClock: (byMs: number) => void;
  /** Serves a request at this moment and keeps what it changed. */
  readonly serve: (request: WireRequest) => Served;
  /** A `fetch` that ends at this service. */
  readonly wire: typeof fetch;
}

interface Timer {
  readonly atMs: number;
  readonly order: number;
  readonly act: () => void;
}

/** Virtual time 0 by the clock of the node. */
export const EPOCH_MS = 1_764_244_800_000;

export function hosted<const C extends readonly ServiceConstant[], S extends Service>(
  kind: ServiceKind<C, S>,
  given: Readonly<Record<string, Scalar>> = {},
): Hosted<S> {
  let nowMs = 0;
  let offsetMs = 0;
  let order = 0;
  let timers: Timer[] = [];
  const calls: SentCall[] = [];
  const notes: Note[] = [];
  const served: Served[] = [];
  const state = new Map<string, Json>();
  const constants: ParamValues<C> = readParams(kind.constants, given, kind.id);
  const host: ServiceHost<C> = {
    constants,
    random: randomStream(1, kind.id),
    nowMs: () => nowMs,
    clockMs: () => EPOCH_MS + nowMs + offsetMs,
    after: (delayMs, act) => {
      order += 1;
      const timer = { atMs: nowMs + delayMs, order, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((held) => held !== timer);
      };
    },
    call: (request, end, patch = []) => {
      fold(state, patch);
      const answer: SentCall['answer'] = (status, headers = {}, body = '') =>
        end({ kind: 'answer', answer: { status, headers, body }, stalled: false });
      return calls.push({ atMs: nowMs, request, end, answer });
    },
    note: (operation, facts, patch = []) => {
      notes.push({ atMs: nowMs, operation, facts });
      fold(state, patch);
    },
  };
  const service = kind.create(host);
  const serve = (request: WireRequest): Served => {
    const result = service.handle(request);
    if (result instanceof Promise) throw new Error('this service is expected to answer at once');
    fold(state, result.patch ?? []);
    served.push(result);
    return result;
  };
  return {
    service,
    calls,
    notes,
    state,
    served,
    nowMs: () => nowMs,
    clockMs: host.clockMs,
    stepClock: (byMs) => {
      offsetMs += byMs;
    },
    advanceTo: (atMs) => {
      for (;;) {
        const [next] = timers.toSorted((a, b) => a.atMs - b.atMs || a.order - b.order);
        if (next === undefined || next.atMs > atMs) break;
        timers = timers.filter((timer) => timer !== next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = atMs;
    },
    serve,
    wire: async (input, init) => {
      const request = new Request(input, init);
      const { status, headers, body } = serve({
        method: request.method,
        url: request.url,
        headers: Object.fromEntries(request.headers),
        body: await request.text(),
      }).answer;
      return new Response(body, { status, headers });
    },
  };
}

function fold(state: Map<string, Json>, patch: readonly StateChange[]): void {
  for (const change of patch) {
    if (change.op === 'set') state.set(change.key, change.value);
    else if (change.op === 'delete') state.delete(change.key);
    else if (change.op === 'push') {
      const held = state.get(change.key);
      state.set(change.key, [...(Array.isArray(held) ? held : []), ...change.values]);
    }
  }
}

/** A request, with the members that a test leaves out. */
export function wireRequest(url: string, rest: Partial<WireRequest> = {}): WireRequest {
  return { method: 'POST', url, headers: {}, body: '', ...rest };
}

/** The answer's body as JSON. */
export function bodyOf(served: Served): unknown {
  return JSON.parse(served.answer.body);
}
