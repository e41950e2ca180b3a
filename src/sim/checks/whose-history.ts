/** In which history messages stand, for sentences of checks that ask only whether they are kept. */
import type { MessageView, RunView } from '../model/view/index.ts';

/** `the history`; where some are kept in other users' histories alone, how many. */
export function whoseHistory({ history, byMid }: RunView, kept: readonly MessageView[]): string {
  const inOwn = new Set<string>();
  for (const [user, entries] of history.entries) {
    for (const { messages, besides } of entries) {
      for (const mid of [...messages, ...besides]) if (byMid.get(mid)?.user === user) inOwn.add(mid);
    }
  }
  const strayed = kept.filter(({ mid }) => !inOwn.has(mid)).length;
  return strayed === 0 ? 'the history' : `a history, ${strayed} of them only in another user’s`;
}
