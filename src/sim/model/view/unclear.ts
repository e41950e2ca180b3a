/** Whether the sender of a reply could know that it had arrived: no policy can, whose Send call ended badly. */
import type { ReplyView, RunView } from './types.ts';

/** Whether the outcome of the Send that made this reply was never recorded: its answer lost or bad, or the sender dead before its next step. */
export function wasUnclear({ byInvocation }: RunView, reply: ReplyView | undefined): boolean {
  const invocation = byInvocation.get(reply?.invocation ?? -1);
  const call = invocation?.calls.find(({ request }) => request === reply?.request);
  if (invocation === undefined || call === undefined) return false;
  if (call.end.kind !== 'returned' || call.end.status >= 300) return true;
  const learnt = call.end.event;
  const next = invocation.calls.find(({ request }) => request > learnt);
  return next === undefined ? invocation.end.kind !== 'answered' : next.arrivals.length === 0;
}
