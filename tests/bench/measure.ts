/** Measuring: processor time (the machine is shared), pairs, and what they spread over. */
import { turns } from '../../src/sim/kernel/host.ts';

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

export function rounded(value: number, digits = 3): number {
  return Number(value.toFixed(digits));
}

export function spread(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    min: rounded(quantile(sorted, 0)),
    median: rounded(quantile(sorted, 0.5)),
    max: rounded(quantile(sorted, 1)),
  };
}

export interface Time {
  /** Of the processor, all threads of this process; in a browser, which does not tell, the same as on the wall. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

interface Usage {
  readonly user: number;
  readonly system: number;
}

/** Taken before anything stands in their places. */
const host: unknown = Reflect.get(globalThis, 'process');
const wall = performance.now.bind(performance);

function cpuUsage(): Usage | undefined {
  const ask: unknown = typeof host === 'object' && host !== null ? Reflect.get(host, 'cpuUsage') : undefined;
  return typeof ask === 'function' ? (Reflect.apply(ask, host, []) as Usage) : undefined;
}

/** One turn of the host's loop. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    turns(() => {
      resolve();
      return false;
    });
  });
}

/**
 * The time that one call takes, over so many, and with them a turn of the host's loop. Most garbage is collected in such a
 * turn: what never gives the loop one leaves its own to whoever is measured next.
 */
export async function timeOf(act: () => Promise<unknown>, times: number): Promise<Time> {
  const before = cpuUsage();
  const fromMs = wall();
  for (let i = 0; i < times; i += 1) await act();
  await turn();
  const wallMs = (wall() - fromMs) / times;
  const after = cpuUsage();
  if (before === undefined || after === undefined) return { cpuMs: wallMs, wallMs };
  return { cpuMs: (after.user - before.user + after.system - before.system) / 1_000 / times, wallMs };
}
