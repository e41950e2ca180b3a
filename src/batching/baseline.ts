/**
 * The baseline: batching in a single browser tab, as the document's test simulator has it. One queue object, one timer
 * a user that every message restarts; when it fires, the queued texts are joined and answered by one call. Nothing is
 * shared with anybody, so nothing can race.
 */
import { makeOpenai } from './clients.ts';
import type { Entry } from './history.ts';
import { print } from './log-lines/index.ts';
import { ask, joinTexts } from './model.ts';
import type { Settings } from './settings/index.ts';

export interface Page {
  readonly show: (user: string, text: string) => void;
}

export function openTab(
  { show }: Page,
  { tabQuietMs, historyLimit }: Settings,
): { readonly submit: (user: string, text: string) => void } {
  const messageQueue: Record<string, string[]> = {};
  const timers: Record<string, ReturnType<typeof setTimeout>> = {};
  const histories: Record<string, Entry[]> = {};
  const openai = makeOpenai();

  async function flush(user: string): Promise<void> {
    const text = joinTexts(messageQueue[user] ?? []);
    messageQueue[user] = [];
    const reply = await ask(openai, histories[user] ?? [], text);
    const entries: readonly Entry[] = [
      ...(histories[user] ?? []),
      { role: 'user', content: text },
      { role: 'assistant', content: reply },
    ];
    histories[user] = entries.slice(-historyLimit);
    show(user, reply);
  }

  return {
    submit: (user, text) => {
      (messageQueue[user] ??= []).push(text);
      clearTimeout(timers[user]);
      timers[user] = setTimeout(() => {
        flush(user).catch((error: unknown) => print('tab-failed', { error }));
      }, tabQuietMs);
    },
  };
}
