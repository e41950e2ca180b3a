/** The client as the facts about Redis use it. */
import { Redis } from '@upstash/redis';
import { onWire, type OnWire, type Played } from '../../support/on-wire.ts';

export const URL = 'https://redis.upstash.example';

export function clientOf(options: object = {}): Redis {
  return new Redis({ url: URL, token: 'redis-token', enableTelemetry: false, ...options });
}

export function withClient(given: OnWire, body: (client: Redis) => Promise<void>): Promise<Played> {
  return onWire(given, () => body(clientOf()));
}
