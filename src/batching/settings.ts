/**
 * What the logic decides by: delays, time-outs, and a switch for every mitigation. Defaults are those of policy
 * `documented`, flaws included. One table gives the page its form, the command line its options, and the code its types.
 */
const HOUR_MS = 3_600_000;

export const SETTINGS = [
  {
    kind: 'number',
    name: 'delayMs',
    default: 3_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'How long QStash waits before it calls the processor; its client rounds to whole seconds.',
  },
  {
    kind: 'number',
    name: 'quietMs',
    default: 1_500,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'A batch whose last message is younger than this waits for more.',
  },
  {
    kind: 'number',
    name: 'requeueDelayMs',
    default: 2_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'How long a waiting batch is put off; rounded to whole seconds as well.',
  },
  {
    kind: 'choice',
    name: 'requeueId',
    default: 'same',
    choices: ['same', 'own'],
    sentence: 'Whether a re-queue is published under the conversation’s id, or under an id of its own.',
  },
  {
    kind: 'number',
    name: 'dedupBucketMs',
    default: 0,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Length of the time bucket in the deduplication id; 0 for one id per user.',
  },
  {
    kind: 'number',
    name: 'publishRetries',
    default: 0,
    min: 0,
    max: 5,
    unit: 'count',
    sentence: 'How often QStash tries a failed delivery of the first publish again.',
  },
  {
    kind: 'number',
    name: 'lockMs',
    default: 30_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'When the processor’s lock expires by itself; 0 for no lock.',
  },
  {
    kind: 'number',
    name: 'historyLimit',
    default: 40,
    min: 2,
    max: 10_000,
    unit: 'count',
    sentence: 'How many entries of the conversation are kept.',
  },
  {
    kind: 'choice',
    name: 'fallback',
    default: 'normal-flow',
    choices: ['normal-flow', 'none'],
    sentence:
      'What follows “falling back to normal flow”: the normal flow, or (as the code of that state had it) nothing.',
  },
  { kind: 'boolean', name: 'trimFlag', default: true, sentence: 'Whether spaces around the flag’s value are ignored.' },
  {
    kind: 'text',
    name: 'testUsers',
    default: '3282789748459241',
    maxLength: 2_000,
    sentence: 'The users for whom batching is on, separated by commas.',
  },
  {
    kind: 'boolean',
    name: 'verifyWebhook',
    default: false,
    sentence: 'Whether webhooks with a wrong signature are refused.',
  },
  {
    kind: 'choice',
    name: 'redisClientAt',
    default: 'use',
    choices: ['use', 'load'],
    sentence: 'Whether the Redis client is made when it is used, or when the module is loaded.',
  },
  {
    kind: 'number',
    name: 'tabQuietMs',
    default: 2_000,
    min: 0,
    max: HOUR_MS,
    unit: 'ms',
    sentence: 'Baseline: how long the single tab waits after each message.',
  },
] as const;

type Spec = (typeof SETTINGS)[number];
type ValueOf<S extends Spec> = S extends { readonly kind: 'number' }
  ? number
  : S extends { readonly kind: 'boolean' }
    ? boolean
    : S extends { readonly choices: readonly (infer C)[] }
      ? C
      : string;

export type Settings = { readonly [S in Spec as S['name']]: ValueOf<S> };
export type GivenSettings = Readonly<Record<string, string | number | boolean>>;

function fits(spec: Spec, value: string | number | boolean): boolean {
  switch (spec.kind) {
    case 'number':
      return typeof value === 'number' && value >= spec.min && value <= spec.max;
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return spec.choices.some((choice) => choice === value);
    case 'text':
      return typeof value === 'string' && value.length <= spec.maxLength;
  }
}

/** Fills in defaults. Throws an Error that names the setting where one does not exist or does not fit. */
export function readSettings(given: GivenSettings): Settings {
  const values: Record<string, string | number | boolean> = {};
  for (const spec of SETTINGS) {
    const value = given[spec.name] ?? spec.default;
    if (!fits(spec, value)) throw new Error(`settings.${spec.name}: ${JSON.stringify(value)} does not fit`);
    values[spec.name] = value;
  }
  for (const name of Object.keys(given))
    if (!Object.hasOwn(values, name)) throw new Error(`settings.${name}: no such setting`);
  // Every specification has put a fitting value under its name: what the mapped type says.
  return values as Settings;
}
