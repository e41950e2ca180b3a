/**
 * A run as a talk: first what the users see, in the order of time, with what goes wrong behind it; then what it led to;
 * then why, step by step back in time. Each step is a moment, an event and a caption. Pure.
 */
import type { Account, Sentence } from '../../sim/model/account/index.ts';
import type { ReplyEvent, Trace } from '../../sim/model/trace.ts';
import { storyEnd } from '../store/span.ts';
import { texts } from '../texts.ts';

export type StepPart = keyof typeof texts.present.parts;

export interface Step {
  readonly part: StepPart;
  readonly atMs: number;
  /** With the moment it tells one step from another. */
  readonly eventId: number;
  readonly lines: readonly string[];
}

/** What is shown of a run, and under which name. */
export interface Shown {
  readonly trace: Trace;
  readonly account: Account;
  readonly title: string;
}

/** Nobody listens to a talk of more steps than that; what is left out is in the chats. */
const MOST_REPLIES = 24;
const MOST_LINES = 6;

export function stepsOf({ trace, account, title }: Shown): readonly Step[] {
  const { did, first, why, next, ledTo, standing } = account;
  const wrong = standing === 'wrong';
  const endMs = storyEnd(trace);
  const start: Step = { part: 'title', atMs: 0, eventId: 0, lines: [title] };
  const told = [
    ...did.flatMap((sentence) => typed(trace, sentence)),
    ...repliesIn(trace),
    ...(wrong ? [stepOf('first', first, endMs)] : []),
    ...(wrong ? next.map((sentence) => stepOf('next', sentence, endMs)) : []),
  ].toSorted((a, b) => a.atMs - b.atMs);
  const end: Step = {
    part: wrong ? 'led' : 'fine',
    atMs: endMs,
    eventId: did[0]?.eventIds[0] ?? 0,
    lines: (wrong ? ledTo : [first, ...ledTo]).slice(0, MOST_LINES).map(({ text }) => text),
  };
  const after = wrong
    ? why.map((sentence) => stepOf('why', sentence, endMs))
    : next.map((sentence) => stepOf('met', sentence, endMs));
  return once([start, ...together(told), end, ...after]);
}

/** The step that is on show: the one whose event and moment these are, else the last one before the moment. */
export function stepAt(steps: readonly Step[], atMs: number, eventId: number | null): number {
  const exact = steps.findIndex((step) => step.eventId === eventId && step.atMs === atMs);
  if (exact !== -1) return exact;
  const end = steps.findIndex(({ part }) => part === 'led' || part === 'fine');
  const before = steps.slice(0, end + 1).findLastIndex((step) => step.atMs <= atMs);
  return Math.max(0, before);
}

function stepOf(part: StepPart, { text, atMs, eventIds: [id] }: Sentence, endMs: number): Step {
  return { part, atMs: Math.min(atMs ?? endMs, endMs), eventId: id ?? 0, lines: [text] };
}

/** Told when the last of the texts has been typed. */
function typed({ events }: Trace, { text, eventIds }: Sentence): readonly Step[] {
  const last = eventIds.at(-1);
  return last === undefined ? [] : [{ part: 'did', atMs: events[last]?.atMs ?? 0, eventId: last, lines: [text] }];
}

function repliesIn(trace: Trace): readonly Step[] {
  const numbers = new Map<string, number>();
  for (const event of trace.events)
    if (event.kind === 'message' && !numbers.has(event.mid)) numbers.set(event.mid, numbers.size + 1);
  const answered = new Set<string>();
  const replies = trace.events.filter((event): event is ReplyEvent => event.kind === 'reply');
  return replies.slice(0, MOST_REPLIES).map((reply): Step => {
    const own = reply.side === 'baseline';
    const again = !own && reply.messages.some((mid) => answered.has(mid));
    if (!own) for (const mid of reply.messages) answered.add(mid);
    const messages = wordsFor(reply.messages.flatMap((mid) => numbers.get(mid) ?? []));
    const line = own ? texts.present.tabAnswers(messages) : texts.present.answers(messages, again);
    return { part: own ? 'baseline' : 'reply', atMs: reply.atMs, eventId: reply.id, lines: [line] };
  });
}

function wordsFor(numbers: readonly number[]): string {
  if (numbers.length === 0) return texts.present.nothing;
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  const row = last - first === numbers.length - 1 && numbers.length > 2;
  return texts.present.messages(
    row ? `${first}–${last}` : numbers.toSorted((a, b) => a - b).join(', '),
    numbers.length,
  );
}

/** What happens at one moment and is of one kind is one step. */
function together(steps: readonly Step[]): readonly Step[] {
  const joined: Step[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last === undefined || last.atMs !== step.atMs || last.part !== step.part) joined.push(step);
    else joined.splice(-1, 1, { ...last, lines: [...last.lines, ...step.lines].slice(0, MOST_LINES) });
  }
  return joined;
}

/** Two steps of one event and one moment could not be told apart by a link: the later gives way to the earlier. */
function once(steps: readonly Step[]): readonly Step[] {
  const known = new Map<string, number>();
  const result: Step[] = [];
  for (const step of steps) {
    const key = `${step.eventId} ${step.atMs}`;
    const at = known.get(key);
    const before = at === undefined ? undefined : result[at];
    if (at === undefined || before === undefined) {
      known.set(key, result.length);
      result.push(step);
    } else result[at] = { ...before, lines: [...before.lines, ...step.lines] };
  }
  return result;
}
