/** The time by which a message's age is told: this instance's clock, or the one clock that all share. */
import type { Context } from './context.ts';

const SECOND_MS = 1_000;
const MILLISECOND_US = 1_000;

export async function nowMs({ clients, settings }: Context): Promise<number> {
  if (settings.ageBy === 'instance') return Date.now();
  const [seconds, microseconds] = await clients.keyRedis().time();
  return Number(seconds) * SECOND_MS + Math.floor(Number(microseconds) / MILLISECOND_US);
}
