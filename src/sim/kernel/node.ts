/**
 * A node: anything with a clock of its own. One event belongs to one node, so what runs until the run is
 * quiescent runs on that node. A crashed node is silent for ever; a frozen one keeps what is due for later.
 */
import type { NodeInfo } from '../model/trace.ts';
import { NodeClock } from './clock.ts';
import type { Random } from './random.ts';

export type NodeState = 'running' | 'frozen' | 'dead';

export class SimNode {
  readonly info: NodeInfo;
  readonly clock = new NodeClock();
  /** The stream behind `Math.random` and `crypto` on this node. */
  readonly random: Random;
  /** Whether code under test runs here: its events end with a hop, those of simulated services need none. */
  readonly runsCode: boolean;
  /** `process.env` as code on this node sees it. */
  env: Readonly<Record<string, string>> = {};
  state: NodeState = 'running';

  constructor(info: NodeInfo, random: Random, runsCode: boolean) {
    this.info = info;
    this.random = random;
    this.runsCode = runsCode;
  }

  get id(): string {
    return this.info.id;
  }
}
