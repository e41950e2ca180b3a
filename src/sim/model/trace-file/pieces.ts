/**
 * A trace as the text of its file, in pieces: a million events may be more than a string can hold. Joined they are what
 * `JSON.stringify` gives.
 */
import type { Trace } from '../trace.ts';

/** In characters: enough that to hand a piece on costs nothing beside making it. */
const PIECE = 1 << 20;

export function* traceInPieces(trace: Trace, piece: number = PIECE): Generator<string, void> {
  let text = '{';
  const fields = Object.entries(trace).filter(([, value]) => value !== undefined);
  for (const [index, [name, value]] of fields.entries()) {
    text += `${index === 0 ? '' : ','}${JSON.stringify(name)}:`;
    if (name !== 'events') {
      text += JSON.stringify(value);
      continue;
    }
    text += '[';
    for (const [place, event] of trace.events.entries()) {
      text += `${place === 0 ? '' : ','}${JSON.stringify(event)}`;
      if (text.length < piece) continue;
      yield text;
      text = '';
    }
    text += ']';
  }
  yield `${text}}`;
}
