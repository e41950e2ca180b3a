/** Measuring: processor time (the machine is shared), pairs, and what they spread over. */

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
  /** Of the processor, all threads of this process. */
  readonly cpuMs: number;
  readonly wallMs: number;
}

/** The time that one call takes, over so many. */
export async function timeOf(act: () => Promise<unknown>, times: number): Promise<Time> {
  const cpu = process.cpuUsage();
  const from = process.hrtime.bigint();
  for (let i = 0; i < times; i += 1) await act();
  const wallMs = Number(process.hrtime.bigint() - from) / 1_000_000;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuMs: (user + system) / 1_000 / times, wallMs: wallMs / times };
}
