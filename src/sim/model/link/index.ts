/**
 * A run in an address: what comes after `#` names the scenario, or has an own one whole, the variant and everything that
 * differs from it, and the checkpoints of the run that was recorded. The page writes and reads it, the command line runs
 * it (`run --link`), and counterexamples carry it. Values that only the simulation can judge (does this setting exist?)
 * are judged when it runs.
 */
import { type Checkpoint, readCheckpoints } from '../trace-file/checkpoints.ts';
import { InputError } from '../errors.ts';
import { isRecord, type Scalar } from '../json.ts';
import { OWN_VARIANT, type OwnScenario, readOwnScenario } from '../own-scenario.ts';
import { unpackAddress } from './packed.ts';
import {
  type FaultInput,
  type Overrides,
  PROFILE_IDS,
  type ProfileId,
  type Scenario,
  type TypedMessage,
  type Values,
} from '../scenario.ts';
import { readWhole } from '../typed.ts';
import { CHECK_IDS, type CheckId } from '../verdict.ts';

export interface LinkedRun {
  readonly scenario: string;
  readonly variant: string;
  readonly overrides: Overrides;
  /** The scenario itself, where it is none of the list. */
  readonly own?: OwnScenario;
}

/** What exploration found in a run. */
export interface LinkedFinding {
  readonly check: CheckId;
  /** The pattern of its cause. */
  readonly pattern: string;
}

/** A run as a link has it. */
export interface RecordedRun extends LinkedRun {
  /** Of the run when the link was made; empty where it says nothing of it. */
  readonly recorded: readonly Checkpoint[];
}

/** All that a link says of its run. */
export interface OpenedRun extends RecordedRun {
  /** Null where it names none. */
  readonly found: LinkedFinding | null;
}

export const LINKED_FIELDS = [
  'scenario',
  'variant',
  'own',
  'seed',
  'policy',
  'profile',
  'settings',
  'constants',
  'faults',
  'messages',
  'hashes',
  'found',
] as const;

const MAX_SEED = 0xffff_ffff;
const MAX_MESSAGES = 500;

/** Reads one part of an address, if it is there; whoever gives it decides what becomes of an InputError. */
export type Attempt = <T>(name: string, read: (text: string) => T) => T | undefined;

/** The parts of the address that name the run. */
export function linkParams({ scenario, variant, own, overrides }: LinkedRun): URLSearchParams {
  const params = new URLSearchParams(own === undefined ? { scenario, variant } : { own: JSON.stringify(own) });
  if (overrides.seed !== undefined) params.set('seed', String(overrides.seed));
  if (overrides.policy !== undefined) params.set('policy', overrides.policy);
  if (overrides.profile !== undefined) params.set('profile', overrides.profile);
  for (const name of ['settings', 'constants', 'faults', 'messages'] as const) {
    const value = overrides[name];
    if (value !== undefined) params.set(name, JSON.stringify(value));
  }
  return params;
}

/** What is after `#` in the page's address for that run, readable however long it is. */
export function writeRunLink(linked: LinkedRun): string {
  return `#${linkParams(linked).toString()}`;
}

/**
 * The same with what was found in the run, so that the page opens on it: as it is, where it says so already. A finding's
 * link is never packed.
 */
export function foundLink({ link, check, pattern }: Readonly<Record<'link' | 'check' | 'pattern', string>>): string {
  if (link.includes('&found=')) return link;
  return `${link}&${new URLSearchParams({ found: writeFinding({ check, pattern }) }).toString()}`;
}

export function writeFinding({ check, pattern }: Readonly<Record<'check' | 'pattern', string>>): string {
  return `${check}/${pattern}`;
}

/** Reads an address, or what is after its `#`, packed or plain. Throws InputError for the first part that does not fit. */
export async function readRunLink(address: string, scenarios: readonly Scenario[]): Promise<OpenedRun> {
  const { params, problem } = await unpackAddress(address);
  if (problem !== null) throw problem;
  const attempt = strictly(params);
  return { ...readRun(params, scenarios), recorded: readRecorded(attempt), found: readFound(attempt) };
}

/** The run that the parts of an address name. Throws InputError for the first that does not fit. */
export function readRun(params: URLSearchParams, scenarios: readonly Scenario[]): LinkedRun {
  const choice = readChoice(strictly(params), scenarios);
  if (choice === undefined) fail('link.scenario', undefined, 'the id of a scenario in the list');
  return { ...choice, overrides: readOverrides(strictly(params)) };
}

function strictly(params: URLSearchParams): Attempt {
  return (name, read) => {
    const text = params.get(name);
    return text === null ? undefined : read(text);
  };
}

export function readRecorded(attempt: Attempt): readonly Checkpoint[] {
  return attempt('hashes', (text) => readCheckpoints(text, 'link.hashes')) ?? [];
}

export function readFound(attempt: Attempt): LinkedFinding | null {
  return attempt('found', readFinding) ?? null;
}

function readFinding(text: string): LinkedFinding {
  const [, id, pattern] = /^([a-z-]+)\/([a-z+-]{1,80})$/.exec(text) ?? [];
  const check = CHECK_IDS.find((known) => known === id);
  return check === undefined || pattern === undefined
    ? fail('link.found', text, 'a check and the pattern of a cause, as “answered/requeue-dropped”')
    : { check, pattern };
}

/** Undefined where the address names no scenario and has none. */
export function readChoice(attempt: Attempt, scenarios: readonly Scenario[]): Omit<LinkedRun, 'overrides'> | undefined {
  const own = attempt('own', (text) => readOwnScenario(parse('link.own', text), 'link.own'));
  if (own !== undefined) return { scenario: own.id, variant: OWN_VARIANT, own };
  const scenario = attempt(
    'scenario',
    (text) =>
      scenarios.find(({ id }) => id === text) ?? fail('link.scenario', text, 'the id of a scenario in the list'),
  );
  if (scenario === undefined) return undefined;
  const ids = scenario.variants.map(({ id }) => id);
  const variant = attempt('variant', (text) =>
    ids.includes(text) ? text : fail('link.variant', text, `one of ${ids.join(', ')}`),
  );
  return { scenario: scenario.id, variant: variant ?? scenario.variants[0].id };
}

export function readOverrides(attempt: Attempt): Overrides {
  return dropUndefined({
    seed: attempt('seed', (text) => wholeNumber('link.seed', text, MAX_SEED)),
    policy: attempt('policy', (text) => text),
    profile: attempt('profile', readProfile),
    settings: attempt('settings', (text) => readValues('link.settings', text)),
    constants: attempt('constants', (text) => readValues('link.constants', text)),
    faults: attempt('faults', readFaults),
    messages: attempt('messages', readMessages),
  });
}

/** Leaves out what is undefined, so that "not said" and "said to be nothing" stay apart. */
function dropUndefined(values: { readonly [K in keyof Overrides]: Overrides[K] | undefined }) {
  const { seed, policy, settings, profile, constants, faults, messages } = values;
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(policy === undefined ? {} : { policy }),
    ...(settings === undefined ? {} : { settings }),
    ...(profile === undefined ? {} : { profile }),
    ...(constants === undefined ? {} : { constants }),
    ...(faults === undefined ? {} : { faults }),
    ...(messages === undefined ? {} : { messages }),
  };
}

export function fail(field: string, found: unknown, expected: string): never {
  throw new InputError(field, found, expected);
}

export function wholeNumber(field: string, text: string, max: number): number {
  return readWhole(field, text, 0, max);
}

function readProfile(text: string): ProfileId {
  return PROFILE_IDS.find((id) => id === text) ?? fail('link.profile', text, `one of ${PROFILE_IDS.join(', ')}`);
}

function parse(field: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(field, text, 'JSON');
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isValues(value: unknown): value is Values {
  return isRecord(value) && Object.values(value).every(isScalar);
}

function readValues(field: string, text: string): Values {
  const value = parse(field, text);
  return isValues(value) ? value : fail(field, value, 'an object of texts, numbers and booleans by name');
}

function isFault(value: unknown): value is FaultInput {
  return isValues(value) && typeof value['fault'] === 'string';
}

function readFaults(text: string): readonly FaultInput[] {
  const value = parse('link.faults', text);
  if (!Array.isArray(value)) return fail('link.faults', value, 'a list of faults');
  return value.map((item: unknown, index) =>
    isFault(item) ? item : fail(`link.faults.${index}`, item, 'an object with "fault" and its parameters'),
  );
}

function isMessage(value: unknown): value is TypedMessage {
  return (
    isRecord(value) &&
    typeof value['atMs'] === 'number' &&
    value['atMs'] >= 0 &&
    typeof value['text'] === 'string' &&
    (value['user'] === undefined || typeof value['user'] === 'string')
  );
}

function readMessages(text: string): readonly TypedMessage[] {
  const value = parse('link.messages', text);
  if (!Array.isArray(value) || value.length > MAX_MESSAGES) {
    return fail('link.messages', value, `a list of at most ${MAX_MESSAGES} messages`);
  }
  return value.map((item: unknown, index) =>
    isMessage(item) ? item : fail(`link.messages.${index}`, item, 'an object with "atMs" (from 0) and "text"'),
  );
}
