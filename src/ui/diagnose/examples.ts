/** Logs to try the diagnosis with: those that the reference document shows, and one as it comes out of a log drain. */
import type { diagnoseTexts } from '../texts/diagnose.ts';

export interface Example {
  readonly id: keyof typeof diagnoseTexts.examples;
  readonly log: string;
}

const USER = '3282789748459241';

export const EXAMPLES: readonly Example[] = [
  {
    id: 'flagOff',
    log: lines(
      `🔍 Checking batching for user ${USER}`,
      '🔍 ENABLE_REDIS_BATCHING env value: "false"',
      '🔍 Batching enabled: false',
    ),
  },
  { id: 'notListed', log: lines('🔍 Batching enabled: false') },
  { id: 'redis', log: lines('❌ [REDIS] Failed to use Redis batching, falling back to normal flow') },
  { id: 'token', log: lines('❌ QSTASH_TOKEN not configured - message will not be processed') },
  { id: 'deduplicated', log: lines(stored('user'), stored('user'), stored('user')) },
  {
    id: 'twoLocks',
    log: lines(
      '🔐 [REDIS BATCH] Lock acquired for user - ID: 12345',
      '🔐 [REDIS BATCH] Lock acquired for user - ID: 67890',
    ),
  },
  {
    id: 'mess',
    log: lines(
      '2025-11-27T12:00:00.104Z [info] GET /favicon.ico 404 in 3ms',
      ...webhook('2025-11-27T12:00:00.212Z'),
      ...webhook('2025-11-27T12:00:01.318Z'),
      '2025-11-27T12:00:01.902Z [warn] (node:8) ExperimentalWarning: fetch of somebody else',
      ...webhook('2025-11-27T12:00:02.441Z'),
      '2025-11-27T12:00:03.390Z [info] 🔐 [REDIS BATCH] Lock acquired for user - ID: 1764244803390_k2v9',
      '2025-11-27T12:00:03.412Z [info] 📦 [REDIS BATCH] Found 3 messages to process',
      '2025-11-27T12:00:03.413Z [info] Recent message detected, waiting for more...',
      '2025-11-27T12:00:09.000Z [info] GET /health 200 in 2ms',
    ),
  },
];

function webhook(time: string): readonly string[] {
  return [
    `🔍 Checking batching for user ${USER}`,
    '🔍 ENABLE_REDIS_BATCHING env value: "true"',
    '🔍 Batching enabled: true',
    stored(USER),
  ].map((line) => `${time} [info] ${line}`);
}

function stored(user: string): string {
  return `✅ [REDIS] Message batched with conversation ID: batch_${user}_conversation`;
}

function lines(...all: readonly string[]): string {
  return all.join('\n');
}
