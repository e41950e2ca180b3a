/**
 * A promise that is rejected and that nobody awaits ends the instance in production. Here it must end that instance,
 * and neither the simulator nor the page: during a run the host's word of it is taken, and the platform told.
 */
import type { Stage } from './stage.ts';

type Listener = (error: unknown, promise: Promise<unknown>) => void;

interface NodeProcess {
  readonly listeners: (event: string) => readonly Listener[];
  readonly listenerCount: (event: string) => number;
  readonly removeAllListeners: (event: string) => void;
  readonly removeListener: (event: string, listener: Listener) => void;
  readonly on: (event: string, listener: Listener) => void;
}

const EVENT = 'unhandledRejection';
const METHODS = ['listeners', 'listenerCount', 'removeAllListeners', 'removeListener', 'on'];

function isNodeProcess(value: unknown): value is NodeProcess {
  return (
    typeof value === 'object' &&
    value !== null &&
    METHODS.every((name) => typeof Reflect.get(value, name) === 'function')
  );
}

/** Node's own, which a run does not replace: looked for once. */
const nodeProcess = ((): NodeProcess | undefined => {
  const host: unknown = Reflect.get(globalThis, 'process');
  return isNodeProcess(host) ? host : undefined;
})();

/** Listens for the time of a run; call the result to give the event back to whoever listened before. */
export function watchRejections({ kernel, lifetime }: Stage): () => void {
  const crashed = (error: unknown): boolean => {
    const node = kernel.current;
    if (node?.runsCode !== true) return false;
    lifetime.crashed(node, error);
    return true;
  };
  return nodeProcess === undefined ? watchWorker(crashed) : watchNode(nodeProcess, crashed);
}

function watchNode(host: NodeProcess, crashed: (error: unknown) => boolean): () => void {
  const before = host.listeners(EVENT);
  if (before.length > 0) host.removeAllListeners(EVENT);
  const listen: Listener = (error, promise) => {
    if (crashed(error)) return;
    // Not a node's: those who listened before decide, and without any it is an error of the simulator.
    if (before.length === 0) throw error;
    for (const listener of before) listener(error, promise);
  };
  host.on(EVENT, listen);
  return () => {
    // Code of the run may have begun to listen as well.
    if (host.listenerCount(EVENT) === 1) host.removeListener(EVENT, listen);
    else host.removeAllListeners(EVENT);
    for (const listener of before) host.on(EVENT, listener);
  };
}

function watchWorker(crashed: (error: unknown) => boolean): () => void {
  const listen = (event: PromiseRejectionEvent): void => {
    if (crashed(event.reason)) event.preventDefault();
  };
  globalThis.addEventListener('unhandledrejection', listen);
  return () => globalThis.removeEventListener('unhandledrejection', listen);
}
