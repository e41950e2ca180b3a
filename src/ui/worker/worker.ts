/**
 * The worker: where the simulation lives, since a run replaces the globals around it. One question at a time;
 * whatever a run throws goes back as a problem, never as a dead worker. Only the word to stop is heard at once: it comes
 * while a run has the globals, so all that it does is to set a flag.
 */
import { describePage, RunStopped, runScenario, summarise } from './adapter.ts';
import { compare } from './compare.ts';
import { judgeFile } from './file-adapter.ts';
import { finishLive, startLive, stepLive } from './live-adapter.ts';
import type { LiveRequest, LiveResponse } from './live-protocol.ts';
import { prevent } from './prevent.ts';
import { problemOf } from './problem.ts';
import type { Trials, WorkerRequest, WorkerResponse } from './protocol.ts';

/** Real milliseconds between two pieces of news of a run. */
const NEWS_EVERY_MS = 100;

const respond: (response: WorkerResponse | LiveResponse) => void = globalThis.postMessage.bind(globalThis);
/** Captured before a run gives code another clock. */
const realNow = performance.now.bind(performance);

/** Ids of runs that are to stop; each is asked for once. */
const stopping = new Set<number>();

function watch(id: number) {
  let toldMs = realNow();
  return {
    stopped: () => stopping.has(id),
    progress: (progress: { readonly events: number; readonly atMs: number }): void => {
      const nowMs = realNow();
      if (nowMs - toldMs < NEWS_EVERY_MS) return;
      toldMs = nowMs;
      respond({ id, kind: 'progress', progress });
    },
  };
}

type Question = Exclude<WorkerRequest, { readonly kind: 'stop' }> | LiveRequest;

async function answer(request: Question): Promise<WorkerResponse | LiveResponse> {
  const { id } = request;
  try {
    switch (request.kind) {
      case 'describe':
        return { id, kind: 'described', description: describePage() };
      case 'run':
        return { id, kind: 'ran', result: await runScenario(request.run, watch(id)) };
      case 'summarise':
        return { id, kind: 'summarised', summary: await summarise(request.run) };
      case 'judge':
        return { id, kind: 'judged', file: await judgeFile(request.text, watch(id)) };
      case 'compare':
        return { id, kind: 'compared', compared: await compare(request.left, request.right, watch(id)) };
      case 'prevent': {
        const tell = (trials: Trials): void => respond({ id, kind: 'trying', trials });
        return { id, kind: 'prevented', prevention: await prevent(request.run, watch(id), tell) };
      }
      case 'live-start':
        return { id, kind: 'live', news: await startLive(request.own, request.toMs) };
      case 'live-step':
        return { id, kind: 'live', news: await stepLive(request.inputs, request.toMs, request.judge) };
      case 'live-finish':
        return { id, kind: 'live', news: await finishLive() };
    }
  } catch (error) {
    if (error instanceof RunStopped) return { id, kind: 'stopped', progress: error.progress };
    return { id, kind: 'failed', problem: problemOf(error, request.kind === 'judge' ? 'saved.' : '') };
  } finally {
    stopping.delete(id);
  }
}

/** Runs must not overlap: they share the globals. */
let before: Promise<void> = Promise.resolve();

globalThis.addEventListener('message', (event: MessageEvent<WorkerRequest | LiveRequest>) => {
  const request = event.data;
  if (request.kind === 'stop') stopping.add(request.id);
  else before = before.then(async () => respond(await answer(request)));
});
