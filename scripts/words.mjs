// The words after `npm run bench --` and `npm run soak --`, read before anything is built or measured: what is not known
// is refused with one sentence that says what there is, so that nobody waits an hour for what he did not ask for.
import { parseArgs } from 'node:util';

/**
 * What can be said beside `--keep`: words alone, and options with a number behind each.
 * @typedef {{
 *   readonly program: string,
 *   readonly words: readonly string[],
 *   readonly numbers: readonly { readonly name: string, readonly whole: boolean }[],
 * }} Vocabulary
 */

/** The sections of `npm run bench`, in the order in which they are taken. */
export const BENCH_SECTIONS = /** @type {const} */ (['runs', 'chromium', 'shares', 'growth', 'memory', 'page']);

/** @type {Vocabulary} */
export const BENCH = {
  program: 'npm run bench',
  words: [...BENCH_SECTIONS, 'full'],
  numbers: [],
};

/** @type {Vocabulary} */
export const SOAK = {
  program: 'npm run soak',
  words: ['node', 'page'],
  numbers: [
    { name: 'minutes', whole: false },
    { name: 'page-minutes', whole: false },
    { name: 'repeats', whole: true },
  ],
};

/** What a user can mistype; the message is the sentence to show. */
export class WordError extends Error {
  /** @override */
  name = 'WordError';
}

/**
 * Throws WordError for what is not known, given twice, or no such number.
 * @param {Vocabulary} vocabulary
 * @param {readonly string[]} given
 * @returns {{ readonly words: readonly string[], readonly keep: boolean, readonly numbers: ReadonlyMap<string, number> }}
 */
export function readWords(vocabulary, given) {
  const { program, words: known, numbers: wanted } = vocabulary;
  const options = Object.fromEntries(wanted.map(({ name }) => [name, { type: /** @type {const} */ ('string') }]));
  const { tokens } = parseArgs({ args: [...given], options, strict: false, allowPositionals: true, tokens: true });
  /** @type {string[]} */
  const words = [];
  /** @type {Map<string, number>} */
  const numbers = new Map();
  let keep = false;
  /** @param {string} found @param {string} expected */
  const refuse = (found, expected) => new WordError(`${program}: found ${found}, expected ${expected}.`);
  for (const token of tokens) {
    if (token.kind === 'option-terminator') throw refuse('--', everything(vocabulary));
    if (token.kind === 'positional') {
      if (!known.includes(token.value)) throw refuse(token.value, everything(vocabulary));
      if (!words.includes(token.value)) words.push(token.value);
      continue;
    }
    const { name, rawName, value } = token;
    const number = wanted.find((option) => option.name === name);
    if (number !== undefined) {
      const kind = number.whole ? 'a whole number above 0' : 'a number above 0';
      if (numbers.has(name)) throw refuse(`${rawName} twice`, 'it once');
      if (!isNumber(value, number.whole)) throw refuse(`${rawName} ${value ?? 'alone'}`, `${kind} after it`);
      numbers.set(name, Number(value));
    } else if (name === 'keep' && rawName === '--keep' && value === undefined) keep = true;
    else throw refuse(value === undefined ? rawName : `${rawName}=${value}`, everything(vocabulary));
  }
  return { words, keep, numbers };
}

/**
 * The words of this process, or its end with the sentence.
 * @param {Vocabulary} vocabulary
 * @param {readonly string[]} given
 */
export function readWordsOrEnd(vocabulary, given) {
  try {
    return readWords(vocabulary, given);
  } catch (error) {
    if (!(error instanceof WordError)) throw error;
    console.error(error.message);
    return process.exit(2);
  }
}

/** @param {string | undefined} text @param {boolean} whole */
function isNumber(text, whole) {
  if (text === undefined || !/^\d+(\.\d+)?$/.test(text)) return false;
  return Number(text) > 0 && (!whole || Number.isSafeInteger(Number(text)));
}

/** @param {Vocabulary} vocabulary */
function everything({ words, numbers }) {
  return [...words, ...numbers.map(({ name }) => `--${name} <number>`)].join(', ') + ' or --keep';
}
