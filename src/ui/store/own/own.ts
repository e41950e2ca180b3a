/**
 * The scenarios that somebody recorded, kept in the browser. Whatever the storage does (it is full, it is forbidden,
 * another tab wrote to it, what lies in it cannot be read), what is on the page stays on the page, what is stored and
 * not understood is stored again as it was, and whoever asked is told.
 */
import { listIn } from '../list-in.ts';
import { type OwnScenario, readOwnScenario } from '../../../sim/model/own-scenario.ts';
import { InputError } from '../../../sim/model/errors.ts';
import type { Problem } from '../../worker/protocol.ts';

/** As much of `localStorage` as is used here. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

const KEY = 'own-scenarios';
/** Where text is put aside that is no list at all. */
const UNREADABLE_KEY = 'own-scenarios-unreadable';

export class OwnShelf {
  /** Throws where storage is forbidden; asked each time. */
  readonly #storage: () => Storage;
  readonly #held = new Map<string, OwnScenario>();
  readonly #removed = new Set<string>();

  constructor(storage: () => Storage) {
    this.#storage = storage;
  }

  get all(): readonly OwnScenario[] {
    return [...this.#held.values()];
  }

  /**
   * Takes in what is stored, also by another tab. Gives what of it cannot be read. Where storage is denied there is
   * nothing to read: who makes something is told then.
   */
  load(): readonly Problem[] {
    const problems: Problem[] = [];
    for (const { entry, own } of this.#stored(problems, [])) {
      if (own === undefined) problems.push(problemOf(entry));
      else if (!this.#removed.has(own.id) && !this.#held.has(own.id)) this.#held.set(own.id, own);
    }
    return problems;
  }

  /** Keeps it, instead of what had its id. Gives why it is on the page only, if it is. */
  put(own: OwnScenario): Problem | null {
    this.#held.set(own.id, own);
    this.#removed.delete(own.id);
    return this.#write();
  }

  remove(id: string): Problem | null {
    this.#held.delete(id);
    this.#removed.add(id);
    return this.#write();
  }

  #write(): Problem | null {
    const problems: Problem[] = [];
    const stored = this.#stored(problems, problems);
    const others = stored.filter(
      ({ own }) => own === undefined || !(this.#held.has(own.id) || this.#removed.has(own.id)),
    );
    try {
      this.#storage().setItem(KEY, JSON.stringify([...others.map(({ entry }) => entry), ...this.#held.values()]));
    } catch (error) {
      return said(error, 'room in the browser’s storage. What you made is on this page: save it as a file');
    }
    return problems[0] ?? null;
  }

  #stored(
    problems: Problem[],
    denied: Problem[],
  ): readonly { readonly entry: unknown; readonly own: OwnScenario | undefined }[] {
    let text: string | null = null;
    try {
      text = this.#storage().getItem(KEY);
    } catch (error) {
      denied.push(said(error, 'leave to store. What you make lasts as long as this page: save it as a file'));
    }
    if (text === null) return [];
    const entries = listIn(text);
    if (entries === undefined) {
      problems.push(this.#putAside(text));
      return [];
    }
    return entries.map((entry, index) => ({ entry, own: readable(entry, `stored[${index}]`) }));
  }

  #putAside(text: string): Problem {
    try {
      this.#storage().setItem(UNREADABLE_KEY, text);
      this.#storage().setItem(KEY, '[]');
    } catch {
      // Then it stays where it is, and is not written over: the next write fails as well.
    }
    return problem('storage', text.slice(0, 40), `a list of scenarios. It was put aside as “${UNREADABLE_KEY}”`);
  }
}

function readable(entry: unknown, where: string): OwnScenario | undefined {
  try {
    return readOwnScenario(entry, where);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function problemOf(entry: unknown): Problem {
  try {
    readOwnScenario(entry, 'stored');
  } catch (error) {
    if (error instanceof InputError) return error;
  }
  return problem('stored', String(entry), 'a scenario');
}

function said(error: unknown, expected: string): Problem {
  return problem('storage', error instanceof Error ? `${error.name}: ${error.message}` : String(error), expected);
}

function problem(field: string, found: string, expected: string): Problem {
  return { field, found, expected, message: `${field}: found ${found}, expected ${expected}` };
}

/** A new id: part of the inputs of a run, so it must not change with the title. */
export function newOwnId(random: () => number): string {
  const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';
  const letters = Array.from({ length: 8 }, () => LETTERS.charAt(Math.floor(random() * LETTERS.length)));
  return `mine-${letters.join('')}`;
}

/** Reads a file: one scenario, or a list of them. Throws InputError that names what does not fit. */
export function readOwnFile(text: string): readonly OwnScenario[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new InputError('file', text, 'JSON');
  }
  return Array.isArray(value)
    ? value.map((entry, index) => readOwnScenario(entry, `file[${index}]`))
    : [readOwnScenario(value, 'file')];
}
