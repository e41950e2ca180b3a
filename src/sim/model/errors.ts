/**
 * What a user can cause: an input that names something that does not exist, or has the wrong shape.
 * It says where (`field`), what was found and what was expected, so that the page and the command line
 * can show it without knowing more. Bugs of ours are assertions, never this.
 */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly field: string;
  readonly found: string;
  readonly expected: string;

  constructor(field: string, found: unknown, expected: string, shown: string = show(found)) {
    super(`${field}: found ${shown}, expected ${expected}`);
    this.field = field;
    this.found = shown;
    this.expected = expected;
  }

  /** The same, where the field is one of something that has a name: a file. */
  within(where: string): InputError {
    return this.as(`${where}: ${this.field}`);
  }

  /** The same, where the user knows the field by another name. */
  as(field: string): InputError {
    return new InputError(field, undefined, this.expected, this.found);
  }
}

const LONGEST_SHOWN = 120;

function show(found: unknown): string {
  // A text is cut before it is quoted, so that what is shown can still be read as JSON.
  if (typeof found === 'string') return JSON.stringify(cut(found));
  return found === undefined ? 'nothing' : cut(JSON.stringify(found) ?? typeof found);
}

function cut(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** For what only a bug of ours can cause. */
export function assert(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(`Assertion failed: ${sentence}`);
}

/** For an exhaustive switch: the compiler refuses a call that can be reached. */
export function unreachable(value: never): never {
  throw new Error(`Assertion failed: unexpected ${JSON.stringify(value)}`);
}
