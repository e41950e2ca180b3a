/** Virtual time to pixels and back, the ruler's ticks, and how a view is zoomed and moved. Pure functions. */
import type { TimeView } from '../layout/shapes.ts';

export interface Scale extends TimeView {
  /** Width of the plot in CSS pixels. */
  readonly width: number;
}

/** Pixels from the plot's left edge. */
export function xOf(scale: Scale, ms: number): number {
  return ((ms - scale.fromMs) / (scale.toMs - scale.fromMs)) * scale.width;
}

/** Virtual milliseconds at so many pixels from the plot's left edge. */
export function msAt(scale: Scale, x: number): number {
  return scale.fromMs + (x / Math.max(1, scale.width)) * (scale.toMs - scale.fromMs);
}

export function msPerPixel(scale: Scale): number {
  return (scale.toMs - scale.fromMs) / Math.max(1, scale.width);
}

/** Zooms by a factor (under 1: closer); the moment at `x` stays under the pointer. */
export function zoomAt(scale: Scale, factor: number, x: number): TimeView {
  const at = msAt(scale, x);
  return { fromMs: at - (at - scale.fromMs) * factor, toMs: at + (scale.toMs - at) * factor };
}

/** Moves by pixels: to the right is later. */
export function pan(scale: Scale, pixels: number): TimeView {
  const ms = pixels * msPerPixel(scale);
  return { fromMs: scale.fromMs + ms, toMs: scale.toMs + ms };
}

export interface Tick {
  readonly atMs: number;
  /** Empty for a minor tick. */
  readonly label: string;
}

/** Steps that people count time in, in milliseconds, up to six hours. */
const STEPS_MS: readonly number[] = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000,
  60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 7_200_000, 10_800_000, 21_600_000,
];
const LABEL_PX = 58;
/** On a narrow axis labels stand closer, or the badges would leave none of them. */
const NARROW_AXIS_PX = 420;
const LABEL_GAP_PX = 14;
/** Width of a figure of a label's type, at most. */
const FIGURE_PX = 6.2;
const MINOR_PX = 9;
/** A bound on the ticks of a ruler, whatever its width. */
const MOST_TICKS = 2_000;

/** How wide a label is drawn, in pixels. */
export function labelPx(label: string): number {
  return label.length * FIGURE_PX;
}

/** Major ticks with labels, so far apart that each has its share of room, and minor ones between them. */
export function ticksOf(scale: Scale, share = 1): readonly Tick[] {
  const perPx = msPerPixel(scale);
  const roomPx = (step: number): number =>
    scale.width < NARROW_AXIS_PX ? Math.min(LABEL_PX, labelPx(tickLabel(scale.toMs, step)) + LABEL_GAP_PX) : LABEL_PX;
  const major = STEPS_MS.find((step) => step / perPx >= roomPx(step) * share) ?? longestStep(perPx);
  const parts = [5, 4, 3, 2].find((count) => cleanly(major, count) && major / count / perPx >= MINOR_PX) ?? 1;
  const minor = major / parts;
  const ticks: Tick[] = [];
  const first = Math.max(0, Math.ceil(scale.fromMs / minor - 1e-9));
  for (let index = first; index * minor <= scale.toMs && ticks.length < MOST_TICKS; index += 1) {
    ticks.push({ atMs: index * minor, label: index % parts === 0 ? tickLabel(index * minor, major) : '' });
  }
  return ticks;
}

/** Fifths of 10 s, but thirds of 15 s: what a person would count in. */
function cleanly(step: number, parts: number): boolean {
  return STEPS_MS.includes(step / parts);
}

function longestStep(perPx: number): number {
  const longest = STEPS_MS.at(-1) ?? 1;
  return longest * Math.ceil((perPx * LABEL_PX) / longest);
}

/** `4 s`, `4.95 s`, `1:30`, `2:05:00`: as many digits as the step needs. */
export function tickLabel(ms: number, stepMs: number): string {
  const seconds = ms / 1000;
  if (seconds < 60 || stepMs < 1000) {
    const digits = stepMs >= 1000 ? 0 : stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : stepMs >= 1 ? 3 : 5;
    return `${seconds.toFixed(digits)} s`;
  }
  const whole = Math.round(seconds);
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
