/**
 * What becomes of the messages when a processor is done or fails. As the document has it the list is cleared in both
 * cases, so that nothing is stuck.
 */
import type { Context } from './context.ts';
import { addToHistory, type Entry, loadHistory } from './history.ts';
import { clearMessages, returnMessages } from './list.ts';
import { print } from './log-lines/index.ts';
import { type BatchedMessage, inOrder } from './message.ts';
import { joinTexts } from './model.ts';

/** How far a processor came. */
export interface Progress {
  read: readonly BatchedMessage[];
  /** Whether what was read is out of the list already. */
  taken: boolean;
  /** What the user was told. */
  reply: string | undefined;
}

export async function giveUp(user: string, progress: Progress, context: Context): Promise<void> {
  const { onError, saveBeforeClear } = context.settings;
  const keeps = onError === 'keep' || (saveBeforeClear && !(await save(user, progress, context)));
  if (!keeps) await clear(user, progress, context);
  else if (progress.taken) await putBack(user, progress, context);
}

/** Whether the history has the messages now, with the reply if there was one. */
async function save(user: string, { read, reply }: Progress, { clients, settings }: Context): Promise<boolean> {
  // What nobody has read cannot be saved.
  if (read.length === 0) return false;
  try {
    const history = await loadHistory(clients.firestore(), user);
    const added: readonly Entry[] = [
      { role: 'user', content: joinTexts(inOrder(read, settings.batchOrder).map(({ text }) => text)) },
      ...(reply === undefined ? [] : [{ role: 'assistant', content: reply } as const]),
    ];
    await addToHistory(clients.firestore(), user, history, added, settings);
    return true;
  } catch (error) {
    print('save-failed', { error });
    return false;
  }
}

/**
 * Clears the list; what was taken is out of it already, and all that it holds came later. A list that cannot be cleared
 * is answered again: it is only logged.
 */
export async function clear(user: string, { taken }: Progress, context: Context): Promise<void> {
  if (taken) return;
  try {
    await clearMessages(user, context);
  } catch (error) {
    print('clear-failed', { error });
  }
}

async function putBack(user: string, { read }: Progress, context: Context): Promise<void> {
  try {
    await returnMessages(user, read, context);
  } catch (error) {
    print('return-failed', { error });
  }
}
