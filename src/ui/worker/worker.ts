/**
 * The worker: where the simulation lives, since a run replaces the globals around it. One question at a time;
 * whatever a run throws goes back as a problem, never as a dead worker.
 */
import './host.ts';
import { describePage, runScenario, summarise } from './adapter.ts';
import { InputError } from '../../sim/model/errors.ts';
import type { Problem, WorkerRequest, WorkerResponse } from './protocol.ts';

function problemOf(error: unknown): Problem {
  if (error instanceof InputError) {
    return { field: error.field, found: error.found, expected: error.expected, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  return { field: 'run', found: message, expected: 'a run that ends', message };
}

async function answer(request: WorkerRequest): Promise<WorkerResponse> {
  const { id } = request;
  try {
    switch (request.kind) {
      case 'describe':
        return { id, kind: 'described', description: describePage() };
      case 'run':
        return { id, kind: 'ran', result: await runScenario(request.run) };
      case 'summarise':
        return { id, kind: 'summarised', summary: await summarise(request.run) };
    }
  } catch (error) {
    return { id, kind: 'failed', problem: problemOf(error) };
  }
}

/** Runs must not overlap: they share the globals. */
let before: Promise<void> = Promise.resolve();
const respond = globalThis.postMessage.bind(globalThis);

globalThis.addEventListener('message', (event: MessageEvent<WorkerRequest>) => {
  before = before.then(async () => respond(await answer(event.data)));
});
