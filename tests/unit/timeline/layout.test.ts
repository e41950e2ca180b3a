import { describe, expect, test } from 'vitest';
import { interestingView, layoutOf, layoutWith } from '../../../src/ui/timeline/layout/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { everythingElse, requeueDeduplicated, webhook } from './stories.ts';
import { Story } from './story.ts';

/** Bars as text: lane, kind, from-to, words. */
function bars(trace: Trace, side = 'pipeline'): readonly string[] {
  const { lanes, bars: all } = layoutOf(trace);
  return all
    .filter(({ lane }) => lanes[lane]?.side === side)
    .map(({ lane, kind, fromMs, toMs, label, note, ending }) =>
      [lanes[lane]?.name, kind, `${fromMs}-${toMs}`, label, note?.text, ending === 'closed' ? '' : ending]
        .filter(Boolean)
        .join(' | '),
    );
}

describe('a trigger that is dropped', () => {
  const trace = requeueDeduplicated();
  test('stands on lanes in the order of a message’s way', () => {
    expect(layoutOf(trace).lanes.map(({ name }) => name)).toEqual([
      'phone',
      'Messenger',
      'webhook #1',
      'processor #1',
      'Redis',
      'QStash',
      'OpenAI',
      'Firestore',
      'phone',
      'tab',
    ]);
  });
  test('is drawn as work, a wait, a lock and the outline of what never ran', () => {
    expect(bars(trace)).toMatchInlineSnapshot(`
      [
        "webhook #1 | invocation | 50-250",
        "QStash | wait | 200-3200 | quiet wait 3.0 s",
        "webhook #1 | invocation | 1150-1350",
        "webhook #1 | invocation | 2250-2450",
        "processor #1 | invocation | 3250-3650 | waiting for more",
        "Redis | lock | 3300-3500 | lock 0.20 s",
        "QStash | never-ran | 3600-5600 | requeue 2.0 s | dropped: duplicate id",
      ]
    `);
  });
  test('shows the tab’s timer with its resets, and its model call', () => {
    expect(bars(trace, 'baseline')).toMatchInlineSnapshot(`
      [
        "tab | wait | 0-1100 | quiet wait, reset",
        "tab | wait | 1100-2200 | quiet wait, reset",
        "tab | wait | 2200-4200 | quiet wait 2.0 s",
        "tab | model | 4250-5750 | model call 1.5 s",
      ]
    `);
  });
  test('ends in a cross only where nothing else will do the work', () => {
    const { marks } = layoutOf(trace);
    expect(marks.filter(({ kind }) => kind === 'joined').map(({ atMs }) => atMs)).toEqual([1_300, 2_400]);
    expect(marks.filter(({ kind }) => kind === 'cross').map(({ atMs }) => atMs)).toEqual([3_600]);
  });
  test('leaves silence from the last thing that was done for the messages', () => {
    const [pipeline, baseline] = layoutOf(trace).sections;
    expect(pipeline?.silences.map(({ fromMs, label }) => `${fromMs} ${label}`)).toEqual(['3650 3 unanswered']);
    expect(pipeline?.summary).toEqual({ messages: 3, answered: 0, events: expect.any(Number), modelCalls: 0 });
    expect(baseline?.silences).toEqual([]);
    expect(baseline?.summary.answered).toBe(3);
  });
  test('is shown whole at first, with room for the silence', () => {
    const view = interestingView(trace);
    expect(view.fromMs).toBeLessThan(0);
    expect(view.toMs).toBeGreaterThan(5_800);
  });
});

describe('everything else that can happen', () => {
  const trace = everythingElse();
  test('has words beside its bars', () => {
    expect(bars(trace)).toMatchInlineSnapshot(`
      [
        "webhook #2 | invocation | 450-700 | answers 500",
        "webhook #1 | invocation | 900-1300",
        "processor #1 | invocation | 2050-5600 | processed",
        "Redis | lock | 2150-4150 | lock 2.0 s",
        "OpenAI | model | 2250-5250 | model call 3.0 s",
        "Redis | lock-lapsed | 4150-5600 | expired 1.4 s too early",
        "processor #2 | invocation | 4500-6200 | crash | torn",
        "Redis | lock | 4650-6500 | lock | still held | open",
        "OpenAI | model | 4850-5050 | answers 429",
      ]
    `);
  });
  test('has an arrow of its own kind for each trouble on the way', () => {
    const { arrows, lanes } = layoutOf(trace);
    const odd = arrows.filter(({ kind, failed }) => failed || (kind !== 'call' && kind !== 'answer'));
    expect(
      odd.map(
        ({ kind, fromLane, toLane, fromMs, toMs }) =>
          `${kind} ${lanes[fromLane]?.name} > ${lanes[toLane]?.name} ${fromMs}-${toMs}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "late Messenger > webhook #1 0-900",
        "answer webhook #2 > Messenger 700-750",
        "lost webhook #1 > Redis 1000-1050",
        "copy QStash > processor #2 4450-4500",
        "answer OpenAI > processor #2 5050-5100",
        "reply processor #1 > Messenger 5400-5450",
        "reply tab > phone 4000-4000",
      ]
    `);
  });
  test('has marks for copies, lateness and what was overtaken', () => {
    const { marks, lanes } = layoutOf(trace);
    const odd = marks.filter(({ kind }) => !['message', 'reply', 'dot', 'tick'].includes(kind));
    expect(odd.map(({ kind, lane, atMs, label }) => `${kind} ${lanes[lane]?.name} ${atMs} ${label}`))
      .toMatchInlineSnapshot(`
        [
          "late webhook #1 900 +0.85 s",
          "overtaken webhook #1 900 overtaken",
          "cross webhook #1 1027.5 no connection",
          "fault QStash 2000 ",
          "twice processor #2 4500 ×2",
          "dead-letter QStash 6500 dead letter",
        ]
      `);
  });
  test('shows a clock that is off beside its lane', () => {
    expect(
      layoutOf(trace)
        .lanes.filter(({ clockOffsetMs }) => clockOffsetMs !== 0)
        .map(({ name, clockOffsetMs }) => [name, clockOffsetMs]),
    ).toEqual([['processor #1', -2_000]]);
  });
});

describe('silence', () => {
  test('lasts until a retry of the same request has come to nothing, though nothing in between leads to it', () => {
    const story = new Story();
    webhook(story, 'webhook-1', 'm_a', 0, 'kept');
    story.add({
      kind: 'service',
      node: 'qstash',
      atMs: 16_400,
      operation: 'acknowledged',
      facts: { messageId: 'msg_1' },
    });
    story.add({
      kind: 'service',
      node: 'qstash',
      atMs: 90_000,
      operation: 'acknowledged',
      facts: { messageId: 'msg_2' },
    });
    const [pipeline] = layoutOf(story.end()).sections;
    expect(pipeline?.silences.map(({ fromMs }) => fromMs)).toEqual([16_400]);
  });

  test('is also where the reply went to somebody else', () => {
    const story = new Story();
    webhook(story, 'webhook-1', 'm_a', 0, 'none');
    story.add({
      kind: 'reply',
      node: 'phone-1',
      atMs: 2_000,
      text: 'hello',
      messages: ['m_a'],
      users: ['somebody else'],
    });
    const [pipeline] = layoutOf(story.end()).sections;
    expect(pipeline?.summary).toMatchObject({ messages: 1, answered: 0 });
    expect(pipeline?.silences).toHaveLength(1);
  });

  test('begins where the verdicts say that a message was lost, whatever was about another one after that', () => {
    const trace = requeueDeduplicated();
    const first = trace.events.find(({ atMs }) => atMs === 3_600)?.id ?? -1;
    const lost = { pipeline: new Map([['m_a', first]]), baseline: new Map<string, number | null>() };
    const [before] = layoutOf(trace).sections;
    const [pipeline] = layoutWith(trace, lost).sections;
    expect(before?.silences[0]?.fromMs).toBeGreaterThan(3_600);
    expect(pipeline?.silences).toMatchObject([{ fromMs: 3_600, eventId: first, label: '3 unanswered' }]);
  });

  test('is told of a run that goes on for what is lost already, and for nothing else', () => {
    const trace: Trace = { ...requeueDeduplicated(), end: { reason: 'stopped', atMs: 6_000 } };
    const nothing = { pipeline: new Map<string, number | null>(), baseline: new Map<string, number | null>() };
    const silent = (pipeline: ReadonlyMap<string, number | null>) =>
      layoutWith(trace, { ...nothing, pipeline }).sections.flatMap(({ silences }) =>
        silences.map(({ label }) => label),
      );
    expect(silent(nothing.pipeline)).toEqual([]);
    expect(silent(new Map([['m_b', null]]))).toEqual(['message 2 unanswered']);
  });
});
