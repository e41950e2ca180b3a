/**
 * The page's end of a live run: it has a worker of its own, since the run keeps it for as long as it goes on. One
 * question at a time; a worker that dies takes the run with it, but not what was recorded: that is the page's.
 */
import type { OwnScenario } from '../../sim/model/own-scenario.ts';
import { lost, type Spawn, type WorkerLike, WorkerProblem } from './client.ts';
import type { LiveInput, LiveNews, LiveRequest, LiveResponse } from './live-protocol.ts';

interface Waiting {
  readonly id: number;
  readonly resolve: (news: LiveNews) => void;
  readonly reject: (error: Error) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Real milliseconds after which a silent worker counts as lost. */
const LOST_AFTER_MS = 30_000;

type Question = LiveRequest extends infer R ? (R extends unknown ? Omit<R, 'id'> : never) : never;

export class LiveClient {
  readonly #spawn: Spawn<LiveRequest, LiveResponse>;
  readonly #lostAfterMs: number;
  #worker: WorkerLike<LiveRequest> | undefined;
  #waiting: Waiting | undefined;
  #nextId = 1;

  constructor(spawn: Spawn<LiveRequest, LiveResponse>, lostAfterMs: number = LOST_AFTER_MS) {
    this.#spawn = spawn;
    this.#lostAfterMs = lostAfterMs;
  }

  start(own: OwnScenario, toMs: number): Promise<LiveNews> {
    return this.#ask({ kind: 'live-start', own, toMs });
  }

  step(inputs: readonly LiveInput[], toMs: number, judge: boolean): Promise<LiveNews> {
    return this.#ask({ kind: 'live-step', inputs, toMs, judge });
  }

  finish(): Promise<LiveNews> {
    return this.#ask({ kind: 'live-finish' });
  }

  close(): void {
    this.#end(lost('closed'));
  }

  #ask(question: Question): Promise<LiveNews> {
    return new Promise((resolve, reject) => {
      if (this.#waiting !== undefined) throw new Error('Assertion failed: a live run is asked one thing at a time');
      const id = this.#nextId;
      this.#nextId += 1;
      const timer = setTimeout(() => this.#end(lost(`silent for ${this.#lostAfterMs / 1000} s`)), this.#lostAfterMs);
      this.#waiting = { id, resolve, reject, timer };
      try {
        this.#worker ??= this.#spawn(
          (response) => this.#answered(response),
          (found) => this.#end(lost(found)),
        );
        this.#worker.post({ id, ...question });
      } catch (error) {
        this.#end(lost(error instanceof Error ? error.message : 'cannot be started'));
      }
    });
  }

  #answered(response: LiveResponse): void {
    const waiting = this.#waiting;
    if (waiting === undefined || waiting.id !== response.id) return;
    clearTimeout(waiting.timer);
    this.#waiting = undefined;
    if (response.kind === 'live') waiting.resolve(response.news);
    else waiting.reject(new WorkerProblem(response.problem));
  }

  #end(problem: WorkerProblem): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return;
    clearTimeout(waiting.timer);
    waiting.reject(problem);
  }
}
