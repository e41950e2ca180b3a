/**
 * The door of the derived index: one pass over the events of a trace. `viewRun` looks at what production did,
 * `viewRun(trace, 'baseline')` at what the single tab did with the same messages.
 */
import type { Side, Trace, TraceEvent } from '../trace.ts';
import { batchesOf } from './batches.ts';
import { burstsOf } from './bursts.ts';
import { HistoryCollector } from './history.ts';
import { InvocationCollector } from './invocations.ts';
import { LockCollector } from './locks.ts';
import { MessageCollector } from './messages.ts';
import { QueueCollector } from './queue.ts';
import type { RunView } from './types.ts';

export { endedWell } from './invocations.ts';
export { hasStopped, overlapsOf, workIn } from './at-work.ts';
export { isRead, looksAtList } from './batches.ts';
export { brings } from './brought.ts';
export { destroyedUnread } from './destroyed.ts';
export { effectsOf } from './effects.ts';
export type * from './types.ts';
export { wereUnclear } from './unclear.ts';
export { repeatsIn } from './repeats.ts';
export { standTwice } from './saved-twice.ts';
export { gapsIn } from './standing.ts';

const WEBHOOK = 'webhook';
/** What Messenger notes when it will not send a webhook any more. */
const GIVEN_UP: readonly string[] = ['webhook given up', 'unsubscribed', 'not sent'];

export function viewRun(trace: Trace, side: Side = 'pipeline'): RunView {
  const { events, nodes } = trace;
  const byNode = new Map(nodes.map((node) => [node.id, node]));
  const messages = new MessageCollector(events);
  const invocations = new InvocationCollector(events, byNode);
  const queue = new QueueCollector(events);
  const locks = new LockCollector(events);
  const history = new HistoryCollector({ byMid: (mid) => messages.find(mid), isUser: (id) => messages.users.has(id) });
  /** Invocations of webhooks: they are given the message, but they do not look at a batch. */
  const webhooks = new Set<number>();

  const take = (event: TraceEvent): void => {
    const role = byNode.get(event.node)?.role;
    switch (event.kind) {
      case 'message':
        messages.message(event);
        history.typed(event.users[0] ?? '', event.mid);
        return;
      case 'request':
        invocations.request(event);
        if (role === 'qstash') queue.request(event);
        return;
      case 'arrival': {
        if (event.facts?.['refusedByFault'] === true) return;
        invocations.arrival(event);
        if (role === 'instance' && event.operation === WEBHOOK) webhooks.add(event.id);
        else if (role === 'instance') messages.called(event);
        else if (role === 'qstash') queue.arrival(event);
        else if (role === 'redis') locks.arrival(event);
        else if (role === 'firestore') history.arrival(event, events[event.request]?.invocation ?? null);
        return;
      }
      case 'answer':
        invocations.answer(event);
        return;
      case 'return': {
        invocations.outcome(event);
        const request = events[event.request];
        if (role === 'messenger' && request?.kind === 'request') messages.webhookAnswered(event, request);
        const from = byNode.get(event.from)?.role;
        const { invocation } = event;
        if ((from === 'redis' || from === 'redis-replica') && invocation !== undefined && !webhooks.has(invocation)) {
          messages.seen(event.messages, invocation, event.id);
        }
        return;
      }
      case 'failure':
        invocations.outcome(event);
        return;
      case 'lifecycle':
        invocations.lifecycle(event);
        return;
      case 'log':
        invocations.log(event);
        return;
      case 'service':
        if (role === 'qstash') queue.service(event);
        if (role === 'messenger' && GIVEN_UP.includes(event.operation)) messages.givenUp(event);
        return;
      case 'reply':
      case 'fault':
      case 'timer-set':
      case 'timer-cleared':
      case 'timer-fired':
        return;
    }
  };

  for (const event of events) {
    if (event.kind === 'reply') messages.reply(event, event.side === side);
    else if (event.side === side) take(event);
  }

  const entries = history.finish();
  const keptAtEnd = new Set([...entries.values()].flatMap((held) => held.flatMap((entry) => entry.messages)));
  const typed = side === 'baseline' ? messages.finishTab() : messages.finishPipeline(history, keptAtEnd);
  return {
    trace,
    side,
    end: trace.end,
    messages: typed,
    byMid: new Map(typed.map((message) => [message.mid, message])),
    replies: messages.replies,
    bursts: burstsOf(typed),
    invocations: invocations.invocations,
    byInvocation: new Map(invocations.invocations.map((invocation) => [invocation.id, invocation])),
    batches: batchesOf(invocations.invocations, messages.replies, (mid) => messages.find(mid)?.user),
    publishes: queue.publishes,
    queue: queue.messages,
    locks: locks.finish(trace.end),
    history: { entries, again: history.again },
    webhookOver: messages.webhookOver,
  };
}
