/** One question to the model: what was said before, and the texts of a batch joined into one. */
import type OpenAI from 'openai';
import type { Entry } from './history.ts';

const SYSTEM = 'You answer customers of a small hat shop, briefly and in their language.';
const SEPARATOR = '. ';

/** Messages without a text (an image, a sticker) add nothing. */
export function joinTexts(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(SEPARATOR);
}

/** The signal, where there is one, ends a call that takes too long. */
export async function ask(
  openai: OpenAI,
  history: readonly Entry[],
  text: string,
  signal?: AbortSignal,
): Promise<string> {
  const said = history.map(({ role, content }) => ({ role, content }));
  const completion = await openai.chat.completions.create(
    {
      model: 'gpt-4o',
      messages: [{ role: 'system', content: SYSTEM }, ...said, { role: 'user', content: text }],
    },
    signal === undefined ? {} : { signal },
  );
  return completion.choices[0]?.message.content ?? '';
}
