/**
 * The set-up of a deployment as somebody describes it: the run that shows what the code does with it, and what that run
 * says. The flag, the user and the answer are read out of the run's own log lines, not out of what was typed.
 */
import type { LogLine } from '../app.ts';
import type { FaultInput, TypedMessage, Values } from '../scenario.ts';
import type { ReplyEvent, Trace } from '../trace.ts';
import { readLog } from './read-log.ts';

export const FLAG_NAME = 'ENABLE_REDIS_BATCHING';

/** Where the value stands: in what serves, in settings that no deployment was made with since, or in another one. */
export const PLACES = ['serving', 'not-deployed', 'other'] as const;
export type Place = (typeof PLACES)[number];

export interface SetUp {
  readonly name: string;
  readonly value: string;
  readonly isSet: boolean;
  readonly place: Place;
  /** Whether the code trims the value, as the document's does. */
  readonly trims: boolean;
  readonly user: string;
  /** Separated by commas. */
  readonly testUsers: string;
}

export interface SetUpRun {
  readonly faults: readonly FaultInput[];
  readonly settings: Values;
  readonly messages: readonly TypedMessage[];
}

/** One message of this user to a deployment that was made with this. */
export function runOfSetUp({ name, value, isSet, place, trims, user, testUsers }: SetUp): SetUpRun {
  const variable = { name, value, unset: !isSet };
  const missing: FaultInput = { fault: 'environment', name: FLAG_NAME, unset: true, deployment: 'production' };
  const faults: Readonly<Record<Place, readonly FaultInput[]>> = {
    serving: [
      ...(name === FLAG_NAME ? [] : [missing]),
      { fault: 'environment', ...variable, deployment: 'production' },
    ],
    'not-deployed': [missing, { fault: 'environment-change', ...variable, atMs: 0, redeploy: false }],
    // It has the value, and is over before a request could go there.
    other: [missing, { fault: 'other-deployment', ...variable, deployment: 'preview', toMs: 1 }],
  };
  return {
    faults: faults[place],
    settings: { trimFlag: trims, testUsers },
    messages: [{ atMs: 1_000, text: 'hello', user }],
  };
}

/** What stands in the way, or would without a care that the code takes. */
export const TRAPS = [
  'not-set',
  'name',
  'not-deployed',
  'other-deployment',
  'spaces',
  'spaces-trimmed',
  'spelling',
  'other-value',
  'leading-zero',
  'one-digit',
  'not-listed',
] as const;
export type Trap = (typeof TRAPS)[number];

export interface SetUpReading {
  /** What the flag's line said; null where it was not printed. */
  readonly enabled: boolean | null;
  /** The value that the code saw. */
  readonly value: string | null;
  /** The lines about the flag, as they were printed. */
  readonly lines: readonly string[];
  /** What the user got. */
  readonly replies: readonly ReplyEvent[];
  readonly traps: readonly Trap[];
}

const ABOUT_THE_FLAG: readonly string[] = ['checking', 'flag-value', 'flag-result'];
/** Stands for a line break in a value, so that the line that shows it stays one. */
const BREAK = '⏎';

export function readSetUp(setUp: SetUp, trace: Trace, logLines: readonly LogLine[]): SetUpReading {
  const printed = trace.events.flatMap((event) => {
    if (event.kind !== 'log' || event.side !== 'pipeline') return [];
    const [line] = readLog(event.text.replaceAll(/\r?\n/g, BREAK), logLines);
    const known = line?.known ?? null;
    return known !== null && ABOUT_THE_FLAG.includes(known.id) ? [{ event, known }] : [];
  });
  const said = (id: string, hole: string) => printed.find(({ known }) => known.id === id)?.known.values[hole] ?? null;
  const answer = said('flag-result', 'enabled');
  const enabled = answer === null ? null : answer === 'true';
  const value = said('flag-value', 'value')?.replaceAll(BREAK, '\n') ?? null;
  return {
    enabled,
    value,
    lines: printed.map(({ event }) => event.text),
    replies: trace.events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event] : [])),
    traps: value === null || enabled === null ? [] : trapsOf(setUp, value, enabled, said('checking', 'user') ?? ''),
  };
}

function trapsOf(setUp: SetUp, value: string, enabled: boolean, user: string): readonly Trap[] {
  const trimmed = value.trim();
  if (enabled) return value === trimmed ? [] : ['spaces-trimmed'];
  if (value === 'undefined' && !(setUp.isSet && setUp.value === value)) return missingBecause(setUp);
  if (trimmed === 'true' && value !== trimmed && !setUp.trims) return ['spaces'];
  if (trimmed !== 'true') return [distance(trimmed.toLowerCase(), 'true') <= 2 ? 'spelling' : 'other-value'];
  return [userTrap(user, setUp.testUsers)];
}

function missingBecause({ isSet, name, place }: SetUp): readonly Trap[] {
  return [
    ...(isSet ? [] : (['not-set'] as const)),
    ...(name === FLAG_NAME ? [] : (['name'] as const)),
    ...(place === 'not-deployed' ? (['not-deployed'] as const) : []),
    ...(place === 'other' ? (['other-deployment'] as const) : []),
  ];
}

function userTrap(user: string, testUsers: string): Trap {
  const ids = testUsers.split(',').map((id) => id.trim());
  if (ids.some((id) => withoutZeros(id) === withoutZeros(user))) return 'leading-zero';
  return ids.some((id) => distance(id, user) === 1) ? 'one-digit' : 'not-listed';
}

function withoutZeros(id: string): string {
  return id.replace(/^0+(?=\d)/, '');
}

/** Letters to change, add or leave out, to get from one to the other. Texts that differ much in length are far apart. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return Math.max(a.length, b.length);
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1];
    for (const [j, other] of Array.from(b).entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The same with the flag as it should be, where the flag is in the way: then the user's id has its say. */
export function withFlagRight(setUp: SetUp): SetUp {
  return { ...setUp, name: FLAG_NAME, value: 'true', isSet: true, place: 'serving' };
}
