/** What stands on the axis: ticks, and the labels that are whole and clear of the badges. */
import type { AxisBadge } from './badges.ts';
import { labelPx, type Scale, ticksOf, xOf } from './scales.ts';

/** The axis in pixels, as elements and as paint. */
export interface AxisSight {
  readonly ticks: readonly { readonly x: number; readonly minor: boolean }[];
  readonly labels: readonly { readonly x: number; readonly text: string }[];
  /** Where the selected event is by its node's own clock. */
  readonly ownX: number | null;
}

/** Between a label and a badge, and between two labels. */
const CLEAR_PX = 4;
const APART_PX = 12;
/** With fewer numbers nobody reads a time off the axis. */
const LEAST_LABELS = 2;
/** Of the room that labels have else: what the badges leave is seldom where those would stand. */
const FINER = 0.4;

interface Label {
  readonly x: number;
  readonly text: string;
}

export function axisOf(scale: Scale, badges: readonly AxisBadge[], ownMs: number | null): AxisSight {
  const ticks = ticksOf(scale).map(({ atMs, label }) => ({ x: xOf(scale, atMs), text: label, minor: label === '' }));
  const labels = ticks.filter((tick) => isClear(tick, scale, badges));
  return {
    ticks,
    labels: labels.length >= LEAST_LABELS ? labels : longest(labels, finerLabels(scale, badges)),
    ownX: ownMs === null ? null : xOf(scale, ownMs),
  };
}

/** Whether there is such a label, it is whole, and no badge covers it. */
function isClear({ x, text }: Label, { width }: Scale, badges: readonly AxisBadge[]): boolean {
  const half = labelPx(text) / 2;
  const whole = text !== '' && x >= half && x <= width - half;
  return whole && !badges.some((badge) => Math.abs(badge.x - x) < half + badge.half + CLEAR_PX);
}

/** From left to right what has room. */
function finerLabels(scale: Scale, badges: readonly AxisBadge[]): readonly Label[] {
  const labels: Label[] = [];
  let fromX = 0;
  for (const { atMs, label: text } of ticksOf(scale, FINER)) {
    const x = xOf(scale, atMs);
    if (x - labelPx(text) / 2 < fromX || !isClear({ x, text }, scale, badges)) continue;
    labels.push({ x, text });
    fromX = x + labelPx(text) / 2 + APART_PX;
  }
  return labels;
}

function longest(some: readonly Label[], others: readonly Label[]): readonly Label[] {
  return others.length > some.length ? others : some;
}
