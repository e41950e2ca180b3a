/**
 * Where the Lua that runs scripts here (5.3) and a server's (5.1) are two languages. What 5.1 does not have is refused
 * before a script runs: else it would work here and nowhere else. Errors are put into the words of 5.1.
 */

/** One after the other: comments and texts, which are passed over (but for their escapes), then what 5.3 added. */
const TOKEN =
  /--\[(?<a>=*)\[[^]*?\]\k<a>\]|--[^\n]*|\[(?<b>=*)\[[^]*?\]\k<b>\]|(?<text>"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|(?<stranger>\/\/|<<|>>|::|&|\||~(?!=)|\bgoto\s+[A-Za-z_]\w*)|[A-Za-z_]\w*|~=|[^]/g;
const ESCAPE = /\\(?:[xzu])/;

/** The first thing in a script that Lua 5.1 does not have; undefined where there is none. */
export function strangerIn(source: string): string | undefined {
  for (const { groups = {} } of source.matchAll(TOKEN)) {
    const { text, stranger } = groups;
    if (stranger !== undefined) return stranger;
    const escape = text === undefined ? null : ESCAPE.exec(text.replaceAll('\\\\', ''));
    if (escape !== null) return escape[0];
  }
  return undefined;
}

/** `attempt to index a nil value (local 'x')` is `attempt to index local 'x' (a nil value)` there. */
export function inWordsOf51(error: string): string {
  return error.replace(
    /attempt to ([a-z ]+?) an? (\w+) value \((local|global|field|upvalue|method|constant) '([^']*)'\)/,
    "attempt to $1 $3 '$4' (a $2 value)",
  );
}
