/** Names of nodes and headlines of events for the panes; the sentences are the timelines' own. */
import type { NodeInfo, Trace, TraceEvent } from '../sim/model/trace.ts';
import { remembered } from './store/selectors.ts';

const nodesById = remembered(
  (trace: Trace): ReadonlyMap<string, NodeInfo> => new Map(trace.nodes.map((node) => [node.id, node])),
);

export function nodeLabel(trace: Trace, id: string): string {
  return nodesById(trace).get(id)?.label ?? id;
}

export function headline(trace: Trace, event: TraceEvent): string {
  const at = nodeLabel(trace, event.node);
  switch (event.kind) {
    case 'message':
      return `User sends “${event.text}”`;
    case 'reply':
      return `Reply: “${event.text}”`;
    case 'request':
      return `${at} sends ${event.operation} to ${nodeLabel(trace, event.to)}`;
    case 'arrival':
      return `${at} gets ${event.operation} from ${nodeLabel(trace, event.from)}`;
    case 'answer':
      return `${at} answers ${event.status}`;
    case 'return':
      return `Answer ${event.status} is back at ${at}`;
    case 'failure':
      return `${at} gets no answer: ${event.error}`;
    case 'timer-set':
    case 'timer-cleared':
    case 'timer-fired':
      return `${at}: ${event.kind.replace('-', ' ')} (${event.delayMs} ms)`;
    case 'log':
      return `${at} logs: ${event.text}`;
    case 'lifecycle':
      return `${at}: ${event.change}${event.detail === '' ? '' : `, ${event.detail}`}`;
    case 'fault':
      return `Fault: ${event.effect}`;
    case 'service':
      return `${at}: ${event.operation}`;
  }
}
