/**
 * Every line that the logic prints, and the one place that prints. An error stands at a line's end only: it goes to the
 * console as it is.
 */
import { DOCUMENTED_LINES } from './documented.ts';
import type { Line } from './line.ts';
import { OWN_LINES } from './own.ts';

export const LOG_LINES = [...DOCUMENTED_LINES, ...OWN_LINES] as const;

type LineId = (typeof LOG_LINES)[number]['id'];

interface Printed {
  readonly level: Line['level'];
  /** Texts and the names of holes, in turn: texts stand at even places. */
  readonly parts: readonly string[];
  /** An error goes to the console as it is, after the text, so that the log shows its name and message. */
  readonly withError: boolean;
}

const ERROR_HOLE = ' {error}';

function printed({ level, template }: Line): Printed {
  const withError = template.endsWith(ERROR_HOLE);
  const text = withError ? template.slice(0, -ERROR_HOLE.length) : template;
  return { level, withError, parts: text.split(/[{}]/) };
}

const PRINTED: ReadonlyMap<string, Printed> = new Map(LOG_LINES.map((line) => [line.id, printed(line)]));

/** Prints a line, its holes filled with these values. */
export function print(id: LineId, values: Readonly<Record<string, unknown>> = {}): void {
  const line = PRINTED.get(id);
  if (line === undefined) return;
  const text = line.parts.map((part, at) => (at % 2 === 0 ? part : String(values[part]))).join('');
  if (line.withError) console[line.level](text, values['error']);
  else console[line.level](text);
}
