/** Short names for a drawing: ids are drawn from the seed and say nothing to a reader. */
import type { RunView } from '../view/index.ts';

export interface Names {
  /** `#1 #3`, in the order typed; `nothing` where there is none. */
  readonly messages: (mids: readonly string[]) => string;
  /** The same in the order given. */
  readonly inOrder: (mids: readonly string[]) => string;
  /** `q1`: the first message that QStash took. */
  readonly queued: (messageId: string) => string;
  /** ` of user 2` where there are several users, else nothing. */
  readonly ofUser: (user: string | undefined) => string;
  /** In quotes, on one line, and not too long. */
  readonly quote: (text: string) => string;
}

const LONGEST_QUOTE = 80;

export function namesOf({ byMid, messages, queue }: RunView): Names {
  const users = [...new Set(messages.map(({ user }) => user))];
  const queued = new Map(queue.map(({ messageId }, i) => [messageId, `q${i + 1}`]));
  const index = (mid: string): number => byMid.get(mid)?.index ?? -1;
  const inOrder = (mids: readonly string[]): string =>
    mids.length === 0 ? 'nothing' : mids.map((mid) => `#${index(mid) + 1}`).join(' ');
  return {
    inOrder,
    messages: (mids) => inOrder(mids.toSorted((a, b) => index(a) - index(b))),
    queued: (messageId) => queued.get(messageId) ?? messageId,
    ofUser: (user) => (users.length < 2 || user === undefined ? '' : ` of user ${users.indexOf(user) + 1}`),
    quote: (text) => {
      const line = oneLine(text);
      return `“${line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line}”`;
    },
  };
}

export function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/g, ' ⏎ ');
}
