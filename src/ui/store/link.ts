/**
 * The view in the page's address: what is after `#`. It is read once, here, and strictly: each part that does not
 * fit gives a problem that names it, is left out, and the rest goes on. Values that only the simulation can judge
 * (does this setting exist?) are judged when it runs.
 */
import { InputError } from '../../sim/model/errors.ts';
import { PROFILE_IDS, type ProfileId, type Scenario } from '../../sim/model/scenario.ts';
import type { Overrides, Problem } from '../worker/protocol.ts';
import { fail, readFaults, readMessages, readValues } from './link-inputs.ts';
import { EVERYTHING, STAGES, TABS, type Choice, type LogFilter, type Stage, type Tab, type TimeView } from './state.ts';

export interface Link {
  readonly choice: Choice;
  readonly overrides: Overrides;
  /** The moment on show, in virtual milliseconds; null: not said. */
  readonly atMs: number | null;
  readonly eventId: number | null;
  readonly tab: Tab;
  readonly stage: Stage;
  /** The stretch of time in sight; null: the one that suits the run. */
  readonly view: TimeView | null;
  /** What the list of scenarios is filtered by. */
  readonly filter: string;
  readonly logFilter: LogFilter;
  readonly chatUser: string | null;
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
  'show',
  'from',
  'to',
  'filter',
  'user',
  'log-instance',
  'log-level',
  'log-user',
  'log-text',
];
const MAX_SEED = 0xffff_ffff;
/** A filter or a name in a link is no novel. */
const LONGEST_TEXT = 200;

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
  if (link.stage !== 'replay') params.set('show', link.stage);
  if (link.view !== null) {
    params.set('from', link.view.fromMs.toFixed(2));
    params.set('to', link.view.toMs.toFixed(2));
  }
  const { node, level, user, text } = link.logFilter;
  const texts = {
    filter: link.filter.trim(),
    user: link.chatUser ?? '',
    'log-instance': node,
    'log-level': level,
    'log-user': user,
    'log-text': text,
  };
  for (const [name, value] of Object.entries(texts)) if (value !== '') params.set(name, value);
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
    stage: attempt('show', readStage) ?? 'replay',
    view: readView(attempt),
    filter: attempt('filter', (text) => readText('link.filter', text)) ?? '',
    logFilter: {
      node: attempt('log-instance', (text) => readText('link.log-instance', text)) ?? EVERYTHING.node,
      level: attempt('log-level', (text) => readText('link.log-level', text)) ?? EVERYTHING.level,
      user: attempt('log-user', (text) => readText('link.log-user', text)) ?? EVERYTHING.user,
      text: attempt('log-text', (text) => readText('link.log-text', text)) ?? EVERYTHING.text,
    },
    chatUser: attempt('user', (text) => readText('link.user', text)) ?? null,
    problems,
  };
}

/** Both ends, the first before the last; one alone says nothing. */
function readView(attempt: Attempt): TimeView | null {
  const fromMs = attempt('from', (text) => readMs('link.from', text));
  const toMs = attempt('to', (text) => {
    const ms = readMs('link.to', text);
    return fromMs === undefined || ms > fromMs ? ms : fail('link.to', text, `more than link.from, ${fromMs}`);
  });
  return fromMs === undefined || toMs === undefined ? null : { fromMs, toMs };
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

function wholeNumber(field: string, text: string, max: number): number {
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  return value <= max ? value : fail(field, text, `a whole number from 0 to ${max}`);
}

function readTab(text: string): Tab {
  return TABS.find((tab) => tab === text) ?? fail('link.tab', text, `one of ${TABS.join(', ')}`);
}

function readStage(text: string): Stage {
  return STAGES.find((stage) => stage === text) ?? fail('link.show', text, `one of ${STAGES.join(', ')}`);
}

function readText(field: string, text: string): string {
  return text.length <= LONGEST_TEXT ? text : fail(field, text, `at most ${LONGEST_TEXT} characters`);
}

/** Before the start is a moment too: a drawing has some air there. */
function readMs(field: string, text: string): number {
  const value = /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  return Number.isNaN(value) ? fail(field, text, 'a moment in milliseconds') : value;
}

function readProfile(text: string): ProfileId {
  return PROFILE_IDS.find((id) => id === text) ?? fail('link.profile', text, `one of ${PROFILE_IDS.join(', ')}`);
}
