/**
 * What the makers of bars, arrows and marks share while a layout is worked out. A planned bar has no track yet: those
 * are given when all bars of a lane are known. Several small readers of trace facts live here as well.
 */
import type { Json } from '../../../sim/model/json.ts';
import type { NodeInfo, Trace, TraceEvent } from '../../../sim/model/trace.ts';
import type { Calls } from './calls.ts';
import type { Lanes } from './lanes.ts';
import type { Bar } from './shapes.ts';

export interface Sheet {
  readonly trace: Trace;
  readonly calls: Calls;
  readonly lanes: Lanes;
  /** Number of each message, by its id. */
  readonly numbers: ReadonlyMap<string, number>;
  readonly nodes: ReadonlyMap<string, NodeInfo>;
  /** When the last event happened. */
  readonly endMs: number;
}

export interface PlannedBar extends Omit<Bar, 'track'> {
  /** Bars of a higher group lie below those of a lower one. */
  readonly group: number;
  /** Lies over the bar of that event instead of on a track of its own. */
  readonly over?: number;
}

/** A closed bar with what most bars have in common. */
export function planBar(
  bar: Pick<PlannedBar, 'kind' | 'lane' | 'fromMs' | 'toMs' | 'eventId'> & Partial<PlannedBar>,
): PlannedBar {
  return { ending: 'closed', label: '', note: null, endEventId: bar.eventId, group: 0, ...bar };
}

export function textFact(facts: Readonly<Record<string, Json>> | undefined, name: string): string | undefined {
  const value = facts?.[name];
  return typeof value === 'string' ? value : undefined;
}

export function numberFact(facts: Readonly<Record<string, Json>> | undefined, name: string): number | undefined {
  const value = facts?.[name];
  return typeof value === 'number' ? value : undefined;
}

/** `1.5 s`, `40 ms`, `2 min`: one decimal is enough beside a bar; the exact figure is in the facts. */
export function short(ms: number): string {
  const size = Math.abs(ms);
  if (size < 100) return `${Math.round(ms)} ms`;
  if (size < 1_000) return `${(ms / 1_000).toFixed(2)} s`;
  if (size < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (size < 7_200_000) return `${Number((ms / 60_000).toFixed(1))} min`;
  return `${Number((ms / 3_600_000).toFixed(1))} h`;
}

/** `1, 2, 3` and `1–9`: the numbers of the messages that an event concerns, in order. */
export function numbersIn(sheet: Pick<Sheet, 'numbers'>, event: Pick<TraceEvent, 'messages'>): string {
  const numbers = event.messages.flatMap((mid) => sheet.numbers.get(mid) ?? []).toSorted((a, b) => a - b);
  return numberList(numbers);
}

/** Runs of three and more are written as a range. */
export function numberList(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let from = 0; from < numbers.length;) {
    let to = from;
    while (numbers[to + 1] === (numbers[to] ?? 0) + 1) to += 1;
    if (to - from >= 2 && numbers.length > 3) parts.push(`${numbers[from]}–${numbers[to]}`);
    else for (let at = from; at <= to; at += 1) parts.push(String(numbers[at]));
    from = to + 1;
  }
  return parts.join(', ');
}

/** `3s`, `2m`, `1h30m` as QStash writes delays, in milliseconds; 0 for what is none. */
export function delayMs(header: string | undefined): number {
  const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  let ms = 0;
  for (const [, amount = '', unit = ''] of (header ?? '').matchAll(/(\d+(?:\.\d+)?)([smhd])/g)) {
    ms += Number(amount) * (units[unit] ?? 0);
  }
  return ms;
}
