/**
 * Guided: a case that reached something new is changed a little, in the hope of what lies behind. What is put in comes
 * from a freshly drawn case, so that mutation reaches whatever generation can.
 */
import { randomStream, type Random } from '../../kernel/random.ts';
import type { Case } from '../case.ts';
import { LEAST_GAP_MS, MOST_MESSAGES } from '../generate/index.ts';

const MOST_FAULTS = 6;
const NUDGE_MS = 900;
const MOST_CHANGES = 3;

type Change = (explored: Case, donor: Case, random: Random) => Case;

const CHANGES: readonly Change[] = [
  (explored, donor) => ({ ...explored, seed: donor.seed }),
  (explored, { profile, constants }) => ({ ...explored, profile, constants }),
  (explored, { messages, settings }) => ({ ...explored, messages, settings }),
  (explored, { faults }) => ({ ...explored, faults: [...explored.faults, ...faults].slice(-MOST_FAULTS) }),
  (explored, _donor, random) => ({
    ...explored,
    faults: explored.faults.filter((_fault, i) => i !== random.below(explored.faults.length)),
  }),
  (explored, _donor, random) => {
    const at = random.below(explored.messages.length);
    const byMs = random.below(2 * NUDGE_MS) - NUDGE_MS;
    return withTimes(explored, (atMs, i) => (i === at ? atMs + byMs : atMs));
  },
  (explored, _donor, random) => {
    const at = random.below(explored.messages.length);
    const byMs = random.below(2 * NUDGE_MS) - NUDGE_MS;
    return withTimes(explored, (atMs, i) => (i >= at ? atMs + byMs : atMs));
  },
  (explored, _donor, random) => {
    const copied = explored.messages[random.below(explored.messages.length)];
    if (copied === undefined || explored.messages.length >= MOST_MESSAGES) return explored;
    return inOrder({
      ...explored,
      messages: [...explored.messages, { ...copied, atMs: copied.atMs + random.below(4_000) }],
    });
  },
];

export function mutate(parent: Case, donor: Case, seed: number): Case {
  const random = randomStream(seed, 'mutate');
  let explored = parent;
  for (let left = 1 + random.below(MOST_CHANGES); left > 0; left -= 1) {
    explored = CHANGES[random.below(CHANGES.length)]?.(explored, donor, random) ?? explored;
  }
  return explored;
}

function withTimes(explored: Case, timeOf: (atMs: number, index: number) => number): Case {
  const messages = explored.messages.map((message, i) => ({ ...message, atMs: Math.max(0, timeOf(message.atMs, i)) }));
  return inOrder({ ...explored, messages });
}

/** Nobody types two messages in one moment: Messenger stamps them alike, and nothing tells which came first. */
function inOrder(explored: Case): Case {
  const latestMs = new Map<string, number>();
  const messages = explored.messages
    .toSorted((a, b) => a.atMs - b.atMs)
    .map((message) => {
      const atMs = Math.max(message.atMs, (latestMs.get(message.user) ?? -LEAST_GAP_MS) + LEAST_GAP_MS);
      latestMs.set(message.user, atMs);
      return { ...message, atMs };
    });
  return { ...explored, messages: messages.toSorted((a, b) => a.atMs - b.atMs) };
}
