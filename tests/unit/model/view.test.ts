import { describe, expect, it } from 'vitest';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { goodRun, silentRun, typedAndAccepted } from '../checks/support.ts';

const BOTH = ['m_1', 'm_2'];

describe('the index of a run', () => {
  it('tells accepted, seen, answered and kept apart', () => {
    const view = viewRun(silentRun().build());
    expect(view.byMid.get('m_1')).toMatchObject({ acceptedAtMs: 300, answeredBy: [], keptAtMs: null, kept: false });
    expect(view.byMid.get('m_1')?.seenBy).toHaveLength(1);
    const good = viewRun(goodRun().build()).byMid.get('m_2');
    expect(good).toMatchObject({ acceptedAtMs: 550, answeredAtMs: 5_200, keptAtMs: 5_300, kept: true });
  });

  it('counts a webhook as accepted only when Messenger has its 200', () => {
    const run = new TraceBuilder().typed(0, 'm_1', 'hello');
    run.webhook(0, ['m_1']).answer(100, 500);
    run.webhook(60_000, ['m_1']).answer(60_100);
    expect(viewRun(run.build()).byMid.get('m_1')?.acceptedAtMs).toBe(60_150);
  });

  it('knows batches by what was read and asked, and who sent a reply', () => {
    const trace = goodRun().build();
    const view = viewRun(trace);
    expect(view.batches).toMatchObject([{ read: BOTH, asked: BOTH }]);
    const [reply] = view.replies.filter(({ side }) => side === 'pipeline');
    expect(reply?.invocation).toBe(view.batches[0]?.invocation);
    expect(view.batches[0]?.replies).toEqual([reply?.eventId]);
  });

  it('follows a QStash message from its publish to its acknowledgement', () => {
    const view = viewRun(goodRun().build());
    expect(view.queue).toMatchObject([
      { messageId: 'q1', publishedAtMs: 200, end: { kind: 'acknowledged', atMs: 5_600 } },
    ]);
    expect(view.queue[0]?.duplicates).toHaveLength(1);
    expect(view.queue[0]?.deliveries).toHaveLength(1);
  });

  it('ends an invocation by its answer or by the death of its node', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').read(3_350, BOTH).crash(4_000);
    const ends = viewRun(run.build()).invocations.map(({ route, end }) => [route, end.kind]);
    expect(ends).toEqual([
      ['webhook', 'answered'],
      ['webhook', 'answered'],
      ['processor', 'crash'],
    ]);
  });

  it('begins a new burst after a pause of 2 s', () => {
    const run = new TraceBuilder().typed(0, 'm_1', 'a').typed(1_999, 'm_2', 'b').typed(3_999, 'm_3', 'c');
    expect(viewRun(run.build()).bursts.map(({ messages }) => messages)).toEqual([['m_1', 'm_2'], ['m_3']]);
  });
});

describe('locks', () => {
  it('end by release, by expiry, or by the hand of another', () => {
    const released = viewRun(goodRun().build()).locks;
    expect(released).toMatchObject([{ fromMs: 3_300, toMs: 5_500, end: 'released' }]);

    const run = typedAndAccepted();
    const first = run.deliver(3_200, 'q1').lock(3_250);
    run.deliver(35_000, 'q1').lock(35_050).answer(60_000);
    first.unlock(44_000).answer(44_200);
    expect(viewRun(run.build()).locks).toMatchObject([
      { fromMs: 3_300, toMs: 33_300, end: 'expired', ended: null },
      { fromMs: 35_100, toMs: 44_050, end: 'released by another' },
    ]);
  });

  it('are not taken by who was refused', () => {
    const run = goodRun();
    run.deliver(3_300, 'q1').lock(3_400, false).answer(3_600);
    expect(viewRun(run.build()).locks).toHaveLength(1);
  });
});

describe('the history', () => {
  it('does not keep what was written over', () => {
    const run = goodRun();
    run
      .deliver(9_000, 'q2')
      .saveEntries(9_100, [{ role: 'user', content: 'something else' }], [])
      .answer(9_300);
    expect(viewRun(run.build()).byMid.get('m_1')).toMatchObject({ keptAtMs: 5_300, kept: false });
  });

  it('does not take the model’s quotation for the message', () => {
    const run = typedAndAccepted();
    run
      .deliver(3_200, 'q1')
      .saveEntries(3_300, [{ role: 'assistant', content: 'You wrote: hello. any hats?' }], BOTH)
      .answer(3_500);
    expect(viewRun(run.build()).byMid.get('m_1')?.kept).toBe(false);
  });
});

describe('the single tab', () => {
  it('accepts what is typed at once and keeps what it answers', () => {
    const view = viewRun(silentRun().build(), 'baseline');
    expect(view.byMid.get('m_2')).toMatchObject({ acceptedAtMs: 250, answeredAtMs: 3_900, kept: true });
    expect(view.invocations).toEqual([]);
  });
});
