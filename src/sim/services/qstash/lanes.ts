/**
 * Who may be delivered now. A *flow* bounds the calls that are under way under one key, or those that begin within a
 * period; who finds no room waits and is not dropped. A *queue* lets one message at a time through, and the next one
 * only when the one before is delivered or given up, its retries included. Both let the longest waiting go first.
 * Sources: Upstash docs, features/flowcontrol and features/queues. Each message keeps the limits that it was published
 * with; a slot is taken while a response is awaited, not during a back-off. The order among those that wait under a key
 * is not published: chosen is first in, first out.
 */

export interface FlowControl {
  readonly key: string;
  readonly parallelism: number | undefined;
  /** Calls a period. */
  readonly rate: number | undefined;
  readonly periodMs: number;
}

interface Clock {
  readonly nowMs: () => number;
  readonly after: (delayMs: number, act: () => void) => () => void;
}

interface Waiting {
  readonly flow: FlowControl;
  readonly go: () => void;
}

interface Flow {
  active: number;
  /** Calls that began in the period that began then. */
  begun: number;
  periodStartMs: number;
  waiting: readonly Waiting[];
  /** A look at the lane is due at the end of a period. */
  alarmed: boolean;
}

export class Flows {
  readonly #clock: Clock;
  readonly #flows = new Map<string, Flow>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `go` as soon as there is room: now, or later. Gives whether it has to wait. */
  enter(flow: FlowControl, go: () => void): 'goes' | 'waits' {
    const lane = this.#flows.get(flow.key) ?? { active: 0, begun: 0, periodStartMs: 0, waiting: [], alarmed: false };
    this.#flows.set(flow.key, lane);
    const one = { flow, go };
    lane.waiting = [...lane.waiting, one];
    this.#pump(lane);
    return lane.waiting.includes(one) ? 'waits' : 'goes';
  }

  /** A call under that key is over. */
  leave(key: string): void {
    const lane = this.#flows.get(key);
    if (lane === undefined) return;
    lane.active -= 1;
    this.#pump(lane);
  }

  #pump(lane: Flow): void {
    for (;;) {
      const next = lane.waiting.find(({ flow }) => this.#roomAfterMs(lane, flow) === 0);
      if (next === undefined) break;
      lane.waiting = lane.waiting.filter((one) => one !== next);
      lane.active += 1;
      lane.begun += 1;
      next.go();
    }
    this.#alarm(lane);
  }

  /** How long till the period allows the call; undefined where another call has to end first. */
  #roomAfterMs(lane: Flow, { parallelism, rate, periodMs }: FlowControl): number | undefined {
    if (parallelism !== undefined && lane.active >= parallelism) return undefined;
    const nowMs = this.#clock.nowMs();
    if (nowMs >= lane.periodStartMs + periodMs) {
      lane.periodStartMs = nowMs;
      lane.begun = 0;
    }
    return rate === undefined || lane.begun < rate ? 0 : lane.periodStartMs + periodMs - nowMs;
  }

  #alarm(lane: Flow): void {
    if (lane.alarmed) return;
    const waits = lane.waiting.flatMap(({ flow }) => this.#roomAfterMs(lane, flow) ?? []);
    if (waits.length === 0) return;
    lane.alarmed = true;
    this.#clock.after(Math.min(...waits), () => {
      lane.alarmed = false;
      this.#pump(lane);
    });
  }
}

export class Queues {
  /** Those who wait behind the message that is at the head; a queue that is not here is empty. */
  readonly #waiting = new Map<string, readonly (() => void)[]>();

  /** Calls `go` when all that came before have left: now, or later. */
  enter(queue: string, go: () => void): void {
    const waiting = this.#waiting.get(queue);
    this.#waiting.set(queue, waiting === undefined ? [] : [...waiting, go]);
    if (waiting === undefined) go();
  }

  /** The message at the head is delivered, or given up. */
  leave(queue: string): void {
    const [next, ...rest] = this.#waiting.get(queue) ?? [];
    if (next === undefined) {
      this.#waiting.delete(queue);
      return;
    }
    this.#waiting.set(queue, rest);
    next();
  }
}
