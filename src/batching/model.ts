/** One question to the model: what was said before, and the texts of a batch joined into one. */
import type OpenAI from 'openai';
import type { Entry } from './history.ts';

const SYSTEM = 'You answer customers of a small hat shop, briefly and in their language.';
const SEPARATOR = '. ';

export function joinTexts(texts: readonly string[]): string {
  return texts.join(SEPARATOR);
}

export async function ask(openai: OpenAI, history: readonly Entry[], text: string): Promise<string> {
  const completion = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'system', content: SYSTEM }, ...history, { role: 'user', content: text }],
  });
  return completion.choices[0]?.message.content ?? '';
}
