/**
 * The view in the page's address: what is after `#`. It is read once, here, and strictly: each part that does not
 * fit gives a problem that names it, is left out, and the rest goes on. Values that only the simulation can judge
 * (does this setting exist?) are judged when it runs.
 */
import { isRecord, type Scalar } from '../../sim/model/json.ts';
import { InputError } from '../../sim/model/errors.ts';
import {
  PROFILE_IDS,
  type FaultInput,
  type ProfileId,
  type Scenario,
  type TypedMessage,
  type Values,
} from '../../sim/model/scenario.ts';
import type { Overrides, Problem } from '../worker/protocol.ts';
import { TABS, type Choice, type Tab } from './state.ts';

export interface Link {
  readonly choice: Choice;
  readonly overrides: Overrides;
  /** The moment on show, in virtual milliseconds; null: not said. */
  readonly atMs: number | null;
  readonly eventId: number | null;
  readonly tab: Tab;
}

export interface ReadLink extends Link {
  readonly problems: readonly Problem[];
}

const FIELDS = [
  'scenario',
  'variant',
  'seed',
  'policy',
  'profile',
  'settings',
  'constants',
  'faults',
  'messages',
  'at',
  'event',
  'tab',
];
const MAX_SEED = 0xffff_ffff;
const MAX_MESSAGES = 500;

export function writeLink(link: Link): string {
  const { overrides } = link;
  const params = new URLSearchParams({ scenario: link.choice.scenario, variant: link.choice.variant });
  if (overrides.seed !== undefined) params.set('seed', String(overrides.seed));
  if (overrides.policy !== undefined) params.set('policy', overrides.policy);
  if (overrides.profile !== undefined) params.set('profile', overrides.profile);
  for (const name of ['settings', 'constants', 'faults', 'messages'] as const) {
    const value = overrides[name];
    if (value !== undefined) params.set(name, JSON.stringify(value));
  }
  if (link.atMs !== null) params.set('at', String(Math.round(link.atMs)));
  if (link.eventId !== null) params.set('event', String(link.eventId));
  if (link.tab !== 'chat') params.set('tab', link.tab);
  return `#${params.toString()}`;
}

/** Reads an address. Never throws: what does not fit is left out, and told of in `problems`. */
export function readLink(hash: string, scenarios: readonly Scenario[], first: Choice): ReadLink {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const problems: Problem[] = [];
  const attempt = <T>(name: string, read: (text: string) => T): T | undefined => {
    const text = params.get(name);
    if (text === null) return undefined;
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push({ field: error.field, found: error.found, expected: error.expected, message: error.message });
      return undefined;
    }
  };
  for (const name of params.keys()) {
    if (!FIELDS.includes(name)) attempt(name, (text) => fail(`link.${name}`, text, `one of ${FIELDS.join(', ')}`));
  }
  const choice = readChoice(attempt, scenarios, first);
  const optional = {
    seed: attempt('seed', (text) => wholeNumber('link.seed', text, MAX_SEED)),
    policy: attempt('policy', (text) => text),
    profile: attempt('profile', readProfile),
    settings: attempt('settings', (text) => readValues('link.settings', text)),
    constants: attempt('constants', (text) => readValues('link.constants', text)),
    faults: attempt('faults', readFaults),
    messages: attempt('messages', readMessages),
  };
  return {
    choice,
    overrides: dropUndefined(optional),
    atMs: attempt('at', (text) => wholeNumber('link.at', text, Number.MAX_SAFE_INTEGER)) ?? null,
    eventId: attempt('event', (text) => wholeNumber('link.event', text, Number.MAX_SAFE_INTEGER)) ?? null,
    tab: attempt('tab', readTab) ?? 'chat',
    problems,
  };
}

type Attempt = <T>(name: string, read: (text: string) => T) => T | undefined;

function readChoice(attempt: Attempt, scenarios: readonly Scenario[], first: Choice): Choice {
  const scenario = attempt(
    'scenario',
    (text) =>
      scenarios.find(({ id }) => id === text) ?? fail('link.scenario', text, 'the id of a scenario in the list'),
  );
  if (scenario === undefined) return first;
  const ids = scenario.variants.map(({ id }) => id);
  const variant = attempt('variant', (text) =>
    ids.includes(text) ? text : fail('link.variant', text, `one of ${ids.join(', ')}`),
  );
  return { scenario: scenario.id, variant: variant ?? scenario.variants[0].id };
}

/** Leaves out what is undefined, so that "not said" and "said to be nothing" stay apart. */
function dropUndefined(values: { readonly [K in keyof Overrides]: Overrides[K] | undefined }): Overrides {
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

function fail(field: string, found: unknown, expected: string): never {
  throw new InputError(field, found, expected);
}

function wholeNumber(field: string, text: string, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value <= max ? value : fail(field, text, `a whole number from 0 to ${max}`);
}

function readTab(text: string): Tab {
  return TABS.find((tab) => tab === text) ?? fail('link.tab', text, `one of ${TABS.join(', ')}`);
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
