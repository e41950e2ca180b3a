/** What a request did where it arrived, in a sentence: what a person would say of it, not what the protocol calls it. */
import type { Json } from '../../../sim/model/json.ts';
import type { AnswerEvent, ArrivalEvent, NodeRole, Trace } from '../../../sim/model/trace.ts';
import { atTime } from '../../format.ts';

export interface Place {
  readonly trace: Trace;
  readonly role: NodeRole | undefined;
  /** Names of the node and of who asked. */
  readonly at: string;
  readonly from: string;
  /** `message 2`, `messages 1, 2`; empty where it concerns none. */
  readonly messages: string;
  /** Whether a dropped duplicate is made up for by a delivery that is still to come. */
  readonly joined: boolean;
}

export interface Sentence {
  readonly title: string;
  readonly failed: boolean;
}

export function arrivalSentence(place: Place, event: ArrivalEvent): Sentence {
  const { at, from } = place;
  if (event.facts?.['refusedByFault'] === true) return failed(`${at} refuses ${event.operation} from ${from}`);
  const status = answerOf(place.trace, event)?.status ?? 200;
  if (event.invocation === undefined && status >= 400)
    return failed(`${at} answers ${status} to ${event.operation} from ${from}`);
  switch (place.role) {
    case 'qstash':
      return queueSentence(place, event);
    case 'redis':
    case 'redis-replica':
      return fine(redisTitle(place, event));
    case 'openai':
      return fine(`${at} is asked by ${from}${about(place)}`);
    case 'firestore':
      return fine(
        event.operation === 'commit'
          ? `${at} saves the history for ${from}`
          : event.operation === 'get'
            ? `${at} gives the history to ${from}`
            : plain(place, event),
      );
    case 'messenger':
      return fine(
        event.operation === 'send' ? `${at} takes the reply from ${from}${about(place)}` : plain(place, event),
      );
    case 'instance':
      return fine(`${at} is called by ${from}${about(place)}`);
    default:
      return fine(plain(place, event));
  }
}

function queueSentence({ at, from, joined }: Place, { facts, operation }: ArrivalEvent): Sentence {
  if (facts?.['deduplicated'] === true) {
    const title = `${at} answers “accepted” and drops the ${operation}: duplicate id`;
    return joined ? fine(`${title}, a delivery is still to come`) : failed(title);
  }
  const dueAtMs = facts?.['dueAtMs'];
  return fine(
    typeof dueAtMs === 'number'
      ? `${at} accepts a ${operation} from ${from}, due at ${atTime(dueAtMs)}`
      : `${at} gets ${operation} from ${from}`,
  );
}

function redisTitle(place: Place, event: ArrivalEvent): string {
  const { at, from, messages } = place;
  const what = messages === '' ? '' : ` ${messages}`;
  switch (event.operation) {
    case 'RPUSH':
    case 'LPUSH':
      return `${at} keeps${what === '' ? ' a value' : what} for ${from}`;
    case 'SET NX':
      return event.patch?.some(({ op }) => op === 'set') === true
        ? `${at} gives the lock to ${from}`
        : `${at} refuses the lock to ${from}: somebody holds it`;
    case 'LRANGE':
      return `${at} shows ${from} the list${what === '' ? '' : `:${what}`}`;
    case 'DEL':
      return event.patch?.some(({ op }) => op === 'delete') === true
        ? `${at} deletes ${deleted(event)} for ${from}`
        : `${at} has nothing to delete for ${from}`;
    default:
      return plain(place, event);
  }
}

function deleted({ patch }: ArrivalEvent): string {
  return (patch ?? []).flatMap(({ op, key }) => (op === 'delete' ? [key] : [])).join(', ');
}

/** What the list showed stands in the answer. */
export function answerOf(trace: Trace, { id, request }: ArrivalEvent): AnswerEvent | undefined {
  // A service answers at once, or after its work: then others come between, so few are looked at.
  for (const event of trace.events.slice(id + 1, id + ANSWERED_WITHIN)) {
    if (event.kind === 'answer' && event.request === request && event.causes.includes(id)) return event;
  }
  return undefined;
}

const ANSWERED_WITHIN = 60;

function plain({ at, from }: Place, { operation }: ArrivalEvent): string {
  return `${at} gets ${operation} from ${from}`;
}

function about({ messages }: Place): string {
  return messages === '' ? '' : ` about ${messages}`;
}

function fine(title: string): Sentence {
  return { title, failed: false };
}

function failed(title: string): Sentence {
  return { title, failed: true };
}

/** A value for a table's cell: records by their values, one after the other. */
export function shownValue(value: Json): string {
  if (value === null) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return value.map((item) => shownValue(item)).join(', ');
  return Object.entries(value)
    .map(([name, inner]) => (inner === true ? name : shownValue(inner)))
    .join(' ');
}

/** `Array.isArray` does not narrow readonly arrays. */
function isList(value: Extract<Json, object>): value is readonly Json[] {
  return Array.isArray(value);
}
