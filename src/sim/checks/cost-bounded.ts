/** What a user message costs: a pipeline that feeds itself turns a few messages into very many calls. */
import { count } from '../model/words.ts';
import type { ArrivalEvent } from '../model/trace.ts';
import type { RunView } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('cost-bounded');

/**
 * For each message of a user. Chosen so that the longest paths of retries stay below: ten re-queues and the trigger,
 * three calls of the model in each of QStash's four deliveries.
 */
const MOST_PER_MESSAGE = { queue: 12, model: 15, redis: 120 } as const;

interface Cost {
  readonly name: string;
  readonly most: number;
  /** The arrivals that count; one that carries several commands stands here as often. */
  readonly events: readonly number[];
  readonly total: number;
}

export const costBounded: Check = {
  id: 'cost-bounded',
  kind: 'safety',
  title: 'A message costs little',
  sentence: `For each message of a user there are at most ${MOST_PER_MESSAGE.queue} QStash messages, ${MOST_PER_MESSAGE.model} model calls and ${MOST_PER_MESSAGE.redis} Redis commands.`,
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const typed = view.messages.length;
    if (typed === 0) return say.inconclusive('No message was typed, so there is nothing to judge.');
    const costs = costsOf(view);
    const figures = costs.map(({ total, name }) => `${perMessage(total, typed)} ${name}`).join(', ');
    const over = costs.filter(({ total, most }) => total > most * typed);
    if (over.length === 0) return say.holds(`Each of ${count(typed, 'message')} cost ${figures}.`);
    const bounds = over.map(({ most, name }) => `${most} ${name}`).join(', ');
    return say.broken(`Each of ${count(typed, 'message')} cost ${figures}; the bound is ${bounds}.`, {
      eventIds: over.flatMap(({ events, most }) => events.slice(most * typed, most * typed + 1)),
    });
  },
};

function perMessage(total: number, typed: number): string {
  return String(Math.round((total / typed) * 10) / 10);
}

/** A pipeline carries several commands; the service says which. A request that it refused is one. */
function commandsIn({ facts }: ArrivalEvent): number {
  const commands = facts?.['commands'];
  return Array.isArray(commands) ? commands.length : 1;
}

function costsOf({ trace, publishes }: RunView): readonly Cost[] {
  const roles = new Map(trace.nodes.map(({ id, role }) => [id, role]));
  const model: number[] = [];
  const redis: number[] = [];
  for (const event of trace.events) {
    if (event.kind !== 'arrival' || event.side !== 'pipeline') continue;
    const role = roles.get(event.node);
    if (role === 'openai') model.push(event.id);
    if (role === 'redis' || role === 'redis-replica')
      redis.push(...Array.from({ length: commandsIn(event) }, () => event.id));
  }
  const queue = publishes.flatMap(({ deduplicated, event }) => (deduplicated ? [] : [event]));
  return [
    { name: 'QStash messages', most: MOST_PER_MESSAGE.queue, events: queue, total: queue.length },
    { name: 'model calls', most: MOST_PER_MESSAGE.model, events: model, total: model.length },
    { name: 'Redis commands', most: MOST_PER_MESSAGE.redis, events: redis, total: redis.length },
  ];
}
