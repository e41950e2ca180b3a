/**
 * The page's end of the worker: asks, and gets one answer. A worker that dies takes nobody with it: whoever waited
 * gets a problem, and the next question starts a fresh one. Questions go one at a time, those of the person first
 * and the newest of them only; marks of the list are worked out when nobody else asks. A run tells how far it is, and
 * stops when it is told to: a worker that does not even hear that is ended.
 */
import { takeWorker } from './first.ts';
import type {
  ComparedRun,
  Comparison,
  Description,
  JudgedFile,
  Prevention,
  Problem,
  Progress,
  RunRequest,
  RunResult,
  RunSummary,
  Trials,
  WorkerRequest,
  WorkerResponse,
} from './protocol.ts';

/** A worker, as far as it is used here: tests give one of their own. */
export interface WorkerLike<Request = WorkerRequest> {
  readonly post: (request: Request) => void;
  readonly terminate: () => void;
}

/** Starts a worker that tells what it answers, and once, in words, that it is lost. */
export type Spawn<Request = WorkerRequest, Response = WorkerResponse> = (
  answered: (response: Response) => void,
  lost: (found: string) => void,
) => WorkerLike<Request>;

/** Thrown for whatever ends a question without its answer. */
export class WorkerProblem extends Error {
  override readonly name = 'WorkerProblem';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** Thrown to a run that a newer one has overtaken: nobody waits for its answer. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken';
}

/** Thrown to a run that somebody stopped. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  /** How far it had come; null where nobody knows. */
  readonly progress: Progress | null;

  constructor(progress: Progress | null) {
    super('stopped');
    this.progress = progress;
  }
}

type Question =
  | { readonly kind: 'describe' }
  | { readonly kind: 'run' | 'prevent' | 'summarise'; readonly run: RunRequest }
  | { readonly kind: 'compare'; readonly left: ComparedRun; readonly right: ComparedRun }
  | { readonly kind: 'judge'; readonly text: string };

interface Waiting {
  readonly question: Question;
  readonly resolve: (response: WorkerResponse) => void;
  readonly reject: (error: Error) => void;
  /** Told how far it is. */
  readonly heard?: ((progress: Progress) => void) | undefined;
  readonly tried?: ((trials: Trials) => void) | undefined;
}

interface Current {
  readonly id: number;
  readonly waiting: Waiting;
  timer: ReturnType<typeof setTimeout>;
  /** Why it was told to stop, if it was. */
  stopped: 'asked' | 'overtaken' | undefined;
  progress: Progress | null;
}

/** Real milliseconds after which a silent worker counts as lost: ten times the longest run that is known. */
const LOST_AFTER_MS = 60_000;
/** Real milliseconds in which a run must hear that it is to stop. */
const STOPS_WITHIN_MS = 500;

const PRIORITY = { describe: 0, run: 1, judge: 1, compare: 1, prevent: 1, summarise: 2 } as const;

/** What the page shows when it is there: only the newest is waited for, and it can be stopped. */
function isShown({ kind }: Question): boolean {
  return PRIORITY[kind] === PRIORITY.run;
}

export function lost(message: string): WorkerProblem {
  return new WorkerProblem({ field: 'worker', found: message, expected: 'an answer', message: `worker: ${message}` });
}

export class SimulationClient {
  readonly #spawn: Spawn;
  readonly #lostAfterMs: number;
  #worker: WorkerLike | undefined;
  #nextId = 1;
  #queue: Waiting[] = [];
  #current: Current | undefined;

  constructor(spawn: Spawn, lostAfterMs: number = LOST_AFTER_MS) {
    this.#spawn = spawn;
    this.#lostAfterMs = lostAfterMs;
  }

  async describe(): Promise<Description> {
    const response = await this.#ask({ kind: 'describe' });
    if (response.kind !== 'described') throw lost(`answered ${response.kind} to describe`);
    return response.description;
  }

  /** Throws Overtaken when a newer run was asked for before this one was done, RunStopped when it was told to stop. */
  async run(run: RunRequest, heard?: (progress: Progress) => void): Promise<RunResult> {
    this.#overtake();
    const response = await this.#ask({ kind: 'run', run }, heard);
    if (response.kind !== 'ran') throw lost(`answered ${response.kind} to run`);
    return response.result;
  }

  /** Reads and judges a file; overtakes and is overtaken as a run is. */
  async judge(text: string, heard?: (progress: Progress) => void): Promise<JudgedFile> {
    this.#overtake();
    const response = await this.#ask({ kind: 'judge', text }, heard);
    if (response.kind !== 'judged') throw lost(`answered ${response.kind} to judge`);
    return response.file;
  }

  /** Two runs beside each other; overtakes and is overtaken as a run is. */
  async compare(left: ComparedRun, right: ComparedRun, heard?: (progress: Progress) => void): Promise<Comparison> {
    this.#overtake();
    const response = await this.#ask({ kind: 'compare', left, right }, heard);
    if (response.kind !== 'compared') throw lost(`answered ${response.kind} to compare`);
    return response.compared;
  }

  /** The same manners as a run: the newest question counts, and it stops when it is told to. */
  async prevent(run: RunRequest, tried?: (trials: Trials) => void): Promise<Prevention> {
    this.#overtake();
    const response = await this.#ask({ kind: 'prevent', run }, undefined, tried);
    if (response.kind !== 'prevented') throw lost(`answered ${response.kind} to prevent`);
    return response.prevention;
  }

  /** Stops what is under way, if anything is. */
  stop(): void {
    this.#tellToStop('asked');
  }

  async summarise(run: RunRequest): Promise<RunSummary> {
    const response = await this.#ask({ kind: 'summarise', run });
    if (response.kind !== 'summarised') throw lost(`answered ${response.kind} to summarise`);
    return response.summary;
  }

  close(): void {
    this.#stop(lost('closed'));
  }

  #overtake(): void {
    const overtaken = this.#queue.filter(({ question }) => isShown(question));
    this.#queue = this.#queue.filter(({ question }) => !isShown(question));
    for (const waiting of overtaken) waiting.reject(new Overtaken());
    this.#tellToStop('overtaken');
  }

  #tellToStop(why: 'asked' | 'overtaken'): void {
    const current = this.#current;
    if (current === undefined || !isShown(current.waiting.question)) return;
    const again = current.stopped !== undefined;
    current.stopped = why;
    if (again) return;
    this.#expect(current, STOPS_WITHIN_MS, () => this.#stop(new RunStopped(current.progress)));
    this.#worker?.post({ id: current.id, kind: 'stop' });
  }

  #expect(current: Current, withinMs: number, otherwise: () => void): void {
    clearTimeout(current.timer);
    current.timer = setTimeout(otherwise, withinMs);
  }

  #ask(
    question: Question,
    heard?: (progress: Progress) => void,
    tried?: (trials: Trials) => void,
  ): Promise<WorkerResponse> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ question, resolve, reject, heard, tried });
      this.#queue.sort((a, b) => PRIORITY[a.question.kind] - PRIORITY[b.question.kind]);
      this.#next();
    });
  }

  #next(): void {
    if (this.#current !== undefined) return;
    const waiting = this.#queue.shift();
    if (waiting === undefined) return;
    const id = this.#nextId;
    this.#nextId += 1;
    const timer = setTimeout(() => this.#silent(), this.#lostAfterMs);
    this.#current = { id, waiting, timer, stopped: undefined, progress: null };
    try {
      this.#worker ??= this.#spawn(
        (response) => this.#answered(response),
        (found) => this.#stop(lost(found)),
      );
      this.#worker.post({ id, ...waiting.question });
    } catch (error) {
      this.#stop(lost(error instanceof Error ? error.message : 'cannot be started'));
    }
  }

  #answered(response: WorkerResponse): void {
    const current = this.#current;
    if (current === undefined || current.id !== response.id) return;
    if (response.kind === 'progress' || response.kind === 'trying') {
      if (response.kind === 'progress') current.progress = response.progress;
      if (current.stopped === undefined) this.#expect(current, this.#lostAfterMs, () => this.#silent());
      if (response.kind === 'progress') current.waiting.heard?.(response.progress);
      else current.waiting.tried?.(response.trials);
      return;
    }
    clearTimeout(current.timer);
    this.#current = undefined;
    if (response.kind === 'failed') current.waiting.reject(new WorkerProblem(response.problem));
    else if (current.stopped === 'overtaken') current.waiting.reject(new Overtaken());
    else if (response.kind === 'stopped') current.waiting.reject(new RunStopped(response.progress));
    else current.waiting.resolve(response);
    this.#next();
  }

  #silent(): void {
    this.#stop(lost(`silent for ${this.#lostAfterMs / 1000} s`));
  }

  /** The worker is of no use any more: the question that it had fails, the others go to a fresh one. */
  #stop(reason: WorkerProblem | RunStopped): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    clearTimeout(current.timer);
    current.waiting.reject(current.stopped === 'overtaken' ? new Overtaken() : reason);
    this.#next();
  }
}

/** The page's own worker. What it is asked decides what it answers: it is told by its caller. */
export function spawnWorker<Request = WorkerRequest, Response = WorkerResponse>(
  answered: (response: Response) => void,
  lostBecause: (found: string) => void,
): WorkerLike<Request> {
  const worker = takeWorker(lostBecause);
  worker.onmessage = (event: MessageEvent<Response>) => answered(event.data);
  worker.onmessageerror = () => lostBecause('sent what cannot be read');
  return { post: (request) => worker.postMessage(request), terminate: () => worker.terminate() };
}
