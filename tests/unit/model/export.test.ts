/** What leaves for other tools can be read by them: the shapes that their formats ask for, and tests that run. */
import { compileFunction } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { checks, judge } from '../../../src/sim/checks/index.ts';
import { run } from '../../../src/sim/index.ts';
import { EXPORTS, type ExportedRun } from '../../../src/sim/model/export/index.ts';
import { hashTrace } from '../../../src/sim/model/trace-file/hash.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { optionsFor, play } from '../../support/app.ts';
import { silentRun } from '../checks/support.ts';

function exportedRun(trace: Trace): ExportedRun {
  const verdicts = judge(trace).map((verdict) => ({
    ...verdict,
    title: checks.find(({ id }) => id === verdict.check)?.title ?? '',
    word: verdict.verdict,
  }));
  const command = 'npm run --silent batchsim -- run x';
  const link = 'http://localhost/#scenario=x';
  return { trace, verdicts, hash: hashTrace(trace), title: 'A run; with #1', command, link };
}

function make(id: string, trace: Trace): string {
  const found = EXPORTS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no export ${id}`);
  return found.make(exportedRun(trace));
}

interface ChromeRow {
  readonly ph: string;
  readonly name: string;
  readonly cat?: string;
  readonly id?: number;
  readonly pid: number;
  readonly tid?: number;
  readonly ts?: number;
  readonly dur?: number;
}

describe('the Chrome trace', () => {
  const rowsOf = async (id: string): Promise<readonly ChromeRow[]> =>
    (JSON.parse(make('perfetto', await play(id))) as { readonly traceEvents: readonly ChromeRow[] }).traceEvents;

  it('names a process for each side and a thread for each node that something is on', async () => {
    const rows = await rowsOf('rapid-burst');
    expect(rows.filter(({ name }) => name === 'process_name')).toHaveLength(2);
    const named = new Set(rows.filter(({ name }) => name === 'thread_name').map(({ pid, tid }) => `${pid}/${tid}`));
    for (const { ph, pid, tid } of rows) if (ph !== 'M') expect(named).toContain(`${pid}/${tid}`);
  });

  it('ends every arrow and every call that it begins', async () => {
    const rows = await rowsOf('lock-expires-early');
    const keys = (ph: string): readonly string[] =>
      rows
        .filter((row) => row.ph === ph)
        .map(({ cat, id }) => `${cat} ${id}`)
        .toSorted();
    expect(keys('s')).toEqual(keys('f'));
    expect(keys('b')).toEqual(keys('e'));
    expect(keys('s').length).toBeGreaterThan(10);
  });

  it('has no slice without a length', async () => {
    const slices = (await rowsOf('rapid-burst')).filter(({ ph }) => ph === 'X');
    expect(slices.length).toBeGreaterThan(0);
    expect(slices.filter(({ dur = 0 }) => dur <= 0)).toEqual([]);
  });
});

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code: number };
}

describe('the OpenTelemetry spans', () => {
  const spansOf = (trace: Trace): readonly Span[] => {
    const { resourceSpans } = JSON.parse(make('opentelemetry', trace)) as {
      readonly resourceSpans: readonly { readonly scopeSpans: readonly { readonly spans: readonly Span[] }[] }[];
    };
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  };

  it('have ids of the right length, parents that exist, and an end that is not before the start', async () => {
    const spans = spansOf(await play('rapid-burst'));
    const ids = new Set(spans.map(({ spanId }) => spanId));
    expect(ids.size).toBe(spans.length);
    for (const { traceId, spanId, parentSpanId, startTimeUnixNano, endTimeUnixNano } of spans) {
      expect(traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(spanId).toMatch(/^[0-9a-f]{16}$/);
      if (parentSpanId !== undefined) expect(ids).toContain(parentSpanId);
      expect(BigInt(endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(startTimeUnixNano));
    }
  });

  it('say which failed', () => {
    expect(new Set(spansOf(silentRun().build()).map(({ status }) => status.code))).toContain(1);
  });
});

it('the sequence diagram says what was dropped, in lines that Mermaid reads', () => {
  expect(make('mermaid', silentRun().build()).split('\n').slice(1, 12)).toEqual([
    'sequenceDiagram',
    '  participant redis as Redis',
    '  participant qstash as QStash',
    '  participant messenger as Messenger',
    '  participant phone_1 as Phone',
    '  participant webhook_1 as webhook #35;1',
    '  participant webhook_2 as webhook #35;2',
    '  participant processor_3 as processor #35;3',
    '  Note over phone_1: +0.000 s “hello”',
    '  messenger->>webhook_1: +0.050 s webhook',
    '  webhook_1->>redis: +0.100 s RPUSH',
  ]);
  expect(make('mermaid', silentRun().build())).toContain('-xqstash: +3.600 s publish DROPPED as a duplicate');
});

it('the Vitest test passes when it is run', async () => {
  const text = make('vitest', await play('requeue-deduplicated'));
  const body = text.replaceAll(/^import .*$/gm, '').replace(': RunInputs', '');
  const tests: (() => Promise<void>)[] = [];
  const names: string[] = [];
  const collect = (name: string, test: () => Promise<void>): void => {
    names.push(name);
    tests.push(test);
  };
  const evaluate = compileFunction(body, ['expect', 'it', 'judge', 'run', 'optionsFor']);
  Reflect.apply(evaluate, undefined, [expect, collect, judge, run, optionsFor]);
  expect(names).toEqual([expect.stringContaining('breaks messages-kept, answered, custody')]);
  await tests[0]?.();
});

it('the Playwright test expects of each check what this run showed', () => {
  const text = make('playwright', silentRun().build());
  expect(text).toContain('const LINK = "http://localhost/#scenario=x";');
  expect(text).toContain('"Everybody is answered": "broken",');
});

it('the bug report says how to see it again, what came back, and what broke where', () => {
  const text = make('report', silentRun().build());
  expect(text).toContain('npm run --silent batchsim -- run x');
  expect(text).toContain('- (no reply)');
  expect(text).toMatch(/- `answered`: .* First proof: event \d+ at \+\d/);
});
