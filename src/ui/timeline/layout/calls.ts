/**
 * Puts together what belongs together in a trace: a request with its arrivals, answers and ends; an invocation with
 * its end. One pass over the events; everything that is drawn starts from here.
 */
import type {
  AnswerEvent,
  ArrivalEvent,
  FailureEvent,
  FaultEvent,
  LifecycleEvent,
  RequestEvent,
  ReturnEvent,
  Trace,
} from '../../../sim/model/trace.ts';

export interface Call {
  readonly request: RequestEvent;
  /** More than one where it was delivered again. */
  readonly arrivals: readonly ArrivalEvent[];
  readonly answers: readonly AnswerEvent[];
  readonly ends: readonly (ReturnEvent | FailureEvent)[];
  /** Faults that took effect on it. */
  readonly faults: readonly FaultEvent[];
}

export interface Invocation {
  readonly arrival: ArrivalEvent;
  /** Its answer, or its death; null where the run ended first. */
  readonly end: AnswerEvent | LifecycleEvent | null;
}

export interface Calls {
  /** By the id of the request, in the order in which they were sent. */
  readonly byRequest: ReadonlyMap<number, Call>;
  /** By the id of the arrival that opened it. */
  readonly invocations: ReadonlyMap<number, Invocation>;
}

interface OpenCall {
  readonly request: RequestEvent;
  readonly arrivals: ArrivalEvent[];
  readonly answers: AnswerEvent[];
  readonly ends: (ReturnEvent | FailureEvent)[];
  readonly faults: FaultEvent[];
}

interface OpenInvocation {
  readonly arrival: ArrivalEvent;
  end: Invocation['end'];
}

export function callsOf(trace: Trace): Calls {
  const byRequest = new Map<number, OpenCall>();
  const invocations = new Map<number, OpenInvocation>();
  const atWork = new Map<string, Set<OpenInvocation>>();
  for (const event of trace.events) {
    switch (event.kind) {
      case 'request':
        byRequest.set(event.id, { request: event, arrivals: [], answers: [], ends: [], faults: [] });
        break;
      case 'arrival':
        byRequest.get(event.request)?.arrivals.push(event);
        if (event.invocation === event.id) {
          const opened: OpenInvocation = { arrival: event, end: null };
          invocations.set(event.id, opened);
          const here = atWork.get(event.node) ?? new Set();
          atWork.set(event.node, here.add(opened));
        }
        break;
      case 'answer': {
        byRequest.get(event.request)?.answers.push(event);
        const invocation = event.invocation === undefined ? undefined : invocations.get(event.invocation);
        if (invocation !== undefined && invocation.arrival.node === event.node && invocation.end === null) {
          invocation.end = event;
          atWork.get(event.node)?.delete(invocation);
        }
        break;
      }
      case 'return':
      case 'failure':
        byRequest.get(event.request)?.ends.push(event);
        break;
      case 'fault':
        if (event.request !== undefined) byRequest.get(event.request)?.faults.push(event);
        break;
      case 'lifecycle':
        if (event.change !== 'crash' && event.change !== 'timeout' && event.change !== 'stop') break;
        for (const invocation of atWork.get(event.node) ?? []) invocation.end = event;
        atWork.delete(event.node);
        break;
      default:
        break;
    }
  }
  return { byRequest, invocations };
}

/** When the last event happened, in virtual milliseconds; of a run that goes on, the present. */
export function lastMs({ events, end }: Trace): number {
  const lastEventMs = events.at(-1)?.atMs ?? 0;
  return end.reason === 'stopped' ? Math.max(lastEventMs, end.atMs) : lastEventMs;
}

/** The number of each message, from 1, in the order in which they were typed. */
export function numbersOf(trace: Trace): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const event of trace.events) {
    if (event.kind === 'message' && !numbers.has(event.mid)) numbers.set(event.mid, numbers.size + 1);
  }
  return numbers;
}
