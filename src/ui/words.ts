/** Names of nodes and titles of events for the panes; the sentences are the timelines' own. */
import type { NodeInfo, Trace, TraceEvent } from '../sim/model/trace.ts';
import { remembered } from './store/selectors.ts';
import { describeEvent } from './timeline/words/index.ts';

const nodesById = remembered(
  (trace: Trace): ReadonlyMap<string, NodeInfo> => new Map(trace.nodes.map((node) => [node.id, node])),
);

export function nodeLabel(trace: Trace, id: string): string {
  return nodesById(trace).get(id)?.label ?? id;
}

/** One line on the event. */
export function headline(trace: Trace, event: TraceEvent): string {
  return describeEvent(trace, event).title;
}
