/**
 * What the page and its workers hold after a collection of garbage, asked of the browser itself. Workers are targets of
 * their own to it: each is attached to, and spoken to through the page's session.
 */
import type { CDPSession, Page } from 'playwright';

const MB = 2 ** 20;
const LONGEST_ANSWER_MS = 30_000;

export interface WorkerHeaps {
  readonly session: CDPSession;
  /** How to speak to each worker that lives. */
  readonly workers: ReadonlySet<string>;
  readonly ask: (worker: string, method: string) => Promise<unknown>;
}

/** A field of an answer, which must be a number. */
function numberIn(answer: unknown, field: string): number {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, field) : undefined;
  if (typeof value !== 'number') throw new Error(`the browser answered ${JSON.stringify(answer)}, expected ${field}`);
  return value;
}

export async function watchWorkers(page: Page): Promise<WorkerHeaps> {
  const session = await page.context().newCDPSession(page);
  const workers = new Set<string>();
  const waiting = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') workers.add(sessionId);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer: unknown = JSON.parse(message);
    const id: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'id') : undefined;
    const result: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'result') : undefined;
    if (typeof id === 'number') waiting.get(id)?.(result);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = async (sessionId: string, method: string): Promise<unknown> => {
    asked += 1;
    const id = asked;
    const answered = new Promise<unknown>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`a worker did not answer ${method}`)), LONGEST_ANSWER_MS);
      waiting.set(id, (answer) => {
        clearTimeout(late);
        waiting.delete(id);
        resolve(answer);
      });
    });
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    return answered;
  };
  await session.send('HeapProfiler.enable');
  return { session, workers, ask };
}

export interface Heaps {
  readonly pageHeapMb: number;
  readonly workerHeapsMb: readonly number[];
  readonly workers: number;
  readonly domNodes: number;
  readonly listeners: number;
}

export async function heapsOf(page: Page, { session, workers, ask }: WorkerHeaps): Promise<Heaps> {
  const mb = (answer: unknown): number => Number((numberIn(answer, 'usedSize') / MB).toFixed(1));
  await session.send('HeapProfiler.collectGarbage');
  const pageHeapMb = mb(await session.send('Runtime.getHeapUsage'));
  const { nodes: domNodes, jsEventListeners: listeners } = await session.send('Memory.getDOMCounters');
  const workerHeapsMb: number[] = [];
  for (const worker of workers) {
    await ask(worker, 'HeapProfiler.enable');
    await ask(worker, 'HeapProfiler.collectGarbage');
    workerHeapsMb.push(mb(await ask(worker, 'Runtime.getHeapUsage')));
  }
  return { pageHeapMb, workerHeapsMb, workers: page.workers().length, domNodes, listeners };
}
