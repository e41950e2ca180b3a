/** What a drawing says of an event: one line, or none where it only carries on what another line says. */
import { unreachable } from '../errors.ts';
import { isRest } from '../rest.ts';
import type { AnswerEvent, ArrivalEvent, NodeRole, ServiceEvent, Side, Trace, TraceEvent } from '../trace.ts';
import { numberIn, textIn } from '../view/queue.ts';
import { destroyedUnread, type LockView, type RunView } from '../view/index.ts';
import { moment } from '../words.ts';
import { type Names, namesOf, oneLine } from './names.ts';

/** What a line is about; a drawing can be restricted to some of them. */
export const DRAWN_KINDS = [
  'message',
  'webhook',
  'redis',
  'lock',
  'queue',
  'model',
  'reply',
  'history',
  'log',
  'life',
  'fault',
] as const;
export type DrawnKind = (typeof DRAWN_KINDS)[number];

export interface Line {
  readonly atMs: number;
  readonly side: Side;
  readonly node: string;
  readonly kind: DrawnKind;
  readonly text: string;
}

type Said = Pick<Line, 'kind' | 'text'> | undefined;

/** Lines of the whole trace, in the order of time. Locks that expire have a line although no event tells of it. */
export function linesOf(trace: Trace, view: RunView): readonly Line[] {
  const teller = new Teller(trace, view);
  const lines = trace.events.flatMap((event): readonly Line[] => {
    const said = teller.say(event);
    return said === undefined ? [] : [{ atMs: event.atMs, side: event.side, node: event.node, ...said }];
  });
  const expired = view.locks.flatMap((lock): readonly Line[] =>
    lock.end === 'expired'
      ? [{ atMs: lock.toMs, side: 'pipeline', node: 'redis', kind: 'lock', text: `lock of ${lock.node} EXPIRES` }]
      : [],
  );
  return [...lines, ...expired].toSorted((a, b) => a.atMs - b.atMs);
}

class Teller {
  readonly #events: readonly TraceEvent[];
  readonly #roles: ReadonlyMap<string, NodeRole>;
  readonly #names: Names;
  readonly #taken: ReadonlyMap<number, LockView>;
  readonly #released: ReadonlyMap<number, LockView>;
  readonly #deletions: ReadonlyMap<number, readonly string[]>;

  constructor(trace: Trace, view: RunView) {
    this.#events = trace.events;
    this.#roles = new Map(trace.nodes.map(({ id, role }) => [id, role]));
    this.#names = namesOf(view);
    this.#taken = new Map(view.locks.map((lock) => [lock.taken, lock]));
    this.#released = new Map(view.locks.flatMap((lock) => (lock.ended === null ? [] : [[lock.ended, lock] as const])));
    const deletions = new Map<number, string[]>();
    for (const [mid, event] of destroyedUnread(view)) deletions.set(event, [...(deletions.get(event) ?? []), mid]);
    this.#deletions = deletions;
  }

  say(event: TraceEvent): Said {
    const { messages, ofUser, quote } = this.#names;
    switch (event.kind) {
      case 'message':
        return event.side === 'baseline'
          ? undefined
          : { kind: 'message', text: `${messages([event.mid])}${ofUser(event.users[0])} ${quote(event.text)}` };
      case 'reply':
        return {
          kind: 'reply',
          text: `◀ REPLY${ofUser(event.users[0])} to ${messages(event.messages)} ${quote(event.text)}`,
        };
      case 'arrival':
        return this.#arrival(event);
      case 'answer':
        return this.#answer(event);
      case 'failure':
        return { kind: 'fault', text: `no answer from ${event.from}: ${oneLine(event.error)}` };
      case 'log':
        return {
          kind: 'log',
          text: `${event.level === 'log' ? 'log' : event.level.toUpperCase()}  ${oneLine(event.text)}`,
        };
      case 'lifecycle':
        return event.change === 'start' || event.change === 'ready' || isRest(event)
          ? undefined
          : { kind: 'life', text: `${event.change.toUpperCase()} ${oneLine(event.detail)}`.trim() };
      case 'fault':
        return { kind: 'fault', text: `fault ${event.fault}: ${event.effect}` };
      case 'service':
        return this.#service(event);
      case 'request':
      case 'return':
      case 'timer-set':
      case 'timer-cleared':
      case 'timer-fired':
        return undefined;
      default:
        return unreachable(event);
    }
  }

  #arrival(event: ArrivalEvent): Said {
    const { messages, ofUser, inOrder } = this.#names;
    switch (this.#roles.get(event.node)) {
      case 'instance':
        return this.#call(event);
      case 'redis':
      case 'redis-replica':
        return this.#redis(event);
      case 'qstash':
        return this.#publish(event);
      case 'openai':
        return { kind: 'model', text: `asked about ${inOrder(event.messages)}${ofUser(event.users[0])}` };
      case 'firestore':
        if (event.operation !== 'commit') return undefined;
        return {
          kind: 'history',
          text:
            event.patch === undefined
              ? 'commit without effect'
              : `history saved${ofUser(event.users[0])}, with ${messages(event.messages)}`,
        };
      default:
        return undefined;
    }
  }

  /** A request that an instance begins to handle. */
  #call({ from, request: id, operation, messages, users }: ArrivalEvent): Said {
    const request = this.#events[id];
    const messageId = request?.kind === 'request' ? request.headers['upstash-message-id'] : undefined;
    if (messageId === undefined)
      return { kind: 'webhook', text: `${operation} from ${from} with ${this.#names.messages(messages)}` };
    const retried = request?.kind === 'request' ? Number(request.headers['upstash-retried'] ?? 0) : 0;
    const again = retried > 0 ? `, try ${retried + 1}` : '';
    return {
      kind: 'queue',
      text: `▶ delivery of ${this.#names.queued(messageId)}${this.#names.ofUser(users[0])}${again}`,
    };
  }

  #redis(event: ArrivalEvent): Said {
    const { id, from, operation, messages } = event;
    const taken = this.#taken.get(id);
    if (taken !== undefined) return { kind: 'lock', text: `lock taken by ${taken.node}` };
    const released = this.#released.get(id);
    if (released !== undefined) {
      const foreign = released.end === 'released by another';
      return {
        kind: 'lock',
        text: foreign ? `lock of ${released.node} RELEASED BY ANOTHER, ${from}` : `lock released by ${from}`,
      };
    }
    if (operation.includes('SET NX') && !(event.patch ?? []).some(({ op }) => op === 'set'))
      return { kind: 'lock', text: `lock refused to ${from}` };
    const unread = this.#deletions.get(id);
    if (unread !== undefined)
      return { kind: 'redis', text: `${operation} by ${from}: ${this.#names.messages(unread)} DELETED UNREAD` };
    // Reads are told with their answers: what they gave is what matters.
    if (event.patch === undefined || event.patch.length === 0) return undefined;
    return {
      kind: 'redis',
      text: `${operation}${messages.length === 0 ? '' : ` ${this.#names.messages(messages)}`} by ${from}`,
    };
  }

  #publish({ facts, users, from }: ArrivalEvent): Said {
    const { queued, ofUser } = this.#names;
    if (facts === undefined) return undefined;
    const messageId = textIn(facts, 'messageId');
    const refused = textIn(facts, 'refused');
    if (refused !== null) return { kind: 'queue', text: `publish by ${from} REFUSED: ${oneLine(refused)}` };
    if (messageId === null) return undefined;
    if (facts['deduplicated'] === true) {
      const freeAtMs = numberIn(facts, 'freeAtMs');
      return {
        kind: 'queue',
        text: `publish by ${from} DROPPED as a duplicate of ${queued(messageId)}${freeAtMs === null ? '' : ` (its id is taken until ${moment(freeAtMs)})`}`,
      };
    }
    const dueAtMs = numberIn(facts, 'dueAtMs');
    return {
      kind: 'queue',
      text: `publish by ${from}: ${queued(messageId)}${ofUser(users[0])}${dueAtMs === null ? '' : `, due ${moment(dueAtMs)}`}`,
    };
  }

  #answer({ node, request: id, status, messages, body, to }: AnswerEvent): Said {
    const request = this.#events[id];
    const operation = request?.kind === 'request' ? request.operation : '';
    switch (this.#roles.get(node)) {
      case 'redis':
      case 'redis-replica':
        if (status >= 400) return { kind: 'redis', text: `${operation} answered ${status}` };
        return /LRANGE|EVAL/.test(operation) || messages.length > 0
          ? { kind: 'redis', text: `${operation} gives ${this.#names.inOrder(messages)} to ${to}` }
          : undefined;
      case 'openai':
        return { kind: 'model', text: status === 200 ? 'answers' : `answers ${status}` };
      case 'messenger':
        return status >= 400 ? { kind: 'reply', text: `send REFUSED, ${status}` } : undefined;
      case 'firestore':
      case 'qstash':
        return status >= 400 ? { kind: 'history', text: `${operation} answered ${status}` } : undefined;
      case 'instance':
      case 'platform':
        return operation === 'webhook' && status === 200
          ? undefined
          : { kind: operation === 'webhook' ? 'webhook' : 'queue', text: `answers ${status} ${oneLine(body)}` };
      default:
        return undefined;
    }
  }

  #service({ operation, facts = {}, node }: ServiceEvent): Said {
    if (this.#roles.get(node) !== 'qstash')
      return operation === 'webhook accepted' ? undefined : { kind: 'webhook', text: operation };
    const messageId = textIn(facts, 'messageId');
    const dueAtMs = operation === 'retry scheduled' ? numberIn(facts, 'dueAtMs') : null;
    const shown = operation === 'dead letter' ? 'becomes a DEAD LETTER' : operation;
    return {
      kind: 'queue',
      text: `${messageId === null ? '' : `${this.#names.queued(messageId)} `}${shown}${dueAtMs === null ? '' : ` for ${moment(dueAtMs)}`}`,
    };
  }
}
