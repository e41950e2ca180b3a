/**
 * The page's worker is its largest script, and everything waits for it: the first one is started before the rest of the
 * page is read, and waits for whoever asks first.
 */
let first: Worker | undefined;
let failure: string | undefined;

function newWorker(): Worker {
  return new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'simulation' });
}

function told({ message }: ErrorEvent): string {
  return message || 'stopped with an error';
}

/** Once, as early as can be. */
export function startWorker(): void {
  first = newWorker();
  first.onerror = (event) => {
    failure = told(event);
  };
}

/** The worker that was started ahead, where nobody has it yet; else a new one. Told once, in words, that it is lost. */
export function takeWorker(lost: (found: string) => void): Worker {
  const worker = first ?? newWorker();
  first = undefined;
  worker.onerror = (event) => lost(told(event));
  if (failure !== undefined) {
    const found = failure;
    failure = undefined;
    queueMicrotask(() => lost(found));
  }
  return worker;
}
