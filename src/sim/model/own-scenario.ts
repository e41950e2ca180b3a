/**
 * A scenario that somebody recorded, changed or wrote: everything that decides its run, and a title. Plain data that
 * lives in the browser, in a file or in a link; `asScenario` makes it one like all others.
 */
import * as v from 'valibot';
import {
  type FaultInput,
  PROFILE_IDS,
  type ProfileId,
  type Scenario,
  type TypedMessage,
  type Values,
} from './scenario.ts';
import { unfit } from './trace-file/schema-words.ts';

export const OWN_FORMAT = 1;
/** The only variant of an own scenario. */
export const OWN_VARIANT = 'recorded';

const MOST_MESSAGES = 10_000;
const MOST_FAULTS = 100;
const LONGEST_TITLE = 120;

export interface OwnScenario {
  readonly format: typeof OWN_FORMAT;
  /** `mine-` and letters; part of the inputs, so of the hash. */
  readonly id: string;
  readonly title: string;
  readonly seed: number;
  readonly policy: string;
  /** Settings of the logic that differ from the policy's. */
  readonly settings: Values;
  readonly profile: ProfileId;
  readonly constants: Values;
  readonly messages: readonly TypedMessage[];
  readonly faults: readonly FaultInput[];
  /** The run that it was forked from, and the moment up to which the two are the same. */
  readonly from?: { readonly scenario: string; readonly variant: string; readonly atMs: number };
}

const name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const text = v.pipe(v.string(), v.maxLength(10_000));
const ms = v.pipe(v.number(), v.finite(), v.minValue(0));
const scalar = v.union([text, v.pipe(v.number(), v.finite()), v.boolean()]);
const values = v.record(name, scalar);

const schema = v.strictObject({
  format: v.literal(OWN_FORMAT),
  id: v.pipe(v.string(), v.regex(/^mine-[a-z0-9]{1,40}$/, 'mine- and letters or digits')),
  title: v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_TITLE)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff)),
  policy: name,
  settings: values,
  profile: v.picklist(PROFILE_IDS),
  constants: values,
  messages: v.pipe(
    v.array(v.strictObject({ atMs: ms, text, user: v.exactOptional(name) })),
    v.maxLength(MOST_MESSAGES),
  ),
  faults: v.pipe(v.array(v.objectWithRest({ fault: name }, scalar)), v.maxLength(MOST_FAULTS)),
  from: v.exactOptional(v.strictObject({ scenario: name, variant: name, atMs: ms })),
});

/** Reads one from a file, a link or the browser's storage. Throws InputError that names what does not fit. */
export function readOwnScenario(value: unknown, where = 'scenario'): OwnScenario {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw unfit(schema, result.issues[0], where);
}

/** As the page lists it and the simulator resolves it. Nothing is expected of it: nobody said what should be seen. */
export function asScenario(own: OwnScenario): Scenario {
  const { id, title, seed, policy, settings, profile, constants, messages, faults, from } = own;
  return {
    id,
    kind: 'own',
    title,
    reference: from === undefined ? 'recorded' : `forked from ${from.scenario}`,
    lookAt: 'the two chats: what each side made of the same messages.',
    claims: [],
    seenInTheWild: [],
    seed,
    policy,
    settings,
    profile,
    constants,
    messages,
    faults,
    variants: [{ id: OWN_VARIANT, title, happens: title, expected: {} }],
  };
}
