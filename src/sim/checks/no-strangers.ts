/** No reply and no batch holds another user's message. */
import { count } from '../model/words.ts';
import { type RunView } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('no-strangers');

interface Mixing {
  readonly event: number;
  readonly messages: readonly string[];
}

export const noStrangers: Check = {
  id: 'no-strangers',
  kind: 'safety',
  title: 'Nobody gets what another wrote',
  sentence: 'No reply and no batch holds another user’s message.',
  unlessListed: 'holds',
  judgesTab: true,
  judge: (view) => {
    const replies = view.replies.flatMap(({ side, user, messages, eventId }): readonly Mixing[] => {
      const strange = side === view.side ? strangers(view, messages, user) : [];
      return strange.length === 0 ? [] : [{ event: eventId, messages: strange }];
    });
    const batches = view.batches.flatMap(({ user, read, asked, takenEvent, askedEvent }): readonly Mixing[] => {
      const strange = strangers(view, [...read, ...asked], user);
      return strange.length === 0 ? [] : [{ event: askedEvent ?? takenEvent, messages: strange }];
    });
    const saved = [...view.history.entries].flatMap(([user, entries]) =>
      entries.flatMap(({ messages, event }): readonly Mixing[] => {
        const strange = strangers(view, messages, user);
        return strange.length === 0 ? [] : [{ event, messages: strange }];
      }),
    );
    const all = [...batches, ...replies, ...saved];
    if (all.length === 0) {
      const users = new Set(view.messages.map(({ user }) => user)).size;
      return say.holds(`${count(users, 'user')}, and nobody’s message in another’s batch or reply.`);
    }
    return say.broken(
      `Messages of another user stand in ${count(batches.length, 'batch', 'batches')}, ${count(replies.length, 'reply')} and ${count(saved.length, 'entry')} of the history.`,
      {
        eventIds: all.map(({ event }) => event).toSorted((a, b) => a - b),
        messages: all.flatMap(({ messages }) => messages),
      },
    );
  },
};

function strangers({ byMid }: RunView, mids: readonly string[], user: string): readonly string[] {
  return mids.filter((mid) => {
    const message = byMid.get(mid);
    return message !== undefined && message.user !== user;
  });
}
