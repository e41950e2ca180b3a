/**
 * Where the Lua that runs scripts here (5.3) and a server's (5.1) are two languages. What 5.1 does not have is refused
 * before a script runs: else it would work here and nowhere else. Errors are put into the words of 5.1.
 */

/** One after the other: comments and texts, which are passed over (but for their escapes), then what 5.3 added. */
const TOKEN =
  /--\[(?<a>=*)\[[^]*?\]\k<a>\]|--[^\n]*|\[(?<b>=*)\[[^]*?\]\k<b>\]|(?<text>"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*')|(?<stranger>\/\/|<<|>>|::|&|\||~(?!=)|\bgoto\s+[A-Za-z_]\w*)|(?<number>\.?\d(?:[eE][+-]|[\w.])*)|[A-Za-z_]\w*|~=|[^]/g;
const NUMBER = /^(?:0[xX][\da-fA-F]+|\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)$/;
const ESCAPE = /\\(?:[xzu])/;

/** The first thing in a script that Lua 5.1 does not have; undefined where there is none. */
export function strangerIn(source: string): string | undefined {
  for (const { groups = {} } of source.matchAll(TOKEN)) {
    const { text, stranger, number } = groups;
    if (number !== undefined && !NUMBER.test(number)) return number;
    if (stranger !== undefined) return stranger;
    const escape = text === undefined ? null : ESCAPE.exec(text.replaceAll('\\\\', ''));
    if (escape !== null) return escape[0];
  }
  return undefined;
}

/** `attempt to index a nil value (local 'x')` is `attempt to index local 'x' (a nil value)` there. */
export function inWordsOf51(error: string): string {
  return error
    .replace(/(attempt to [a-z ]+? an? \w+ value) \(constant '[^']*'\)/, '$1')
    .replace(
      /attempt to ([a-z ]+?) an? (\w+) value \((local|global|field|upvalue|method) '([^']*)'\)/,
      "attempt to $1 $3 '$4' (a $2 value)",
    )
    .replace(/(invalid capture index) %\d+/, '$1');
}

const SAME_WORDS =
  /(?:unexpected symbol|'[^']+' expected(?: \(to close '[^']+' at line \d+\))?|function arguments expected|unfinished (?:long )?(?:string|comment)|malformed number) near /;

/** Why a script does not compile, as 5.1 says it; undefined where its words are not known. */
export function compileErrorOf51(error: string): string | undefined {
  const words = error
    .replace(/near <eof>$/, "near '<eof>'")
    .replace(/(<name>|<eof>) expected/, "'$1' expected")
    .replace(/syntax error near/, "'=' expected near")
    .replace(/(unfinished long (?:string|comment)) \(starting at line \d+\)/, '$1');
  return SAME_WORDS.test(words) ? words : undefined;
}
