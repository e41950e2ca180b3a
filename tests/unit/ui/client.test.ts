import { describe, expect, it, vi } from 'vitest';
import { Overtaken, RunStopped, SimulationClient, type Spawn, WorkerProblem } from '../../../src/ui/worker/client.ts';
import type { RunRequest, WorkerRequest, WorkerResponse } from '../../../src/ui/worker/protocol.ts';
import { drawnResult } from './drawn-trace.ts';

interface Stage {
  readonly spawn: Spawn;
  readonly asked: WorkerRequest[];
  workers: number;
  answer: (response: WorkerResponse) => void;
  lose: (found: string) => void;
}

/** A worker that does nothing by itself: the test answers, or lets it die. */
function stage(): Stage {
  const made: Stage = {
    asked: [],
    workers: 0,
    answer: () => undefined,
    lose: () => undefined,
    spawn: (answered, lost) => {
      made.workers += 1;
      made.answer = answered;
      made.lose = lost;
      return { post: (request) => void made.asked.push(request), terminate: () => undefined };
    },
  };
  return made;
}

const request = (seed: number): RunRequest => ({ scenario: 'one', variant: 'first', overrides: { seed } });

describe('the client of the worker', () => {
  it('gives each question its answer, one at a time', async () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    const summary = client.summarise(request(1));
    const run = client.run(request(2));
    expect(worker.asked.map(({ kind }) => kind)).toEqual(['summarise']);
    const marks = { pipeline: 'holds', baseline: 'holds' } as const;
    worker.answer({
      id: 1,
      kind: 'summarised',
      summary: { scenario: 'one', variant: 'first', marks, asExpected: true, broken: [] },
    });
    expect((await summary).marks).toEqual(marks);
    worker.answer({ id: 2, kind: 'ran', result: drawnResult });
    expect((await run).hash).toBe(drawnResult.hash);
  });

  it('asks what a person wants before what the list wants', () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    void client.describe().catch(() => undefined);
    void client.summarise(request(1)).catch(() => undefined);
    void client.run(request(2)).catch(() => undefined);
    worker.answer({
      id: 1,
      kind: 'described',
      description: { scenarios: [], app: emptyApp, faults: [], constants: [], checks: [] },
    });
    expect(worker.asked.map(({ kind }) => kind)).toEqual(['describe', 'run']);
    client.close();
  });

  it('drops a run that a newer one has overtaken before it began', async () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    void client.run(request(1)).catch(() => undefined);
    const second = client.run(request(2));
    const third = client.run(request(3));
    await expect(second).rejects.toBeInstanceOf(Overtaken);
    worker.answer({ id: 1, kind: 'ran', result: drawnResult });
    worker.answer({ id: 2, kind: 'ran', result: drawnResult });
    expect((await third).hash).toBe(drawnResult.hash);
  });

  it('fails the question of a worker that dies, and starts a fresh one for the next', async () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    const first = client.run(request(1));
    worker.lose('out of memory');
    await expect(first).rejects.toMatchObject({ problem: { field: 'worker', found: 'out of memory' } });
    const second = client.run(request(2));
    expect(worker.workers).toBe(2);
    worker.answer({ id: 2, kind: 'ran', result: drawnResult });
    expect((await second).hash).toBe(drawnResult.hash);
  });

  it('passes on what a person caused, in its three parts', async () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    const run = client.run(request(1));
    const problem = { field: 'policy', found: '"x"', expected: 'one of documented', message: 'policy: …' };
    worker.answer({ id: 1, kind: 'failed', problem });
    await expect(run).rejects.toEqual(new WorkerProblem(problem));
  });

  it('tells how far a run is, and stops it when it is told to', async () => {
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    const heard: number[] = [];
    const run = client.run(request(1), ({ events }) => heard.push(events));
    worker.answer({ id: 1, kind: 'progress', progress: { events: 500, atMs: 7_000 } });
    client.stop();
    expect(worker.asked.at(-1)).toEqual({ id: 1, kind: 'stop' });
    worker.answer({ id: 1, kind: 'stopped', progress: { events: 700, atMs: 9_000 } });
    await expect(run).rejects.toEqual(new RunStopped({ events: 700, atMs: 9_000 }));
    expect(heard).toEqual([500]);
  });

  it('ends a worker that does not hear that it is to stop, and goes on with a fresh one', async () => {
    vi.useFakeTimers();
    const worker = stage();
    const client = new SimulationClient(worker.spawn);
    const run = client.run(request(1)).catch((error: unknown) => error);
    client.stop();
    await vi.advanceTimersByTimeAsync(600);
    expect(await run).toBeInstanceOf(RunStopped);
    void client.run(request(2)).catch(() => undefined);
    expect(worker.workers).toBe(2);
    client.close();
    vi.useRealTimers();
  });

  it('stops a run for a newer one, and does not count a worker as lost that tells how far it is', async () => {
    vi.useFakeTimers();
    const worker = stage();
    const client = new SimulationClient(worker.spawn, 1_000);
    const first = client.run(request(1)).catch((error: unknown) => error);
    for (const events of [1, 2, 3]) {
      await vi.advanceTimersByTimeAsync(900);
      worker.answer({ id: 1, kind: 'progress', progress: { events, atMs: events } });
    }
    const second = client.run(request(2));
    expect(worker.asked.at(-1)).toEqual({ id: 1, kind: 'stop' });
    worker.answer({ id: 1, kind: 'stopped', progress: { events: 4, atMs: 4 } });
    expect(await first).toBeInstanceOf(Overtaken);
    worker.answer({ id: 2, kind: 'ran', result: drawnResult });
    expect((await second).hash).toBe(drawnResult.hash);
    expect(worker.workers).toBe(1);
    vi.useRealTimers();
  });

  it('gives up a worker that cannot be started, and says so', async () => {
    const client = new SimulationClient(() => {
      throw new Error('workers are forbidden here');
    });
    await expect(client.describe()).rejects.toMatchObject({ problem: { found: 'workers are forbidden here' } });
  });
});

const emptyApp = { routes: [], settings: [], policies: [], mitigations: {}, environment: [], logLines: [] };
