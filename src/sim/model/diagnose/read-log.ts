/**
 * A log as somebody pastes it: with or without times, in a mess, with lines of others between. Each line's time is
 * found if it has one, and which line of the logic it is, if it is one. Nothing is thrown away and nothing is guessed:
 * what is not recognised stays as it is, as somebody else's.
 */
import type { LogLine } from '../app.ts';

export interface ReadLine {
  /** Counted from 1, as pasted. */
  readonly number: number;
  readonly text: string;
  /** Milliseconds of the Unix epoch, or since midnight where the log has no date; null where it has no time. */
  readonly clockMs: number | null;
  /** The line of the logic that it is, with the values of its holes; null for somebody else's. */
  readonly known: { readonly id: string; readonly values: Readonly<Record<string, string>> } | null;
}

/** What is read at most: a log of a megabyte is read in a moment, more is cut off and said. */
export const MOST_LOG_CHARACTERS = 1_000_000;

export function readLog(pasted: string, logLines: readonly LogLine[]): readonly ReadLine[] {
  const patterns = logLines.map(patternOf);
  return pasted
    .slice(0, MOST_LOG_CHARACTERS)
    .split(/\r?\n/)
    .map((raw, i) => {
      const text = unwrapped(raw);
      return { number: i + 1, text, clockMs: clockOf(raw), known: recognise(text, patterns) };
    })
    .filter(({ text }) => text !== '');
}

interface Pattern {
  readonly id: string;
  readonly regex: RegExp;
  readonly holes: readonly string[];
}

/** `Found {count} messages` becomes a pattern; emoji before it and spaces may be lost on the way through a terminal. */
function patternOf({ id, template }: LogLine): Pattern {
  const bare = withoutDecoration(template);
  const parts = bare.split(/[{}]/);
  const source = parts.map((part, i) => (i % 2 === 0 ? escaped(part) : '(.*?)')).join('');
  return { id, regex: new RegExp(`${source}$`, 'u'), holes: parts.filter((_, i) => i % 2 === 1) };
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^$()[\]\\|]/g, String.raw`\$&`).replaceAll(/\s+/g, String.raw`\s+`);
}

/** Emoji, and what turns a sign into one: terminals and copies lose them. */
function withoutDecoration(text: string): string {
  return text.replaceAll(/[\p{Extended_Pictographic}\uFE0F\u200D]/gu, '').trim();
}

const ESCAPE_CODES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Without colours, and out of the JSON that log drains put a line in. */
function unwrapped(raw: string): string {
  const plain = raw.replaceAll(ESCAPE_CODES, '').replaceAll('\uFEFF', '').trim();
  const message = /"(?:message|msg|text)"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(plain)?.[1];
  if (!plain.startsWith('{') || message === undefined) return plain;
  try {
    const parsed: unknown = JSON.parse(message);
    return typeof parsed === 'string' ? parsed.trim() : plain;
  } catch {
    return plain;
  }
}

function recognise(text: string, patterns: readonly Pattern[]): ReadLine['known'] {
  const bare = withoutDecoration(text);
  for (const { id, regex, holes } of patterns) {
    const found = regex.exec(bare);
    if (found === null) continue;
    return { id, values: Object.fromEntries(holes.map((hole, i) => [hole, found[i + 1] ?? ''])) };
  }
  return null;
}

const ISO = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?/;
const EPOCH = /(?<!\d)(1[5-9]\d{11})(?!\d)/;
const RELATIVE = /^\s*\+(\d+(?:\.\d+)?)\s?s\b/;
const DAYTIME = /(?<![\d:])(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?(?![\d:])/;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** The first time in the line: a date with a time, a time of day, seconds since the start, milliseconds since 1970. */
function clockOf(raw: string): number | null {
  const iso = ISO.exec(raw)?.[0];
  if (iso !== undefined) {
    const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(iso);
    // oxlint-disable-next-line no-restricted-globals -- reads a date that stands in a text, not the clock
    const ms = Date.parse(`${iso.replace(' ', 'T').replace(',', '.')}${hasZone ? '' : 'Z'}`);
    if (Number.isFinite(ms)) return ms;
  }
  const relative = RELATIVE.exec(raw)?.[1];
  if (relative !== undefined) return Number(relative) * SECOND_MS;
  const daytime = DAYTIME.exec(raw);
  if (daytime !== null) {
    const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = daytime;
    return (
      Number(hours) * HOUR_MS +
      Number(minutes) * MINUTE_MS +
      Number(seconds) * SECOND_MS +
      Number(`0.${fraction}`) * SECOND_MS
    );
  }
  // An id of a lock begins with such a number too: only what stands before the line counts.
  const epoch = EPOCH.exec(raw.slice(0, 40))?.[1];
  return epoch === undefined || raw.includes('ID:') ? null : Number(epoch);
}
