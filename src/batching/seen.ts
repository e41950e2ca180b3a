/** Ids of messages that came before: Messenger sends a webhook again when it is not answered 200 in time. */
import type { Context } from './context.ts';
import { print } from './log-lines/index.ts';

/** Whether the message is new, and remembers it. What cannot be looked up is taken for new. */
export async function isNew(messageId: string, { clients, settings }: Context): Promise<boolean> {
  if (settings.seenForMs === 0) return true;
  try {
    const answer = await clients.keyRedis().set(`seen:${messageId}`, '1', { nx: true, px: settings.seenForMs });
    if (answer !== null) return true;
    print('seen-before', { id: messageId });
    return false;
  } catch (error) {
    print('seen-failed', { error });
    return true;
  }
}
