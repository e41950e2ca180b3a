import { describe, expect, test } from 'vitest';
import type { ReplyEvent, Side, Trace, TraceEvent } from '../../../src/sim/model/trace.ts';
import { badgesOf } from '../../../src/ui/timeline/place/badges.ts';
import { partingsOf } from '../../../src/ui/timeline/layout/partings.ts';
import { placeInRow } from '../../../src/ui/timeline/place/row.ts';
import { requeueDeduplicated } from './stories.ts';

interface Given {
  readonly atMs: number;
  readonly of: readonly number[];
}

/** Three messages on both sides, and the replies that each side gives to them, by their numbers. */
function answered(production: readonly Given[], tab: readonly Given[]): Trace {
  const base = requeueDeduplicated();
  const told = base.events.filter(({ kind }) => kind === 'message');
  const [first] = told;
  if (first?.kind !== 'message') throw new Error('the drawn trace has messages');
  const mids = told.flatMap((event) => (event.kind === 'message' && event.side === 'pipeline' ? [event.mid] : []));
  const reply = (side: Side, { atMs, of }: Given): Omit<ReplyEvent, 'id'> => ({
    kind: 'reply',
    atMs,
    side,
    text: '',
    node: 'phone',
    clockMs: 0,
    causes: [],
    users: first.users,
    messages: of.flatMap((number) => mids[number - 1] ?? []),
  });
  const replies = [
    ...production.map((given) => reply('pipeline', given)),
    ...tab.map((given) => reply('baseline', given)),
  ];
  const events: readonly TraceEvent[] = [...told, ...replies].map((event, id) => ({ ...event, id }));
  return { ...base, events };
}

const words = (trace: Trace): readonly string[] =>
  partingsOf(trace).map(({ kind, atMs, text }) => `${atMs} ${kind}: ${text}`);

describe('where the timelines part', () => {
  test('is nowhere as long as both give the same replies at about the same time', () => {
    expect(words(answered([{ atMs: 5_000, of: [1, 2, 3] }], [{ atMs: 5_200, of: [3, 2, 1] }]))).toEqual([]);
  });

  test('is where the tab has replied and production never does', () => {
    expect(words(requeueDeduplicated())).toEqual(['5800 missing: only the tab answers 1, 2, 3']);
  });

  test('is no failure as long as the run goes on: production may still reply', () => {
    const { end, ...drawn } = requeueDeduplicated();
    const [going] = partingsOf({ ...drawn, end: { ...end, reason: 'stopped' } });
    expect(going).toMatchObject({ text: 'so far only the tab: 1, 2, 3', tone: 'quiet' });
    expect(partingsOf(requeueDeduplicated())[0]).toMatchObject({ tone: 'failure' });
  });

  test('is where the same reply comes later, or sooner', () => {
    expect(words(answered([{ atMs: 9_000, of: [1, 2, 3] }], [{ atMs: 5_000, of: [1, 2, 3] }]))).toEqual([
      '9000 later: 4.0 s later than the tab',
    ]);
    expect(words(answered([{ atMs: 3_000, of: [1, 2, 3] }], [{ atMs: 5_000, of: [1, 2, 3] }]))).toEqual([
      '3000 sooner: 2.0 s sooner than the tab',
    ]);
  });

  test('is where other messages are answered together, a second time, or by nothing', () => {
    const production = [
      { atMs: 2_000, of: [2] },
      { atMs: 5_000, of: [1, 3] },
      { atMs: 7_000, of: [1, 3] },
      { atMs: 8_000, of: [] },
    ];
    expect(words(answered(production, [{ atMs: 5_800, of: [1, 2, 3] }]))).toEqual([
      '2000 apart: production answers 2, the tab 1, 2, 3',
      '5000 apart: production answers 1, 3, the tab 1, 2, 3',
      '7000 again: production answers 1, 3 again',
      '8000 extra: only production replies',
    ]);
  });

  test('is where a closed tab answers nobody', () => {
    expect(words(answered([{ atMs: 5_000, of: [1, 2, 3] }], []))).toEqual([
      '5000 extra: only production answers 1, 2, 3',
    ]);
  });
});

describe('marks in one row', () => {
  const at = (x: number, first = false) => ({ item: x, x, width: 60, first });

  test('have their words right of them, or left where the next one is, or none', () => {
    const placed = placeInRow([at(100), at(140), at(150)], 400);
    expect(placed.map(({ item, side }) => [item, side])).toEqual([
      [100, 'left'],
      [140, null],
      [150, 'right'],
    ]);
  });

  test('give words to a failure before all others, and never beyond the edge', () => {
    const placed = placeInRow([at(40), at(100, true), at(390)], 400);
    expect(placed.map(({ item, side }) => [item, side])).toEqual([
      [40, null],
      [100, 'right'],
      [390, 'left'],
    ]);
  });
});

describe('the badges on the axis', () => {
  const scale = { fromMs: 0, toMs: 10_000, width: 1_000 };
  const drawn = (playheadMs: number, selectedMs: number | null) =>
    badgesOf(scale, playheadMs, selectedMs).map(({ kind, x }) => [kind, Math.round(x)]);

  test('stand at their moments where they have room', () => {
    expect(drawn(8_000, 3_000)).toEqual([
      ['selected', 300],
      ['playhead', 800],
    ]);
  });

  test.each([
    [5_000, 4_900],
    [5_000, 5_100],
    [100, 50],
    [9_950, 9_990],
  ])('do not cover each other (playhead %i, selection %i)', (playheadMs, selectedMs) => {
    const [selected, playhead] = badgesOf(scale, playheadMs, selectedMs);
    if (selected === undefined || playhead === undefined) throw new Error('both are in sight');
    expect(Math.abs(selected.x - playhead.x)).toBeGreaterThanOrEqual(selected.half + playhead.half);
    expect(selected.x - selected.half).toBeGreaterThanOrEqual(0);
    expect(selected.x + selected.half).toBeLessThanOrEqual(scale.width);
  });

  test('are one at one moment, and none out of sight', () => {
    expect(drawn(5_000, 5_000)).toEqual([['playhead', 500]]);
    expect(drawn(20_000, null)).toEqual([]);
  });
});
