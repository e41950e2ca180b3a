/** The client as the facts about Redis use it. */
import { Redis } from '@upstash/redis';

export const URL = 'https://redis.upstash.example';

export function clientOf(options: object = {}): Redis {
  return new Redis({ url: URL, token: 'redis-token', enableTelemetry: false, ...options });
}
