/**
 * The messages' timing out of a log with times: each message passes the flag once, so its line there is when its
 * webhook was handled. Texts are not in a log; they are numbered.
 */
import { type TypedMessage } from '../scenario.ts';
import type { LogFacts } from './finding.ts';
import type { ReadLine } from './read-log.ts';

export interface RebuiltTiming {
  readonly messages: readonly TypedMessage[];
  /** The lines that each message was read from. */
  readonly lines: readonly number[];
  /** The users for whom the log says that batching was on. */
  readonly batched: readonly string[];
}

const USER = /^\d{8,20}$/;
const MOST_MESSAGES = 1_000;
/** Whatever marks a message: the first of these that the log has. */
const MARKS = ['checking', 'skip-save', 'batched'] as const;

/** Undefined where the log has no two messages with times. */
export function rebuildTiming(log: LogFacts): RebuiltTiming | undefined {
  const mark = MARKS.find((id) => log.of(id).filter(hasTime).length > 0);
  if (mark === undefined) return undefined;
  const lines = log.of(mark).filter(hasTime).slice(0, MOST_MESSAGES);
  const startMs = Math.min(...lines.map(({ clockMs }) => clockMs ?? Infinity));
  const messages = lines
    .map((line, i) => ({
      atMs: Math.max(0, (line.clockMs ?? startMs) - startMs),
      text: `message ${i + 1}`,
      ...userOf(line),
    }))
    .toSorted((a, b) => a.atMs - b.atMs);
  return { messages, lines: lines.map(({ number }) => number), batched: batchedUsers(log) };
}

function batchedUsers(log: LogFacts): readonly string[] {
  const told = log.of('checking').filter((line) => {
    const next = log.after(line, 'checking', 'flag-result');
    return next?.known?.values['enabled'] === 'true';
  });
  return [...new Set([...told, ...log.of('batched')].flatMap((line) => userOf(line).user ?? []))];
}

function hasTime({ clockMs }: ReadLine): boolean {
  return clockMs !== null;
}

function userOf({ known }: ReadLine): { readonly user?: string } {
  const values = known?.values ?? {};
  const user = values['user'] ?? /^batch_(\d+)_/.exec(values['id'] ?? '')?.[1] ?? '';
  return USER.test(user) ? { user } : {};
}
