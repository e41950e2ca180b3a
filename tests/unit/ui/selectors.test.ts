import { describe, expect, it } from 'vitest';
import { chainOf } from '../../../src/ui/store/causes.ts';
import { markOf } from '../../../src/ui/worker/marks.ts';
import { clocksAt } from '../../../src/ui/store/moment/nodes.ts';
import { firstFailure } from '../../../src/ui/store/opening.ts';
import { baselineCounterpart, chatAt, lateIn, stateReaderOf } from '../../../src/ui/store/selectors.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import type { RunResult } from '../../../src/ui/worker/protocol.ts';
import { DROPPED_ID, drawnResult, drawnTrace, USER } from './drawn-trace.ts';

describe('a phone at a moment', () => {
  it('shows what was said so far, and counts what is answered', () => {
    const before = chatAt(drawnTrace, 'baseline', USER, 2500);
    expect({ sent: before.sent, answered: before.answered, waiting: before.waiting.length }).toEqual({
      sent: 3,
      answered: 0,
      waiting: 3,
    });
    const after = chatAt(drawnTrace, 'baseline', USER, 5800);
    expect(after.lines.map(({ kind }) => kind)).toEqual(['message', 'message', 'message', 'reply']);
    expect(after.answered).toBe(3);
  });

  it('knows which messages nobody will ever answer', () => {
    expect(chatAt(drawnTrace, 'pipeline', USER, 1500).neverAnswered.map(({ mid }) => mid)).toEqual(['m_1', 'm_2']);
  });
});

describe('a late answer', () => {
  const answered = (reply: { readonly atMs: number; readonly user: string }): RunResult => {
    const [message] = drawnTrace.events;
    if (message?.kind !== 'message') throw new Error('the drawn trace begins with a message');
    const { atMs, user } = reply;
    const told = { ...message, kind: 'reply', id: 1, atMs, users: [user], text: '', messages: [message.mid] } as const;
    const verdict = drawnResult.verdicts.pipeline[0];
    if (verdict === undefined) throw new Error('the drawn result has verdicts');
    return {
      ...drawnResult,
      trace: { ...drawnTrace, events: [message, told] },
      verdicts: { pipeline: [{ ...verdict, messages: [message.mid] }], baseline: [] },
    };
  };

  it('is one that came, to whoever asked, and that the check of answers names all the same', () => {
    expect([...lateIn(answered({ atMs: 60_000, user: USER })).pipeline]).toEqual(['m_1']);
    expect([...lateIn(answered({ atMs: 60_000, user: 'somebody else' })).pipeline]).toEqual([]);
    expect(lateIn(drawnResult).baseline.size).toBe(0);
  });
});

describe('the first failure', () => {
  it('is what the story tells first, not the message whose reply is missed', () => {
    expect(firstFailure(drawnResult)).toBe(DROPPED_ID);
  });

  it('is the first event that proves one, where no story is told yet', () => {
    const [answered] = drawnResult.verdicts.pipeline;
    expect(firstFailure({ ...drawnResult, wrong: null })).toBe(answered?.eventIds[0]);
  });

  it('is nothing where nothing is broken', () => {
    expect(firstFailure({ ...drawnResult, wrong: null, verdicts: { pipeline: [], baseline: [] } })).toBeNull();
  });
});

describe('what is worked out of a trace', () => {
  it('is what Redis held, whichever way the playhead goes', () => {
    const list = (atMs: number): unknown =>
      stateReaderOf(drawnTrace).atMs(atMs).get('redis')?.get(`msgs:${USER}`)?.value;
    expect(list(100)).toEqual(['გამარჯობა']);
    expect(list(5000)).toHaveLength(3);
    expect(list(1300)).toEqual(['გამარჯობა', 'რა ქუდები გაქვთ?']);
  });

  it('sees a clock that is off', () => {
    const processor = clocksAt(drawnTrace, drawnTrace.events.length, 5_000).find(
      ({ node }) => node.id === 'processor-1',
    );
    expect(processor?.skewMs).toBe(-2000);
  });

  it('finds the reply that the single tab gave to the same messages', () => {
    const dropped = drawnTrace.events[DROPPED_ID];
    expect(dropped && baselineCounterpart(drawnTrace, dropped)?.kind).toBe('reply');
  });

  it.each([
    [['holds', 'broken', 'inconclusive'], 'broken'],
    [['holds', 'inconclusive'], 'holds'],
    [['inconclusive'], 'inconclusive'],
    [[], 'inconclusive'],
  ] as const)('marks %j as %s', (verdicts, mark) => {
    expect(markOf(verdicts.map((verdict) => ({ verdict })))).toBe(mark);
  });
});

describe('the chain of causes', () => {
  it('goes back to the message and on to what came of it, without what only carries', () => {
    const [a, b, c, d] = drawnTrace.events;
    if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('drawn too short');
    const trace: Trace = {
      ...drawnTrace,
      events: [
        { ...a, id: 0, causes: [] },
        { ...common(b), id: 1, causes: [0], kind: 'timer-set', timer: 1, delayMs: 5 },
        { ...common(c), id: 2, causes: [1], kind: 'timer-fired', timer: 1, delayMs: 5 },
        { ...common(d), id: 3, causes: [2], kind: 'log', level: 'log', text: 'done' },
      ],
    };
    expect(chainOf(trace, 2).map(({ event, part }) => `${event.id} ${part}`)).toEqual([
      '0 before',
      '2 selected',
      '3 after',
    ]);
  });
});

function common(event: Trace['events'][number]) {
  const { atMs, node, clockMs, side, messages, users } = event;
  return { atMs, node, clockMs, side, messages, users };
}
