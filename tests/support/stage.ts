/** A stage for code under test without any service: a node, the globals installed, bodies run on it and on others. */
import { installGlobals } from '../../src/sim/globals/install.ts';
import { makeStage } from '../../src/sim/globals/stage.ts';
import { Kernel } from '../../src/sim/kernel/kernel.ts';
import type { SimNode } from '../../src/sim/kernel/node.ts';
import type { TraceEvent } from '../../src/sim/model/trace.ts';
import type { CallOutcome, WireRequest } from '../../src/sim/network/wire.ts';

export interface Stage {
  readonly kernel: Kernel;
  readonly node: SimNode;
  /** Runs the body at a moment, on the node or on another one. */
  readonly at: (atMs: number, body: () => void | Promise<void>, on?: SimNode) => void;
  /** Requests that code sent, each with a way to end it. */
  readonly sent: { readonly request: WireRequest; readonly end: (outcome: CallOutcome) => void }[];
  /** Runs everything; throws what a body threw. */
  readonly play: () => Promise<readonly TraceEvent[]>;
}

export function stage(seed = 1): Stage {
  const kernel = new Kernel(seed);
  const node = kernel.addNode({ id: 'fn', role: 'instance', side: 'pipeline', label: 'fn' }, true);
  const sent: { request: WireRequest; end: (outcome: CallOutcome) => void }[] = [];
  const errors: unknown[] = [];
  return {
    kernel,
    node,
    sent,
    at: (atMs, body, on = node) => {
      kernel.schedule(on, atMs, () => {
        try {
          // Not returned: like a handler, the body may wait for something that virtual time brings later.
          void Promise.resolve(body()).catch((error: unknown) => errors.push(error));
        } catch (error) {
          errors.push(error);
        }
      });
    },
    play: async () => {
      const transport = {
        send: (_from: SimNode, request: WireRequest, end: (outcome: CallOutcome) => void) => {
          sent.push({ request, end });
          return { requestId: 0, hangUp: () => undefined };
        },
      };
      const lifetime = { waitUntil: () => undefined, crashed: (_: SimNode, error: unknown) => errors.push(error) };
      const restore = installGlobals(makeStage(kernel, transport, lifetime));
      try {
        await kernel.run({ maxEvents: 10_000, maxVirtualMs: 3_600_000 });
      } finally {
        restore();
      }
      if (errors.length > 0) throw errors[0];
      return kernel.recorder.events;
    },
  };
}
