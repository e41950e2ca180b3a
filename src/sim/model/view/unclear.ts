/** Whether the sender of a reply could know that it had arrived: no policy can, whose Send call ended badly. */
import type { ReplyView, RunView } from './types.ts';

/**
 * Whether the outcome of the Send that made this reply was never recorded: its answer was lost or bad, or the sender came
 * to an end before anything that it did next had changed a store.
 */
export function wasUnclear({ byInvocation, trace }: RunView, reply: ReplyView | undefined): boolean {
  const invocation = byInvocation.get(reply?.invocation ?? -1);
  const call = invocation?.calls.find(({ request }) => request === reply?.request);
  if (invocation === undefined || call === undefined) return false;
  if (call.end.kind !== 'returned' || call.end.status >= 300) return true;
  const learnt = call.end.event;
  const marked = invocation.calls.some(
    ({ request, arrivals }) =>
      request > learnt && arrivals.some((arrival) => (trace.events[arrival]?.patch?.length ?? 0) > 0),
  );
  return !marked && !(invocation.end.kind === 'answered' && invocation.end.status < 300);
}
