/** The history as it is told: each version once, and what all of it comes to. Pure. */
import type { HistoryVersion } from '../../sim/model/history.ts';
import type { ToldVersion } from '../worker/lab/protocol.ts';

/** A policy may be told twice, under two readings. */
export function keyOf({ policy, settings }: HistoryVersion): string {
  return [policy, ...Object.entries(settings ?? {}).map(([name, value]) => `${name}=${String(value)}`)].join(' ');
}

export function settingsText({ settings }: HistoryVersion): string {
  return Object.entries(settings ?? {})
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(', ');
}

export interface Summary {
  readonly found: number;
  readonly named: number;
  /** Of those that were found, those that nobody ever reported. */
  readonly never: number;
  readonly versions: number;
}

/** How many versions there are, and which of them are told twice: under two readings, yet the same version. */
export function versionsIn(listed: readonly HistoryVersion[]): {
  readonly all: number;
  readonly twice: readonly string[];
} {
  const policies = listed.map(({ policy }) => policy);
  const all = new Set(policies);
  return { all: all.size, twice: [...all].filter((id) => policies.indexOf(id) !== policies.lastIndexOf(id)) };
}

export function summaryOf(told: readonly ToldVersion[]): Summary {
  const named = told.flatMap(({ rows }) => rows.filter(({ history }) => history));
  const found = named.filter((row) => row.found);
  return {
    found: found.length,
    named: named.length,
    never: found.filter(({ reported }) => !reported).length,
    versions: versionsIn(told.map(({ version }) => version)).all,
  };
}
