/**
 * Plain data as the formatter of this repository prints it (oxfmt with .oxfmtrc.json), so that a file that a program
 * writes is ready to commit. By rule: the formatter itself does not run in a page. A test holds it to the real one.
 */
import type { Scalar } from '../model/json.ts';

/** What a scenario is made of. */
export type Source = Scalar | readonly Source[] | { readonly [key: string]: Source };

const WIDTH = 120;
const STEP = '  ';
const NAME = /^[A-Za-z_$][\w$]*$/;
/** What nobody sees in an editor, or sees as something else. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/u;
const STANDS_ABOVE = /\p{Mn}|\p{Me}/u;

/** `beside` is how much else stands on its first line (and not on others), the indent left out. */
export function asSource(value: Source, indent = '', beside = 0): string {
  const flat = onOneLine(value);
  if (isScalar(value) || (!mustBreak(value) && indent.length + beside + widthOf(flat) <= WIDTH)) return flat;
  const inner = indent + STEP;
  const below = isList(value)
    ? value.map((item) => asSource(item, inner, 1))
    : Object.entries(value).map(([key, item]) => property(key, item, inner));
  const [open, close] = isList(value) ? '[]' : '{}';
  return `${open}\n${below.map((line) => `${inner}${line},\n`).join('')}${indent}${close}`;
}

function property(key: string, value: Source, indent: string): string {
  const name = nameOf(key);
  const line = `${name}: ${asSource(value, indent, name.length + 3)}`;
  // A text that is too long for the line stands on the next one, even where that helps nothing.
  const isLong = typeof value === 'string' && indent.length + widthOf(line) + 1 > WIDTH;
  return isLong && name.length > STEP.length ? `${name}:\n${indent}${STEP}${textOf(value)}` : line;
}

function onOneLine(value: Source): string {
  if (typeof value === 'string') return textOf(value);
  if (isScalar(value)) return String(value);
  if (isList(value)) return `[${value.map(onOneLine).join(', ')}]`;
  const parts = Object.entries(value).map(([key, item]) => `${nameOf(key)}: ${onOneLine(item)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
}

/** Several objects of several parts each stand one below the other, even where they would fit beside each other. */
function mustBreak(value: Source): boolean {
  if (isScalar(value)) return false;
  if (!isList(value)) return Object.values(value).some(mustBreak);
  const isTable = value.every((item) => !isScalar(item) && !isList(item) && Object.keys(item).length > 1);
  return (isTable && value.length > 1) || value.some(mustBreak);
}

function isScalar(value: Source): value is Scalar {
  return typeof value !== 'object';
}

function isList(value: Source): value is readonly Source[] {
  return Array.isArray(value);
}

function nameOf(key: string): string {
  return NAME.test(key) ? key : textOf(key);
}

/** In single quotes, but where double ones take fewer backslashes. */
function textOf(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll(UNSEEN, escaped).replaceAll('\\"', '"');
  const count = (quote: string): number => text.split(quote).length - 1;
  const quote = count("'") > count('"') ? '"' : "'";
  return `${quote}${inner.replaceAll(quote, `\\${quote}`)}${quote}`;
}

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    const code = character.charCodeAt(i).toString(16);
    return `\\u${code.padStart(4, '0')}`;
  }).join('');
}

/** In columns: what stands above another letter takes none, pictures and East Asian letters take two. */
function widthOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? 2 : STANDS_ABOVE.test(character) ? 0 : 1;
  return columns;
}
