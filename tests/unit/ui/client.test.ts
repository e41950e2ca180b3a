import { describe, expect, it } from 'vitest';
import { Overtaken, SimulationClient, type Spawn, WorkerProblem } from '../../../src/ui/worker/client.ts';
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

  it('gives up a worker that cannot be started, and says so', async () => {
    const client = new SimulationClient(() => {
      throw new Error('workers are forbidden here');
    });
    await expect(client.describe()).rejects.toMatchObject({ problem: { found: 'workers are forbidden here' } });
  });
});

const emptyApp = { routes: [], settings: [], policies: [], environment: [], logLines: [] };
