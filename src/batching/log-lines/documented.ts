/** The thirteen lines that the reference document prints, to the letter: people search their logs for them. */
import type { Line } from './line.ts';

export const DOCUMENTED_LINES = [
  {
    id: 'checking',
    template: '🔍 Checking batching for user {user}',
    level: 'log',
    documented: true,
    sentence: 'The webhook asks whether batching is on for this user.',
  },
  {
    id: 'flag-value',
    template: '🔍 ENABLE_REDIS_BATCHING env value: "{value}"',
    level: 'log',
    documented: true,
    sentence: 'The flag as the deployment has it.',
  },
  {
    id: 'flag-result',
    template: '🔍 Batching enabled: {enabled}',
    level: 'log',
    documented: true,
    sentence: 'Whether batching is on for this user.',
  },
  {
    id: 'batched',
    template: '✅ [REDIS] Message batched with conversation ID: {id}',
    level: 'log',
    documented: true,
    sentence:
      'The message is in the list, and the publish was accepted (or dropped as a duplicate: the line is the same).',
  },
  {
    id: 'skip-save',
    template: '⏸️ Skipping individual message save for Redis batched user',
    level: 'log',
    documented: true,
    sentence: 'The history does not have the message yet.',
  },
  {
    id: 'fallback',
    template: '❌ [REDIS] Failed to use Redis batching, falling back to normal flow',
    level: 'error',
    documented: true,
    sentence: 'Redis failed, or the publish: then the message stays in the list, and nothing falls back.',
  },
  {
    id: 'no-qstash-token',
    template: '❌ QSTASH_TOKEN not configured - message will not be processed',
    level: 'error',
    documented: true,
    sentence: 'The message is in the list and nothing will come for it.',
  },
  {
    id: 'lock-acquired',
    template: '🔐 [REDIS BATCH] Lock acquired for user - ID: {id}',
    level: 'log',
    documented: true,
    sentence: 'A processor works on the user’s list.',
  },
  {
    id: 'already-running',
    template: 'Another processor already running, skipping',
    level: 'log',
    documented: true,
    sentence: 'A trigger met the lock and is spent.',
  },
  {
    id: 'found',
    template: '📦 [REDIS BATCH] Found {count} messages to process',
    level: 'log',
    documented: true,
    sentence: 'What the list held.',
  },
  {
    id: 'waiting',
    template: 'Recent message detected, waiting for more...',
    level: 'log',
    documented: true,
    sentence: 'The last message is too young: the batch is put off.',
  },
  {
    id: 'processing',
    template: '🚀 Processing batch: {count} messages',
    level: 'log',
    documented: true,
    sentence: 'The model is asked.',
  },
  {
    id: 'batch-error',
    template: 'Error processing batch: {error}',
    level: 'error',
    documented: true,
    sentence: 'The batch failed, and its list is cleared.',
  },
] as const satisfies readonly Line[];
