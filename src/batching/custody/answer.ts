/**
 * From a batch to its reply and its place in the history, each step once however often the batch is resumed; but for
 * the Send, which may be repeated where nobody knows whether it arrived.
 */
import type { Context } from '../context.ts';
import { addToHistory, type Entry, loadHistory } from '../history.ts';
import { print } from '../log-lines/index.ts';
import { ask, joinTexts } from '../model.ts';
import { trySend } from '../reply.ts';
import type { Batch, Settled } from './state.ts';

/** The longest text that the Send API takes, in characters. */
const LONGEST_TEXT = 2_000;
const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 5_000;

/** Another has the batch, or has done it. */
export class NotOursError extends Error {
  override readonly name = 'NotOursError';
}

interface Work {
  readonly user: string;
  readonly batch: Batch;
  /** Aborted when the time of this attempt is over. */
  readonly signal: AbortSignal;
  /** Whether its time is over, by a watch of its own: then another may have the batch, and it must stop. */
  readonly isOver: () => boolean;
}

/** Gives how long to wait for messages that came meanwhile; undefined where there are none. Throws where it is not done. */
export async function answerBatch(work: Work, context: Context): Promise<number | undefined> {
  const { user, batch } = work;
  const { clients, settings } = context;
  const text = joinTexts(batch.messages.map((message) => message.text));
  const reply = batch.state === 'refused' ? undefined : await replyOf(work, text, context);
  const save = (): Promise<void> => saveOnce(work, text, reply, context);
  stopIfOver(work);
  if (settings.historyAt === 'before-done') await save();
  stopIfOver(work);
  const restForMs = await clients.custody().done(user, batch.id);
  if (settings.historyAt === 'after-done') await save();
  return restForMs;
}

/** Whoever was frozen, or waited for a call that took too long, goes on where it stopped, whatever has happened since. */
function stopIfOver({ batch, isOver }: Work): void {
  if (isOver()) throw new NotOursError(`No time is left for ${batch.id}`);
}

/** What the user was told, now or by an earlier attempt; undefined where it was refused for good. */
async function replyOf(work: Work, text: string, context: Context): Promise<string | undefined> {
  const { user, batch } = work;
  const custody = context.clients.custody();
  if (batch.state === 'sent' && batch.text !== undefined) return batch.text;
  const said = batch.text ?? (await askModel(work, text, context));
  if (batch.state === 'sent') return said;
  stopIfOver(work);
  const claim = await custody.claim(user, batch.id, said);
  switch (claim.kind) {
    case 'gone':
    case 'late':
      throw new NotOursError(`The batch ${batch.id} is ${claim.kind}`);
    case 'refused':
      return undefined;
    case 'sent':
      return claim.text === '' ? said : claim.text;
    case 'yours':
      break;
  }
  stopIfOver(work);
  const { echoReceipts, sentMark, inflightRecord } = context.settings;
  const tried = await trySend(user, claim.text, echoReceipts ? batch.id : undefined);
  const outcome = sentMark && inflightRecord ? await record(work, tried, context) : tried;
  return outcome === 'sent' ? claim.text : undefined;
}

async function askModel({ user, batch, signal }: Work, text: string, { clients }: Context): Promise<string> {
  const history = await loadHistory(clients.firestore(), user);
  print('processing', { count: batch.messages.length });
  const said = await ask(clients.openai(), history, text, signal);
  if (said === '') throw new Error('The model said nothing');
  return Array.from(said).slice(0, LONGEST_TEXT).join('');
}

/** Until it is recorded: if it is not, the reply is given again. Gives what came of it, should an earlier try have arrived. */
async function record({ user, batch, signal }: Work, outcome: Settled, { clients }: Context): Promise<Settled> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    try {
      return await clients.custody().settle(user, batch.id, outcome);
    } catch (error) {
      print('settle-failed', { error });
      if (signal.aborted) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
}

async function saveOnce(
  work: Work,
  text: string,
  reply: string | undefined,
  { clients, settings }: Context,
): Promise<void> {
  const { user, batch } = work;
  const mark = settings.historyOnce ? { batch: batch.id } : {};
  const added: readonly Entry[] = [
    { role: 'user', content: text, ...mark },
    ...(reply === undefined ? [] : [{ role: 'assistant', content: reply, ...mark } as const]),
  ];
  const firestore = clients.firestore();
  const before = settings.historyWrite === 'set' ? await loadHistory(firestore, user) : [];
  await addToHistory(firestore, user, before, added, settings, () => stopIfOver(work));
}
