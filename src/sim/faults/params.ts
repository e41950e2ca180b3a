/** Parameters that many faults have: they mean the same in each and are worded once. */
import type { NumberParam } from '../model/params.ts';

/** 48 h, as long as a run can be. */
const LONGEST_MS = 172_800_000;

/** A moment of the run, or a length of time. */
export function ms<const N extends string>(name: N, value: number, sentence: string) {
  return {
    kind: 'number',
    name,
    default: value,
    min: 0,
    max: LONGEST_MS,
    unit: 'ms',
    sentence,
  } as const satisfies NumberParam;
}

export function ordinal<const N extends string>(name: N, sentence: string) {
  return {
    kind: 'number',
    name,
    default: 1,
    min: 1,
    max: 100_000,
    unit: 'count',
    sentence,
  } as const satisfies NumberParam;
}

/** When it begins and when it is over. */
export const INTERVAL = [ms('fromMs', 0, 'From when on.'), ms('toMs', LONGEST_MS, 'Until when.')] as const;

/** How many of those that match, from the `nth` on, each with a probability. */
export const COUNTING = [
  ordinal('nth', 'From which of those that match, counted from 1.'),
  {
    kind: 'number',
    name: 'count',
    default: 1,
    min: 0,
    max: 100_000,
    unit: 'count',
    sentence: 'How many of them; 0 for all that follow.',
  },
  {
    kind: 'number',
    name: 'share',
    default: 1,
    min: 0,
    max: 1,
    unit: 'share',
    sentence: 'With which probability each of them; drawn from the seed.',
  },
] as const;

/** The roles of the routes of the code that comes with the bench; other code may have others. */
export const ROLES = ['webhook', 'processor', 'responder'] as const;
/** Whatever the role. */
export const ANY = 'any';

/** Whose instances. */
export const ROLE = {
  kind: 'text',
  name: 'role',
  default: 'processor',
  maxLength: 64,
  suggestions: [...ROLES, ANY],
  sentence: 'The role of the route that the instances serve, or any.',
} as const;

/** A variable of the environment, and the value that it gets. */
export const VARIABLE = [
  {
    kind: 'text',
    name: 'name',
    default: 'ENABLE_REDIS_BATCHING',
    minLength: 1,
    maxLength: 128,
    suggestions: [
      'ENABLE_REDIS_BATCHING',
      'UPSTASH_REDIS_REST_URL',
      'UPSTASH_REDIS_REST_TOKEN',
      'QSTASH_TOKEN',
      'OPENAI_API_KEY',
    ],
    sentence: 'The name of the variable.',
  },
  { kind: 'text', name: 'value', default: 'false', maxLength: 2_048, sentence: 'Its value, spaces included.' },
  { kind: 'boolean', name: 'unset', default: false, sentence: 'Whether the variable is missing altogether.' },
] as const;

/** For sentences: `X is "true"`, `X is missing`. */
export function variableIs({ name, value, unset }: { name: string; value: string; unset: boolean }): string {
  return unset ? `${name} is missing` : `${name} is ${JSON.stringify(value)}`;
}
