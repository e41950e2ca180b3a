/**
 * A node: anything with a clock of its own. One event belongs to one node, so what runs until the run is
 * quiescent runs on that node. A crashed node is silent for ever; a frozen one keeps what is due for later.
 */
import type { NodeInfo } from '../model/trace.ts';
import { NodeClock } from './clock.ts';

export type NodeState = 'running' | 'frozen' | 'dead';

export class SimNode {
  readonly info: NodeInfo;
  readonly clock = new NodeClock();
  /** Whether code under test runs here: its events end when the microtask queue is empty. */
  readonly runsCode: boolean;
  /** `process.env` as code on this node sees it. */
  env: Readonly<Record<string, string>> = {};
  state: NodeState = 'running';
  /** How many events have run here. */
  steps = 0;

  constructor(info: NodeInfo, runsCode: boolean) {
    this.info = info;
    this.runsCode = runsCode;
  }

  get id(): string {
    return this.info.id;
  }
}
