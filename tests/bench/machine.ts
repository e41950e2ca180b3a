/** On what figures were taken. */
import { cpus, totalmem } from 'node:os';

const GB = 2 ** 30;

export function machine(): Readonly<Record<string, string | number>> {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / GB),
    node: process.version,
    system: process.platform,
  };
}
