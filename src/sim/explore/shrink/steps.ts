/** The steps by which a case is made smaller. Each proposes candidates; whether one is smaller, and fails, is asked elsewhere. */
import type { Scalar } from '../../model/json.ts';
import type { FaultInput, TypedMessage, Values } from '../../model/scenario.ts';
import type { Case } from '../case.ts';
import {
  countedAgain,
  fromFirst,
  omit,
  omitParam,
  replaced,
  rounded,
  shifted,
  type UserSettings,
  withMessages,
  without,
} from './changes.ts';

/** What the code under test and the catalogue say of a case. */
export interface Known extends UserSettings {
  /** Defaults of a fault's parameters: what a parameter is taken back to. */
  readonly defaultsOf: (fault: string) => Values;
  /**
   * Between which numbers campaigns draw a fault's parameter; undefined where it is none, or not to be rounded. No
   * example leaves them that was within: no campaign could have met it.
   */
  readonly drawnBetween: (fault: string, name: string, lastMessageMs: number) => readonly [number, number] | undefined;
  /** The value that a constant has where a case does not name it. */
  readonly calmValueOf: (constant: string) => Scalar | undefined;
}

/** What a reader still sees through: examples of more messages get further tries. */
const FEW_MESSAGES = 3;
/** Where chance decides, fewer messages fail under another seed. */
const OTHER_SEEDS = [1, 2, 3, 4, 5, 6] as const;
/** Times of bursts that every pipeline meets: one message, three quick ones, three that outlast a short quiet time. */
const PLAIN_BURSTS_MS: readonly (readonly number[])[] = [[0], [0, 500], [0, 250, 500], [0, 1_100, 2_200]];

/** A step gives candidates, the most promising first. Only those that are smaller than the case are run. */
type Step = (explored: Case, options: Known) => Iterable<Case>;

export const STEPS: readonly Step[] = [
  function* dropFaults(explored) {
    for (const faults of without(explored.faults)) yield { ...explored, faults };
  },
  function* fewMessages(explored, options) {
    if (explored.messages.length <= FEW_MESSAGES) return;
    for (const messages of fewOf(explored.messages)) {
      const fewer = withMessages(explored, messages, options);
      const first = messages[0]?.atMs ?? 0;
      yield* [fewer, shifted(fewer, first), fromFirst(fewer), fromFirst(shifted(fewer, first))];
    }
  },
  function* dropMessages(explored, options) {
    for (const messages of without(explored.messages)) {
      if (messages.length === 0) continue;
      const fewer = withMessages(explored, messages, options);
      yield fewer;
      // Calls are counted, and those of the message are gone.
      const kept = messages.length / explored.messages.length;
      yield countedAgain(fewer, (nth) => Math.max(1, Math.round(nth * kept)));
    }
  },
  function* dropMessagesUnderOtherSeeds(explored, options) {
    if (explored.messages.length <= FEW_MESSAGES) return;
    for (const seed of OTHER_SEEDS) {
      for (const messages of without(explored.messages)) {
        if (messages.length > 0) yield { ...withMessages(explored, messages, options), seed };
      }
    }
  },
  function* oneUser(explored, options) {
    const users = [...new Set(explored.messages.map(({ user }) => user))];
    const [first] = users;
    if (first === undefined) return;
    for (const user of users) {
      if (user === first) continue;
      const merged = explored.messages.map((message) =>
        message.user === user ? { ...message, user: first } : message,
      );
      yield withMessages(explored, merged, options);
    }
  },
  function* calmConditions(explored) {
    if (Object.keys(explored.constants).length > 1) yield { ...explored, constants: {} };
    for (const name of Object.keys(explored.constants))
      yield { ...explored, constants: omit(explored.constants, name) };
    if (explored.profile !== 'documented') yield { ...explored, profile: 'documented' };
  },
  function* plainSeed(explored) {
    for (const seed of [1, 2, 3, 7]) if (seed < explored.seed) yield { ...explored, seed };
  },
  function* plainFaults(explored, { defaultsOf, drawnBetween }) {
    const lastMessageMs = explored.messages.at(-1)?.atMs ?? 0;
    for (const [i, fault] of explored.faults.entries()) {
      const defaults = defaultsOf(fault.fault);
      for (const [name, value] of Object.entries(fault)) {
        if (name === 'fault') continue;
        const range = drawnBetween(fault.fault, name, lastMessageMs);
        const mayBe = (held: Scalar | undefined): boolean =>
          typeof held !== 'number' || typeof value !== 'number' || range === undefined || !leaves(range, value, held);
        // Left out is the default; to say it is longer. But faults stop: without its end this one would not.
        if (name === 'toMs' ? isCounted(fault, defaults) : mayBe(defaults[name])) {
          yield replaced(explored, i, omitParam(fault, name));
        }
        if (typeof value !== 'number' || value === defaults[name] || range === undefined) continue;
        for (const rounder of rounded(value)) {
          if (mayBe(rounder)) yield replaced(explored, i, { ...fault, [name]: rounder });
        }
      }
    }
  },
  function* earlier(explored, options) {
    const [first] = explored.messages;
    if (first === undefined || first.atMs === 0) return;
    yield shifted(explored, first.atMs);
    for (const atMs of rounded(first.atMs)) if (atMs < first.atMs) yield shifted(explored, first.atMs - atMs);
    yield withMessages(
      explored,
      explored.messages.map((message) => ({ ...message, atMs: message.atMs - first.atMs })),
      options,
    );
  },
  function* rounderTimes(explored, options) {
    for (const [i, { atMs }] of explored.messages.entries()) {
      for (const rounder of rounded(atMs)) {
        const messages = explored.messages.map((message, k) => (k === i ? { ...message, atMs: rounder } : message));
        yield withMessages(explored, messages, options);
      }
    }
  },
  function* rounderConditions(explored, { calmValueOf }) {
    for (const [name, value] of Object.entries(explored.constants)) {
      const calm = calmValueOf(name);
      if (typeof value !== 'number' || typeof calm !== 'number') continue;
      // Rounder must not mean worse: what lasts for a whole run stays bearable.
      const between = rounded(value).filter((rounder) => (rounder - calm) * (rounder - value) <= 0);
      for (const rounder of between) yield { ...explored, constants: { ...explored.constants, [name]: rounder } };
    }
  },
  function* plainTexts(explored, options) {
    const plain = explored.messages.map((message, i) => ({ ...message, text: `message ${i + 1}` }));
    const total = (messages: readonly TypedMessage[]): number =>
      messages.reduce((sum, { text }) => sum + text.length, 0);
    if (total(plain) < total(explored.messages)) yield withMessages(explored, plain, options);
    for (const [i, { text }] of explored.messages.entries()) {
      const short = String(i + 1);
      if (short.length >= text.length) continue;
      const messages = explored.messages.map((message, k) => (k === i ? { ...message, text: short } : message));
      yield withMessages(explored, messages, options);
    }
  },
];

/** Whether a number lies beyond a range and the number that was. */
function leaves([low, high]: readonly [number, number], was: number, held: number): boolean {
  return held < Math.min(low, was) || held > Math.max(high, was);
}

/** Whether it strikes so many times and no more. */
function isCounted({ count }: FaultInput, defaults: Values): boolean {
  return Number(count ?? defaults['count'] ?? 0) > 0;
}

/** Neighbours, at most so many that a reader sees through; then their texts at the times of plain bursts. */
function* fewOf(messages: Case['messages']): Iterable<Case['messages']> {
  for (let count = 1; count <= FEW_MESSAGES; count += 1) {
    for (let from = 0; from + count <= messages.length; from += 1) yield messages.slice(from, from + count);
  }
  const user = messages[0]?.user ?? '';
  for (const times of PLAIN_BURSTS_MS) {
    yield times.map((atMs, i) => ({ atMs, text: messages[i]?.text ?? String(i + 1), user }));
  }
}
