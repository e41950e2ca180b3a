/**
 * What the model says. Its answer quotes what it was asked, so that a person sees in the chat what was answered
 * together, and never says the same thing twice to the same question, as a model does not: a repeat that comes out
 * word for word was kept by somebody.
 */
import type { Random } from '../../kernel/random.ts';

const OPENINGS = [
  'Thanks for writing!',
  'Hello!',
  'Good to hear from you!',
  'Hi there!',
  'Glad you asked!',
  'Of course!',
  'With pleasure!',
] as const;
const CLOSINGS = [
  'I am happy to help with that.',
  'Let me look at that for you.',
  'Here is what I can tell you.',
  'Tell me if you need anything else.',
  'That is easily answered.',
  'We have just the thing.',
  'Let me know what you think.',
  'I will gladly tell you more.',
] as const;
const WORDINGS = OPENINGS.length * CLOSINGS.length;

/** Longest quotation in characters: the reply must stay under Messenger's 2,000. */
const LONGEST_QUOTE = 1_500;

export class Model {
  readonly #random: Random;
  /** By what was asked: the wording that was used last. */
  readonly #last = new Map<string, number>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** An answer to the last turn of a user, which may be several texts. */
  answer(turn: readonly string[]): string {
    const quotes = quoted(turn);
    const last = this.#last.get(quotes);
    const wording = last === undefined ? this.#random.below(WORDINGS) : (last + 1) % WORDINGS;
    this.#last.set(quotes, wording);
    // Neighbours differ in both halves, since the numbers of openings and closings have no common divisor.
    const opening = OPENINGS[wording % OPENINGS.length] ?? OPENINGS[0];
    const closing = CLOSINGS[wording % CLOSINGS.length] ?? CLOSINGS[0];
    return turn.length === 0 ? `${opening} ${closing}` : `${opening} You wrote ${quotes}. ${closing}`;
  }
}

function quoted(turn: readonly string[]): string {
  const whole = turn.map((text) => `“${text}”`).join(' and ');
  if (whole.length <= LONGEST_QUOTE) return whole;
  const characters = Array.from(whole);
  return characters.length <= LONGEST_QUOTE ? whole : `${characters.slice(0, LONGEST_QUOTE).join('')}…”`;
}
