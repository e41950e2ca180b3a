/**
 * From a scenario, a variant and what a user changed to the inputs of a run: everything resolved, checked and
 * bounded. The one place where what people type meets the simulator.
 */
import { findFault } from './faults/index.ts';
import type { AppDescription } from './model/app.ts';
import { InputError } from './model/errors.ts';
import { notAmong } from './model/expected-among.ts';
import type { Scalar } from './model/json.ts';
import { readParams } from './model/params.ts';
import {
  type Conditions,
  DEFAULT_SEED,
  DEFAULT_USER,
  type FaultInput,
  PROFILE_IDS,
  type ProfileId,
  type Scenario,
  type TypedMessage,
  type Values,
  type Variant,
} from './model/scenario.ts';
import { type Bounds, MOST_EVENTS, type RunInputs } from './model/trace.ts';
import { resolveConstants } from './world/constants.ts';

/** What a user changed; which profile it names is judged here, like everything else. */
export interface Overrides extends Omit<Conditions, 'profile'> {
  readonly profile?: string;
}

export interface Resolved {
  readonly inputs: RunInputs;
  readonly variant: Variant;
  /** Whether nothing but the seed was changed: only then are there expected verdicts. */
  readonly own: boolean;
}

export const LARGEST_SEED = 0xffff_ffff;
/** 48 h of virtual time, longer than Messenger goes on sending a webhook again. */
const LONGEST_RUN_MS = 172_800_000;
export const DEFAULT_BOUNDS: Bounds = { maxEvents: MOST_EVENTS, maxVirtualMs: LONGEST_RUN_MS };
const MOST_MESSAGES = 100_000;
const MOST_USERS = 10_000;
const MOST_FAULTS = 100;
/** Messenger's own bound on a text. */
const LONGEST_TEXT = 2_000;

/** Throws InputError for anything that does not exist, does not fit, or is too much. */
export function resolveInputs(
  scenario: Scenario,
  variantId: string | undefined,
  overrides: Overrides,
  app: AppDescription,
): Resolved {
  const variant = findVariant(scenario, variantId);
  const policyId = overrides.policy ?? variant.policy ?? scenario.policy ?? 'documented';
  const policy = app.policies.find(({ id }) => id === policyId);
  if (policy === undefined)
    throw notAmong(
      'policy',
      policyId,
      app.policies.map(({ id }) => id),
    );
  const profile = profileOf(overrides.profile ?? variant.profile ?? scenario.profile ?? 'documented');
  const settings = { ...policy.settings, ...scenario.settings, ...variant.settings, ...overrides.settings };
  const constants = { ...scenario.constants, ...variant.constants, ...overrides.constants };
  resolveConstants(profile, constants);
  const inputs: RunInputs = {
    scenario: scenario.id,
    variant: variant.id,
    seed: seedOf(overrides.seed ?? variant.seed ?? scenario.seed ?? DEFAULT_SEED),
    messages: messagesOf(overrides.messages ?? variant.messages ?? scenario.messages),
    policy: policyId,
    settings: scalars(readParams(app.settings, settings, 'settings')),
    profile,
    constants,
    faults: faultsOf(overrides.faults ?? variant.faults ?? scenario.faults ?? []),
    environment: Object.fromEntries(app.environment.map(({ name, value }) => [name, value])),
    routes: app.routes.map(({ path, role }) => ({ path, role })),
    bounds: DEFAULT_BOUNDS,
  };
  return { inputs, variant, own: isOwn(inputs, scenario, variant, overrides, app) };
}

/** An override that says what the scenario says anyway changes nothing. */
function isOwn(
  inputs: RunInputs,
  scenario: Scenario,
  variant: Variant,
  { seed, ...rest }: Overrides,
  app: AppDescription,
): boolean {
  if (Object.values(rest).every((value) => value === undefined)) return true;
  const plain = resolveInputs(scenario, variant.id, seed === undefined ? {} : { seed }, app);
  return JSON.stringify(plain.inputs) === JSON.stringify(inputs);
}

/**
 * Inputs that come from outside as they stand (a trace's file) are held to what `resolveInputs` gives. Throws
 * InputError.
 */
export function checkInputs({ seed, messages, faults, routes, bounds }: RunInputs): void {
  seedOf(seed);
  messagesOf(messages);
  faultsOf(faults);
  if (routes.length === 0) throw new InputError('routes', routes, 'at least one route');
  const { maxEvents, maxVirtualMs } = bounds;
  if (!(Number.isInteger(maxEvents) && maxEvents > 0 && maxEvents <= MOST_EVENTS)) {
    throw new InputError('bounds.maxEvents', maxEvents, `a whole number from 1 to ${MOST_EVENTS}`);
  }
  if (!(maxVirtualMs > 0 && maxVirtualMs <= LONGEST_RUN_MS)) {
    throw new InputError('bounds.maxVirtualMs', maxVirtualMs, `milliseconds up to ${LONGEST_RUN_MS}`);
  }
}

/**
 * Inputs that come from outside as they stand are held to the code under test as well: it knows all of their settings, and
 * every route has a role that it has. Its own names of scenario, variant and policy are labels. Throws InputError.
 */
export function checkAgainst({ settings, routes }: Pick<RunInputs, 'settings' | 'routes'>, app: AppDescription): void {
  readParams(app.settings, settings, 'settings');
  const roles = app.routes.map(({ role }) => role);
  routes.forEach(({ role }, i) => {
    if (!roles.includes(role)) throw notAmong(`routes[${i}].role`, role, roles);
  });
}

function findVariant(scenario: Scenario, id: string | undefined): Variant {
  const [first] = scenario.variants;
  const variant = id === undefined ? first : scenario.variants.find((candidate) => candidate.id === id);
  if (variant === undefined)
    throw notAmong(
      'variant',
      id,
      scenario.variants.map((v) => v.id),
    );
  return variant;
}

function profileOf(id: string): ProfileId {
  const profile = PROFILE_IDS.find((known) => known === id);
  if (profile === undefined) throw notAmong('profile', id, PROFILE_IDS);
  return profile;
}

function seedOf(seed: number): number {
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw new InputError('seed', seed, `a whole number from 0 to ${LARGEST_SEED}`);
  }
  return seed;
}

function messagesOf(messages: readonly TypedMessage[]): RunInputs['messages'] {
  if (messages.length > MOST_MESSAGES)
    throw new InputError('messages', messages.length, `at most ${MOST_MESSAGES} messages`);
  const read = messages.map(messageOf);
  checkUsers(read, 'messages.user');
  return read;
}

function checkUsers(messages: RunInputs['messages'], field: string): void {
  const users = new Set(messages.map(({ user }) => user)).size;
  if (users > MOST_USERS) throw new InputError(field, users, `at most ${MOST_USERS} users`);
}

function messageOf({ atMs, text, user = DEFAULT_USER }: TypedMessage, i: number): Required<TypedMessage> {
  const where = `messages[${i}]`;
  if (!(atMs >= 0 && atMs <= LONGEST_RUN_MS))
    throw new InputError(`${where}.atMs`, atMs, `milliseconds from 0 to ${LONGEST_RUN_MS}`);
  if (typeof text !== 'string' || text === '' || text.length > LONGEST_TEXT) {
    throw new InputError(`${where}.text`, text, `a text of 1 to ${LONGEST_TEXT} characters`);
  }
  if (!/^\d{8,20}$/.test(user)) throw new InputError(`${where}.user`, user, 'a page-scoped id of 8 to 20 digits');
  return { atMs, text, user };
}

function faultsOf(faults: readonly FaultInput[]): readonly FaultInput[] {
  if (faults.length > MOST_FAULTS) throw new InputError('faults', faults.length, `at most ${MOST_FAULTS} faults`);
  return faults.map((input, i) => faultOf(input, i));
}

function faultOf(input: FaultInput, i: number): FaultInput {
  const where = `faults[${i}]`;
  const { fault, params } = findFault(input, where);
  return { fault: fault.id, ...fault.read(params, where) };
}

/** Something that comes into a run while it goes on. */
export type Injected =
  | { readonly kind: 'message'; readonly message: TypedMessage }
  | { readonly kind: 'fault'; readonly fault: FaultInput };

/**
 * The inputs with one more at the end of its list. It must begin at `fromMs` or later, so that what has happened before
 * stays as it was. Throws InputError.
 */
export function withInput(inputs: RunInputs, injected: Injected, fromMs: number): RunInputs {
  switch (injected.kind) {
    case 'message': {
      const at = inputs.messages.length;
      if (at >= MOST_MESSAGES) throw new InputError('messages', at + 1, `at most ${MOST_MESSAGES} messages`);
      const message = messageOf(injected.message, at);
      if (message.atMs < fromMs) throw new InputError(`messages[${at}].atMs`, message.atMs, `${fromMs} ms or later`);
      checkUsers([...inputs.messages, message], `messages[${at}].user`);
      return { ...inputs, messages: [...inputs.messages, message] };
    }
    case 'fault': {
      const at = inputs.faults.length;
      if (at >= MOST_FAULTS) throw new InputError('faults', at + 1, `at most ${MOST_FAULTS} faults`);
      const fault = faultOf(injected.fault, at);
      checkBegins(fault, `faults[${at}]`, fromMs);
      return { ...inputs, faults: [...inputs.faults, fault] };
    }
  }
}

function checkBegins(input: FaultInput, where: string, fromMs: number): void {
  const { begins } = findFault(input, where).fault;
  if (begins === undefined) {
    throw new InputError(`${where}.fault`, input.fault, 'a fault that begins at a moment of its own');
  }
  const beginsAtMs = input[begins];
  if (typeof beginsAtMs !== 'number' || beginsAtMs < fromMs) {
    throw new InputError(`${where}.${begins}`, beginsAtMs, `${fromMs} ms or later`);
  }
}

function scalars(values: Readonly<Record<string, unknown>>): Values {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, Scalar] => entry[1] !== undefined),
  );
}
