/** What the browser keeps, or a link brings, of several things: a list as text, which anybody may have written. */
import { parseJson } from '../../sim/model/json.ts';

/** The list in a text; undefined where it is none. */
export function listIn(text: string): readonly unknown[] | undefined {
  const value = parseJson(text);
  return Array.isArray(value) ? value : undefined;
}
