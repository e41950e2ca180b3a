/** One question to the model: what was said before, and the texts of a batch joined into one. */
import type OpenAI from 'openai';
import type { Entry } from './history.ts';

const SYSTEM = 'You answer customers of a small hat shop, briefly and in their language.';
const SEPARATOR = '. ';

/** Messages without a text (an image, a sticker) add nothing. */
export function joinTexts(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(SEPARATOR);
}

export async function ask(openai: OpenAI, history: readonly Entry[], text: string): Promise<string> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'system', content: SYSTEM }, ...history, { role: 'user', content: text }],
  });
  return completion.choices[0]?.message.content ?? '';
}
