/**
 * How the users' messages come into a run: each is typed at one moment on both sides, on the phone and in the tab. What
 * a message gets (its id, its phone) is decided when it is typed, so that one that is added later, or while the run
 * goes on, changes nothing for those before it.
 */
import type { Kernel } from '../kernel/kernel.ts';
import { SimNode } from '../kernel/node.ts';
import type { TypedMessage } from '../model/scenario.ts';
import type { Ledgers } from '../network/ledgers.ts';
import type { messenger } from '../services/messenger/index.ts';
import { messageRank } from './ranks.ts';
import type { Connected } from './service-endpoint.ts';

interface Phones {
  readonly ledgers: Ledgers;
  readonly messenger: Connected<ReturnType<(typeof messenger)['create']>>;
}

interface Tab {
  readonly node: SimNode;
  readonly ledgers: Ledgers;
  readonly submit: (user: string, text: string) => void;
}

export function makeTyping(
  kernel: Kernel,
  pipeline: Phones,
  tab: Tab,
): (index: number, message: Required<TypedMessage>) => void {
  const ids = kernel.stream('messages');
  const phones = new Map<string, SimNode>();
  const phoneOf = (user: string): SimNode => {
    const known = phones.get(user);
    if (known !== undefined) return known;
    const label = phones.size === 0 ? 'Phone' : `Phone ${phones.size + 1}`;
    const phone = kernel.addNode(
      { id: `phone-${phones.size + 1}`, role: 'phone', side: 'pipeline', label, user },
      false,
    );
    phones.set(user, phone);
    return phone;
  };
  // A name first: V8 puts a function that is written straight into a property among the old objects, and through it
  // every world would outlive its run until the next full collection of garbage.
  const onReply = (user: string, text: string): void => {
    const phone = phoneOf(user);
    const { cause } = kernel.origin;
    const messages = cause === undefined ? [] : kernel.recorder.event(cause).messages;
    kernel.record(phone, { kind: 'reply', text, messages, users: [user] });
  };
  pipeline.messenger.service.onReply = onReply;
  /** Where people sit: a message is due here, since its phone is known only when it is typed. */
  const people = new SimNode({ id: 'people', role: 'phone', side: 'pipeline', label: 'People' }, false);

  return (index, { atMs, user, text }) => {
    let drawn: string | undefined;
    const midOf = (): string => (drawn ??= `m_${ids.token(12)}`);
    kernel.scheduleInput(people, atMs, messageRank(index, 'pipeline'), () => {
      const [mid, phone] = [midOf(), phoneOf(user)];
      pipeline.ledgers.reader.learn({ mid, text, user });
      const id = kernel.record(phone, { kind: 'message', mid, text, messages: [mid], users: [user] });
      kernel.schedule(pipeline.messenger.node, 0, () => pipeline.messenger.service.typed({ user, text, mid }), {
        cause: id,
        invocation: undefined,
      });
    });
    kernel.scheduleInput(tab.node, atMs, messageRank(index, 'baseline'), () => {
      const mid = midOf();
      tab.ledgers.reader.learn({ mid, text, user });
      kernel.follow(kernel.record(tab.node, { kind: 'message', mid, text, messages: [mid], users: [user] }));
      tab.ledgers.typed(user, mid);
      tab.submit(user, text);
    });
  };
}
