/** People search their logs for the lines of the reference document: they stand here a second time, to the letter. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describe as describeLogic } from '../../../src/batching/index.ts';

/** As the reference document prints them, what varies in braces: nine in its situations, four in its code. */
const DOCUMENTED = [
  '🔍 Checking batching for user {user}',
  '🔍 ENABLE_REDIS_BATCHING env value: "{value}"',
  '🔍 Batching enabled: {enabled}',
  '✅ [REDIS] Message batched with conversation ID: {id}',
  '⏸️ Skipping individual message save for Redis batched user',
  '❌ [REDIS] Failed to use Redis batching, falling back to normal flow',
  '❌ QSTASH_TOKEN not configured - message will not be processed',
  '🔐 [REDIS BATCH] Lock acquired for user - ID: {id}',
  'Another processor already running, skipping',
  '📦 [REDIS BATCH] Found {count} messages to process',
  'Recent message detected, waiting for more...',
  '🚀 Processing batch: {count} messages',
  'Error processing batch: {error}',
];

const { logLines } = describeLogic();
const ROOM = join(import.meta.dirname, '../../../src/batching');
const files = readdirSync(ROOM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const sourceOf = (file: string): string => readFileSync(join(ROOM, file), 'utf8');

describe('the log lines', () => {
  it('are the thirteen of the reference document, to the letter', () => {
    expect(logLines.filter(({ documented }) => documented).map(({ template }) => template)).toEqual(DOCUMENTED);
  });

  it('mark all others as the logic’s own', () => {
    const own = logLines.filter(({ documented }) => !documented).map(({ template }) => template);
    expect(own.filter((template) => !template.startsWith('[batching] '))).toEqual([]);
  });

  it('have ids of their own', () => {
    expect(new Set(logLines.map(({ id }) => id)).size).toBe(logLines.length);
  });

  it('have a hole for an error at their end only: it goes to the console as it is', () => {
    expect(logLines.filter(({ template }) => /\{error\}(?!$)|[^ ]\{error\}/.test(template))).toEqual([]);
  });

  it('are all that is printed: nothing else in the room speaks to the console', () => {
    expect(files.filter((file) => sourceOf(file).includes('console'))).toEqual([join('log-lines', 'index.ts')]);
  });

  it('are each printed somewhere, and none is written a second time', () => {
    const others = files
      .filter((file) => !file.startsWith('log-lines'))
      .map(sourceOf)
      .join('\n');
    expect(logLines.filter(({ id }) => !others.includes(`print('${id}'`))).toEqual([]);
    const texts = logLines.map(({ template }) => template.split('{')[0] ?? template);
    expect(texts.filter((text) => others.includes(text))).toEqual([]);
  });
});
