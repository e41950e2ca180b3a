/**
 * Runs that are asked for beside the one on show: one after the other in a worker of their own, which starts with the
 * first of them. The last few stay, since a comparison asks for the same ones again.
 */
import type { SimulationClient } from '../worker/client.ts';
import type { RunRequest, RunResult } from '../worker/protocol.ts';

const KEPT = 6;

export class AsideRuns {
  readonly #client: Pick<SimulationClient, 'run'>;
  readonly #known = new Map<string, Promise<RunResult>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: Pick<SimulationClient, 'run'>) {
    this.#client = client;
  }

  run(request: RunRequest): Promise<RunResult> {
    const key = JSON.stringify(request);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const result = this.#last.then(() => this.#client.run(request));
    // The next one waits for this one, however it ends.
    this.#last = result.catch(() => undefined);
    this.#known.set(key, result);
    result.catch(() => this.#known.delete(key));
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= KEPT) break;
      this.#known.delete(oldest);
    }
    return result;
  }
}
