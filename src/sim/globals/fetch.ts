/**
 * `fetch` for code under test: the simulated wire. Everything that production's client libraries do ends here.
 * As in production it throws only where there was no answer, an abort stops the caller and not the server, and a
 * body that stalls stalls for ever.
 */
import type { SimNode } from '../kernel/node.ts';
import type { WireRequest } from '../network/wire.ts';
import { isLightRequest, LightRequest, type LightRequestInit } from './request.ts';
import { LightResponse } from './response.ts';
import { onStage, type Transport } from './stage.ts';

export type SimFetch = (input: string | URL | LightRequest, init?: LightRequestInit) => Promise<LightResponse>;

export function makeFetch(): SimFetch {
  return (input, init) => {
    try {
      return call(input, init);
    } catch (error) {
      return Promise.reject(error);
    }
  };
}

const call: SimFetch = (input, init) => {
  const stage = onStage();
  const node = stage?.kernel.current;
  if (stage === undefined || node === undefined)
    throw new Error(`fetch(${String(input)}) was called between two events of a run: it belongs to no node.`);
  const request = isLightRequest(input) && init === undefined ? input : new LightRequest(input, init);
  const signal = request.ownSignal;
  if (signal?.aborted === true) throw reasonOf(signal);
  const send = (body: string): Promise<LightResponse> => {
    const wire = { method: request.method, url: request.url, headers: request.headers.toRecord(), body };
    return new Promise((resolve, reject) => exchange(stage.transport, node, wire, signal, resolve, reject));
  };
  const body = request.takeBody();
  return typeof body === 'string' ? send(body) : body.then(send);
};

function exchange(
  transport: Transport,
  node: SimNode,
  wire: WireRequest,
  signal: AbortSignal | undefined,
  resolve: (response: LightResponse) => void,
  reject: (error: unknown) => void,
): void {
  // Nobody listens to a signal that nobody gave: to add a listener costs as much as the rest of a call.
  const abort =
    signal === undefined
      ? undefined
      : (): void => {
          made.hangUp();
          reject(reasonOf(signal));
        };
  const made = transport.send(node, wire, (outcome) => {
    if (abort !== undefined) signal?.removeEventListener('abort', abort);
    if (outcome.kind === 'failure') {
      reject(new TypeError('fetch failed', { cause: new Error(outcome.error) }));
      return;
    }
    const { answer } = outcome;
    const text = outcome.stalled ? untilAborted(signal) : answer.body;
    resolve(LightResponse.received(wire.url, answer.status, answer.headers, text));
  });
  if (abort !== undefined) signal?.addEventListener('abort', abort, { once: true });
}

/** A body that never ends; only an abort gets its reader free. */
function untilAborted(signal: AbortSignal | undefined): Promise<string> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(reasonOf(signal)), { once: true }));
}

function reasonOf(signal: AbortSignal | undefined): unknown {
  return signal?.reason ?? new DOMException('This operation was aborted', 'AbortError');
}
