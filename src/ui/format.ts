/** How figures are written. Times are virtual and in seconds, with milliseconds: `4.952 s`. */
import type { Json } from '../sim/model/json.ts';
import type { ParamSpec } from '../sim/model/params.ts';
import type { Scalar } from '../sim/model/json.ts';
import { duration } from '../sim/model/words.ts';

export { duration };

/** Counts: `1,000`. */
export const figures = new Intl.NumberFormat('en');

/** `4.952`, and `1 m 35.200` from two minutes on. */
export function clockTime(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const seconds = Math.abs(ms) / 1000;
  if (seconds < 120) return `${sign}${seconds.toFixed(3)}`;
  const minutes = Math.floor(seconds / 60);
  const rest = (seconds - minutes * 60).toFixed(3).padStart(6, '0');
  if (minutes < 120) return `${sign}${minutes}:${rest}`;
  return `${sign}${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** `4.952 s`. */
export function atTime(ms: number): string {
  const text = clockTime(ms);
  return text.includes(':') ? text : `${text} s`;
}

function trim(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)));
}

/** A node's own clock: `01:02:03.456` in UTC. */
export function wallClock(epochMs: number): string {
  const date = new Date(epochMs);
  return Number.isNaN(date.getTime()) ? String(epochMs) : date.toISOString().slice(11, 23);
}

/** A value for a table's cell: texts as they are, the rest as JSON. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A parameter's value with its unit. */
export function withUnit(spec: ParamSpec, value: Scalar): string {
  if (spec.kind !== 'number' || typeof value !== 'number') return String(value);
  if (spec.unit === 'ms') return duration(value);
  if (spec.unit === 'share') return `${trim(value * 100, 1)} %`;
  return spec.unit === 'ppm' ? `${value} ppm` : String(value);
}

/** `dedupWindowMs` to `dedup window`: the unit is said elsewhere. */
export function spoken(name: string): string {
  const words = name
    .replace(/(Ms|Ppm)$/, '')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/[._-]+/g, ' ')
    .toLowerCase();
  return words;
}

/** The same text with its figures kept beside their units. */
export function unbroken(text: string): string {
  return text.replaceAll(/(\d) (s|min|h|ms)\b/g, '$1\u00a0$2');
}

/** `12 %`, kept together; below a tenth with a digit more. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? trim(value, 1) : Math.round(value)}\u00a0%`;
}

/** With a capital letter, as a sentence begins. */
export function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
