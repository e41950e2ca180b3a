/**
 * Named streams of random numbers from one seed. A draw in one stream moves no other stream, so that a new
 * draw somewhere does not change everything else. Nothing here uses a function whose last digit may differ
 * between engines.
 */
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

export interface Random {
  /** A whole number from 0 to `bound - 1`. */
  below(bound: number): number;
  /** A number in [0, 1). */
  share(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** Letters and digits, as many as asked for. */
  token(length: number): string;
}

/** Told of every draw of a stream. */
type StreamListener = (stream: string, value: number) => void;

const TWO_32 = 0x1_0000_0000;
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** FNV-1a over UTF-16 code units: only to give every name a start of its own. */
function nameHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}

/**
 * Murmur3's finaliser: every bit of what goes in moves half of what comes out. Names that differ in their last
 * character have neighbouring hashes, and the generator's first numbers are nearly linear in its state: without this
 * the first draws of two streams would lie beside each other.
 */
function mixed(hash: number): number {
  const a = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const b = Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return b ^ (b >>> 16);
}

/** Any four different numbers: each gives one word of the generator's state. */
const WORDS = [0x9e3779b9, 0x7f4a7c15, 0xbf58476d, 0x94d049bb] as const;

function generatorOf(hash: number): RandomGenerator {
  return xoroshiro128plusFromState(WORDS.map((word) => mixed(hash ^ word)));
}

/**
 * A number in [0, 1) that belongs to a name: no stream, nothing is drawn, so it can be asked for as often as one likes.
 */
export function shareOf(seed: number, name: string): number {
  return (mixed(nameHash(`${seed}/${name}`) ^ WORDS[0]) >>> 0) / TWO_32;
}

/** A class, since a run makes many and draws from few: it is one object until then. */
class Stream implements Random {
  readonly #seed: number;
  readonly #name: string;
  readonly #listen: StreamListener | undefined;
  /** Made at the first draw. */
  #generator: RandomGenerator | undefined;

  constructor(seed: number, name: string, listen: StreamListener | undefined) {
    this.#seed = seed;
    this.#name = name;
    this.#listen = listen;
  }

  share(): number {
    this.#generator ??= generatorOf(nameHash(`${this.#seed}/${this.#name}`));
    const value = this.#generator.next() >>> 0;
    this.#listen?.(this.#name, value);
    return value / TWO_32;
  }

  below(bound: number): number {
    return Math.floor(this.share() * bound);
  }

  chance(probability: number): boolean {
    return this.share() < probability;
  }

  token(length: number): string {
    const codes: number[] = [];
    for (let i = 0; i < length; i += 1) codes.push(LETTERS.charCodeAt(this.below(LETTERS.length)));
    return String.fromCharCode(...codes);
  }
}

/** Makes the stream of that name. Equal seed and name give equal draws. */
export function randomStream(seed: number, name: string, listen?: StreamListener): Random {
  return new Stream(seed, name, listen);
}

/** Another future of the same past: from a moment on, all draws are those of another seed. */
export interface Future {
  readonly fromMs: number;
  readonly seed: number;
}

/** Draws of one stream until `late` says so, then of the other. */
export function eitherStream(before: Random, after: Random, late: () => boolean): Random {
  const now = (): Random => (late() ? after : before);
  return {
    share: () => now().share(),
    below: (bound) => now().below(bound),
    chance: (probability) => now().chance(probability),
    token: (length) => now().token(length),
  };
}
