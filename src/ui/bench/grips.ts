/** The conditions of a run as marks that can be moved: each armed fault, each message of production's users. Pure. */
import type { FaultInput, TypedMessage } from '../../sim/model/scenario.ts';
import type { MessageEvent, Trace } from '../../sim/model/trace.ts';
import { atTime } from '../format.ts';
import { type Aim, aimOf, sameFault } from '../store/aims.ts';
import { remembered } from '../store/selectors.ts';
import { texts } from '../texts.ts';
import type { Grip } from '../timeline/index.ts';
import type { FaultDescription } from '../worker/protocol.ts';

/** A fault that strikes every call has its ticks, not thousands of them. */
const MOST_STRIKES = 100;

export function gripsOf(
  trace: Trace,
  faults: readonly FaultInput[],
  messages: readonly TypedMessage[],
  catalogue: readonly FaultDescription[],
): readonly Grip[] {
  return [...faultGrips(trace, faults, catalogue), ...messageGrips(trace, messages)];
}

function faultId(index: number): string {
  return `fault ${index}`;
}

function messageId(index: number): string {
  return `message ${index}`;
}

/** Which fault or message a mark stands for, by its position in the list. */
export function indexOf(id: string): { readonly kind: 'fault' | 'message'; readonly index: number } {
  const [kind, index] = id.split(' ');
  return { kind: kind === 'fault' ? 'fault' : 'message', index: Number(index) };
}

function faultGrips(
  trace: Trace,
  faults: readonly FaultInput[],
  catalogue: readonly FaultDescription[],
): readonly Grip[] {
  return faults.flatMap((fault, index): Grip[] => {
    const description = catalogue.find(({ id }) => id === fault.fault);
    if (description === undefined) return [];
    const aim = aimOf(fault, description);
    // Of a run that is still under way nothing is known yet.
    const run = trace.inputs.faults[index];
    const same = run !== undefined && sameFault(run, fault, description);
    const { times = [], eventId = -1 } = (same ? strikesOf(trace).get(index) : undefined) ?? {};
    const [struckMs] = times;
    const atMs = placeOf(aim, trace, struckMs);
    const whom = ['role', 'from', 'to'].flatMap((name) => {
      const value = fault[name] ?? description.params.find((spec) => spec.name === name)?.default;
      return typeof value === 'string' && value !== 'any' ? [value] : [];
    });
    return [
      {
        id: faultId(index),
        kind: 'fault',
        name: [description.title, ...whom].join(', '),
        word: description.title,
        about: `${description.title}: ${aboutOf(aim, fault, struckMs)} ${texts.bench.open}`,
        atMs,
        endMs: aim.endMs,
        moves: aim.kind !== 'start',
        ends: aim.ends && aim.endMs !== null,
        strikes: times,
        eventId,
      },
    ];
  });
}

/** What is counted from the start stands where it struck. */
function placeOf({ kind, atMs, nth }: Aim, trace: Trace, struckMs: number | undefined): number {
  if (kind === 'message') return typedIn(trace)[nth - 1]?.atMs ?? 0;
  return kind === 'counted' && atMs === 0 ? (struckMs ?? 0) : atMs;
}

function aboutOf(aim: Aim, fault: FaultInput, struckMs: number | undefined): string {
  const { about } = texts.bench;
  const struck = struckMs === undefined ? null : atTime(struckMs);
  switch (aim.kind) {
    case 'counted':
      return aim.atMs === 0
        ? about.first(typeof fault['nth'] === 'number' ? fault['nth'] : 1, struck)
        : about.counted(struck);
    case 'message':
      return about.message(aim.nth);
    case 'moment':
    case 'from':
    case 'start':
      return about[aim.kind];
  }
}

interface Strikes {
  readonly times: number[];
  readonly eventId: number;
}

const strikesOf = remembered((trace: Trace): ReadonlyMap<number, Strikes> => {
  const byFault = new Map<number, Strikes>();
  for (const event of trace.events) {
    if (event.kind !== 'fault') continue;
    const strikes = byFault.get(event.fault) ?? { times: [], eventId: event.id };
    byFault.set(event.fault, strikes);
    if (strikes.times.length < MOST_STRIKES) strikes.times.push(event.atMs);
  }
  return byFault;
});

/** What production's users typed, in the order in which they did. */
const typedIn = remembered((trace: Trace): readonly MessageEvent[] =>
  trace.events.filter((event): event is MessageEvent => event.kind === 'message' && event.side === 'pipeline'),
);

/** The number of the message that is nearest to a moment, counted from 1. */
export function nearestMessage(trace: Trace, atMs: number): number {
  let nearest = 1;
  let least = Infinity;
  typedIn(trace).forEach((event, index) => {
    const distance = Math.abs(event.atMs - atMs);
    if (distance >= least) return;
    least = distance;
    nearest = index + 1;
  });
  return nearest;
}

function messageGrips(trace: Trace, messages: readonly TypedMessage[]): readonly Grip[] {
  const numbered = typedIn(trace);
  const positions = positionsOf(trace);
  return numbered.flatMap((event, number): Grip[] => {
    const index = positions[number] ?? -1;
    const typed = messages[index];
    if (typed === undefined) return [];
    return [
      {
        id: messageId(index),
        kind: 'message',
        name: texts.bench.message(number + 1, event.text),
        word: String(number + 1),
        about: texts.bench.text,
        atMs: typed.atMs,
        endMs: null,
        moves: true,
        ends: false,
        strikes: [],
        eventId: event.id,
      },
    ];
  });
}

/** For each message that was typed, its position among the inputs: they need not be in the order of their times. */
const positionsOf = remembered((trace: Trace): readonly number[] => {
  const free = new Map<string, number[]>();
  const keyOf = (atMs: number, user: string | undefined, text: string): string => JSON.stringify([atMs, user, text]);
  trace.inputs.messages.forEach(({ atMs, user, text }, index) => {
    const key = keyOf(atMs, user, text);
    const known = free.get(key);
    if (known === undefined) free.set(key, [index]);
    else known.push(index);
  });
  return typedIn(trace).map(({ atMs, users, text }) => free.get(keyOf(atMs, users[0], text))?.shift() ?? -1);
});
