/** Pasted logs: those that the reference document prints, those of real runs, and messes. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe as group, expect, it } from 'vitest';
import { describe as describeApp } from '../../../src/batching/index.ts';
import { scenarios } from '../../../src/scenarios/index.ts';
import { diagnose } from '../../../src/sim/model/diagnose/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';

const { logLines } = describeApp();

function findingsIn(log: string): readonly string[] {
  return diagnose(log, logLines).findings.map(({ id }) => id);
}

/** What the platform would have shown of a run, with or without times. */
function logOf({ events }: Trace, withTimes = true): string {
  return events
    .flatMap((event) => {
      if (event.kind !== 'log' || event.side !== 'pipeline') return [];
      return [withTimes ? `${new Date(event.clockMs).toISOString()} [${event.level}] ${event.text}` : event.text];
    })
    .join('\n');
}

group('the six logs of the reference document', () => {
  it.each([
    [
      'log 1',
      'flag-off',
      '🔍 Checking batching for user 3282789748459241\n🔍 ENABLE_REDIS_BATCHING env value: "false"\n🔍 Batching enabled: false',
    ],
    ['log 2', 'off-for-some-reason', '🔍 Batching enabled: false\n[No additional logs about test user]'],
    ['log 3', 'redis-failed', '❌ [REDIS] Failed to use Redis batching, falling back to normal flow'],
    ['log 4', 'no-qstash-token', '❌ QSTASH_TOKEN not configured - message will not be processed'],
    [
      'log 5, as it stands in the document: no call is in it',
      'stored-not-fetched',
      Array.from({ length: 3 }, () => '✅ [REDIS] Message batched with conversation ID: batch_user_conversation').join(
        '\n',
      ),
    ],
    [
      'log 6',
      'several-locks',
      '🔐 [REDIS BATCH] Lock acquired for user - ID: 12345\n🔐 [REDIS BATCH] Lock acquired for user - ID: 67890',
    ],
  ])('%s', (_, id, log) => {
    expect(findingsIn(log)).toEqual([id]);
  });

  it('log 6 by itself proves nothing, and the diagnosis says so', () => {
    const [finding] = diagnose(
      '🔐 [REDIS BATCH] Lock acquired for user - ID: 12345\n🔐 [REDIS BATCH] Lock acquired for user - ID: 67890',
      logLines,
    ).findings;
    expect(finding).toMatchObject({ kind: 'unclear', lines: [1, 2], scenario: 'lock-expires-early' });
    expect(finding?.cannotTell).toContain('no times');
  });
});

group('the log of a run leads back to it', () => {
  it.each([
    ['rapid-burst', undefined, 'one-call'],
    ['requeue-deduplicated', 'same-id', 'wait-nobody-ends'],
    ['lock-expires-early', 'model-40s-delivered-again', 'two-processors'],
    ['env-spaces', 'without-trim', 'flag-spaces'],
    ['second-burst-stranded', 'silence', 'stored-not-fetched'],
  ])('%s, %s: %s', async (id, variant, expected) => {
    expect(findingsIn(logOf(await play(id, variant)))[0]).toBe(expected);
  });

  it.each([
    ['rapid-burst', 'one-call'],
    ['requeue-deduplicated', 'wait-nobody-ends'],
  ])('also without times: %s', async (id, expected) => {
    expect(findingsIn(logOf(await play(id), false))[0]).toBe(expected);
  });

  it('with times, the messages come out when they were typed', async () => {
    const { timing } = diagnose(logOf(await play('requeue-deduplicated')), logLines);
    expect(timing?.messages.map(({ atMs, user }) => [atMs, user])).toEqual([
      [0, '3282789748459241'],
      [1_100, '3282789748459241'],
      [2_200, '3282789748459241'],
    ]);
  });

  it('without times there is no timing to rebuild', async () => {
    expect(diagnose(logOf(await play('requeue-deduplicated'), false), logLines).timing).toBeUndefined();
  });
});

group('a mess', () => {
  it('colours, JSON around a line, lost emoji and lines of others do not matter', () => {
    const escape = String.fromCharCode(27);
    const log = [
      'GET /favicon.ico 404 in 3ms',
      `${escape}[32mNov 28 12:00:00.12${escape}[0m  Checking batching for user 3282789748459241`,
      '{"level":"info","message":"🔍 ENABLE_REDIS_BATCHING env value: \\" true \\"","timestamp":1764244800000}',
      '   🔍   Batching enabled: false   ',
      'Error: something of somebody else',
      '',
    ].join('\r\n');
    const { findings, lines, known } = diagnose(log, logLines);
    expect(findings.map(({ id }) => id)).toEqual(['flag-spaces']);
    expect(known).toBe(3);
    expect(lines).toHaveLength(5);
  });

  it('of lines that are none of the logic’s nothing is claimed', () => {
    const { findings, known, timing } = diagnose('hello\nworld 12:00:00\n{broken json', logLines);
    expect(findings).toEqual([]);
    expect(known).toBe(0);
    expect(timing).toBeUndefined();
  });

  it.each([
    ['2025-11-27T12:00:01.500Z x', Date.UTC(2025, 10, 27, 12, 0, 1, 500)],
    ['2025-11-27 12:00:01,500 x', Date.UTC(2025, 10, 27, 12, 0, 1, 500)],
    ['2025-11-27T14:00:01+02:00 x', Date.UTC(2025, 10, 27, 12, 0, 1)],
    ['12:00:01.25 x', 43_201_250],
    ['[12:00:01] x', 43_201_000],
    ['+3.012 s x', 3_012],
    ['1764244800123 x', 1_764_244_800_123],
    ['🔐 [REDIS BATCH] Lock acquired for user - ID: 1764244803250_z4dfa3ak4', null],
    ['no time at all', null],
  ])('finds the time in %s', (line, clockMs) => {
    expect(diagnose(line, logLines).lines[0]?.clockMs).toBe(clockMs);
  });

  it('more than a megabyte is cut off, and said', () => {
    const { cut, lines } = diagnose('x\n'.repeat(600_000), logLines);
    expect(cut).toBe(true);
    expect(lines.length).toBe(500_000);
  });
});

group('the scenario that reproduces a situation', () => {
  it.each(scenariosNamed())('%s exists', (id) => {
    expect(scenarios.map((scenario) => scenario.id)).toContain(id);
  });

  it('is named by each of them', () => {
    expect(scenariosNamed().length).toBeGreaterThan(8);
  });
});

/** Out of the source itself: no log has to be found for each situation. */
function scenariosNamed(): readonly string[] {
  const folder = new URL('../../../src/sim/model/diagnose/', import.meta.url);
  const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const named = sources.flatMap((source) => [...source.matchAll(/\bscenario: '([^']*)'/g)].map(([, id]) => id ?? ''));
  return [...new Set(named)];
}

group('for whom batching was on', () => {
  it('is told by the flag’s answer, and by what was stored', () => {
    const log = [
      '12:00:00 🔍 Checking batching for user 11111111',
      '12:00:00 🔍 Batching enabled: false',
      '12:00:01 🔍 Checking batching for user 22222222',
      '12:00:01 🔍 Batching enabled: true',
      '12:00:02 ✅ [REDIS] Message batched with conversation ID: batch_33333333_conversation',
    ].join('\n');
    expect(diagnose(log, logLines).timing?.batched).toEqual(['22222222', '33333333']);
  });
});
