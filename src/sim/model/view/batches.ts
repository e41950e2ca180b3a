/** Batches: what one invocation read, asked the model about, and answered. */
import type { BatchView, CallView, InvocationView, ReplyView } from './types.ts';

export function batchesOf(
  invocations: readonly InvocationView[],
  replies: readonly ReplyView[],
  userOf: (mid: string) => string | undefined,
): readonly BatchView[] {
  const repliesOf = new Map<number, number[]>();
  for (const { invocation, eventId } of replies) {
    if (invocation !== null) repliesOf.set(invocation, [...(repliesOf.get(invocation) ?? []), eventId]);
  }
  return invocations.flatMap((invocation) => {
    const asking = invocation.calls.find(({ to }) => to === 'openai');
    const sending = invocation.calls.find(({ to }) => to === 'messenger');
    const first = asking ?? sending;
    if (first === undefined) return [];
    const taking = takeBefore(invocation, first);
    const read = taking?.given ?? invocation.messages;
    const asked = asking?.messages ?? [];
    return {
      invocation: invocation.id,
      user: invocation.users[0] ?? userOf(read[0] ?? asked[0] ?? '') ?? '',
      takenEvent: taking?.end.kind === 'returned' ? taking.end.event : invocation.id,
      read,
      asked,
      askedEvent: asking?.request ?? null,
      replies: repliesOf.get(invocation.id) ?? [],
    };
  });
}

/** The last read of messages before that call. */
function takeBefore(invocation: InvocationView, call: CallView): CallView | undefined {
  return invocation.calls.findLast((earlier) => earlier.request < call.request && isRead(earlier));
}

/** Commands that look at a list. Scripts may do anything, so they count as well. */
const LOOKS = /LRANGE|LPOP|RPOP|LMOVE|LLEN|EVAL|FCALL/;

/** Whether the call asks for what stands in a list, whatever it is given. */
export function looksAtList({ operation }: Pick<CallView, 'operation'>): boolean {
  return LOOKS.test(operation);
}

/** Whether the call read messages from Redis. */
export function isRead({ to, given, end }: CallView): boolean {
  return (to === 'redis' || to === 'redis-replica') && given.length > 0 && end.kind === 'returned';
}
