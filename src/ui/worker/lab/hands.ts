/**
 * The laboratory's workers as the threads of a pool: the same script again, under another name. One that is silent for
 * long counts as lost, like one that died.
 */
import { type Pool, poolOf, type PoolRequest, type PoolResponse, type Thread } from '../../../sim/explore/index.ts';
import { HAND } from './hand.ts';

/** Real milliseconds: some times the longest that a worker was seen to take for what it is given at once. */
const LOST_AFTER_MS = 180_000;

/** Captured: the laboratory itself makes a run now and then. */
const here = globalThis.location.href;
const after = globalThis.setTimeout.bind(globalThis);
const forget = globalThis.clearTimeout.bind(globalThis);

function startThread(heard: (response: PoolResponse) => void, lost: (why: string) => void): Thread {
  const worker = new Worker(here, { type: 'module', name: HAND });
  let timer: ReturnType<typeof setTimeout> | undefined;
  worker.onmessage = (event: MessageEvent<PoolResponse>) => {
    forget(timer);
    heard(event.data);
  };
  worker.onerror = (event) => lost(event.message || 'it stopped with an error');
  worker.onmessageerror = () => lost('it sent what cannot be read');
  return {
    post: (request: PoolRequest) => {
      timer = after(() => lost(`it was silent for ${LOST_AFTER_MS / 1000} s`), LOST_AFTER_MS);
      worker.postMessage(request);
    },
    end: async () => {
      forget(timer);
      worker.terminate();
    },
  };
}

export function openHands(hands: number, told: (why: string) => void): Pool {
  return poolOf(hands, startThread, told);
}
