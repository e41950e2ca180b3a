/**
 * The page's end of a laboratory: one is started for a question and ended with its answer, so that a laboratory that
 * dies takes its question with it and nothing else.
 */
import { lost, RunStopped, WorkerProblem, type WorkerLike } from '../client.ts';
import type { LabAnswer, LabNews, LabQuestion, LabRequest, LabResponse } from './protocol.ts';

export type StartLab = (
  heard: (response: LabResponse) => void,
  lost: (found: string) => void,
) => WorkerLike<LabRequest>;

export interface LabTask {
  /** Rejects with a WorkerProblem where it went wrong, with RunStopped where it was stopped and half of it is nothing. */
  readonly answer: Promise<LabAnswer>;
  /** At once; a campaign answers with what it has. */
  readonly stop: () => void;
}

/** Real milliseconds in which a laboratory must answer that it has stopped. */
const STOPS_WITHIN_MS = 2_000;
const MOST_HANDS = 16;

/** As many as the machine has cores, within reason. */
export function handsOf(concurrency: number | undefined): number {
  return Math.max(1, Math.min(MOST_HANDS, concurrency ?? 1));
}

export function askLab(
  question: LabQuestion,
  hands: number,
  heard: (news: LabNews) => void = () => undefined,
  start: StartLab = startLab,
): LabTask {
  let stop = (): void => undefined;
  const answer = new Promise<LabAnswer>((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    const end = (settle: () => void): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      lab?.terminate();
      settle();
    };
    const took = (response: LabResponse): void => {
      if (over) return;
      switch (response.kind) {
        case 'progress':
        case 'found':
        case 'kept':
        case 'told':
        case 'lost':
          heard(response);
          return;
        case 'failed':
          end(() => reject(new WorkerProblem(response.problem)));
          return;
        case 'stopped':
          end(() => reject(new RunStopped(null)));
          return;
        default:
          end(() => resolve(response));
      }
    };
    let lab: WorkerLike<LabRequest> | undefined;
    try {
      lab = start(took, (found) => end(() => reject(lost(found))));
      lab.post({ kind: 'ask', question, hands });
    } catch (error) {
      end(() => reject(lost(error instanceof Error ? error.message : 'cannot be started')));
    }
    stop = () => {
      if (over || timer !== undefined) return;
      timer = setTimeout(() => end(() => reject(new RunStopped(null))), STOPS_WITHIN_MS);
      lab?.post({ kind: 'stop' });
    };
  });
  return { answer, stop: () => stop() };
}

function startLab(
  heard: (response: LabResponse) => void,
  lostBecause: (found: string) => void,
): WorkerLike<LabRequest> {
  const worker = new Worker(new URL('./lab.ts', import.meta.url), { type: 'module', name: 'laboratory' });
  worker.onmessage = (event: MessageEvent<LabResponse>) => heard(event.data);
  worker.onerror = (event) => lostBecause(event.message || 'stopped with an error');
  worker.onmessageerror = () => lostBecause('sent what cannot be read');
  return { post: (request) => worker.postMessage(request), terminate: () => worker.terminate() };
}
