import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { goodRun, silentRun, typedAndAccepted, verdictOf } from './support.ts';

const BOTH = ['m_1', 'm_2'];

/** A user who types every 1.4 s, as long as told; all is accepted, nothing is answered yet. */
function typesFor(totalMs: number): { readonly run: TraceBuilder; readonly mids: readonly string[] } {
  const run = new TraceBuilder();
  const mids: string[] = [];
  for (let atMs = 0; atMs <= totalMs; atMs += 1_400) {
    const mid = `m_${mids.length + 1}`;
    mids.push(mid);
    run.typed(atMs, mid, `text ${mids.length}`);
    run
      .webhook(atMs, [mid])
      .push(atMs + 50, mid)
      .answer(atMs + 250);
  }
  return { run, mids };
}

describe('waits-bounded', () => {
  it('holds when the user stops typing before the bound', () => {
    expect(verdictOf(typesFor(28_000).run.build(), 'waits-bounded').verdict).toBe('holds');
  });

  it('is broken when the first message waits on while the user types', () => {
    const verdict = verdictOf(typesFor(60_000).run.build(), 'waits-bounded');
    expect(verdict.verdict).toBe('broken');
    expect(verdict.messages[0]).toBe('m_1');
  });

  it('holds when a reply comes while the user types', () => {
    const { run, mids } = typesFor(60_000);
    for (const at of [15_000, 35_000, 61_000]) {
      const answered = mids.filter((_, i) => i * 1_400 < at - 2_000);
      run
        .deliver(at - 2_000, `q${at}`)
        .read(at - 1_900, answered)
        .ask(at - 1_750, answered)
        .send(at, answered)
        .answer(at + 200);
    }
    expect(verdictOf(run.build(), 'waits-bounded').verdict).toBe('holds');
  });

  it('does not count a pause as typing', () => {
    expect(verdictOf(silentRun().build({ atMs: 100_000 }), 'waits-bounded').verdict).toBe('holds');
  });
});

describe('requeues-bounded', () => {
  const putOff = (times: number): TraceBuilder => {
    const run = typedAndAccepted();
    for (let i = 1; i <= times; i += 1)
      run
        .deliver(i * 3_000, `q${i}`)
        .read(i * 3_000 + 100, BOTH)
        .publish(i * 3_000 + 250, { id: `q${i + 1}` })
        .answer(i * 3_000 + 400);
    return run;
  };

  it('holds for ten re-queues', () => {
    expect(verdictOf(putOff(10).build(), 'requeues-bounded').verdict).toBe('holds');
  });

  it('is broken by the eleventh, and shows it first', () => {
    const trace = putOff(11).build();
    const verdict = verdictOf(trace, 'requeues-bounded');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: BOTH });
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ operation: 'publish', atMs: 33_300 });
  });

  it('begins anew when a batch is taken', () => {
    const run = putOff(8);
    run.deliver(27_000, 'q9').read(27_100, BOTH).ask(27_300, BOTH).answer(29_000);
    for (let i = 10; i <= 14; i += 1)
      run
        .deliver(i * 3_000, `q${i}`)
        .publish(i * 3_000 + 250, { id: `q${i + 1}` })
        .answer(i * 3_000 + 400);
    expect(verdictOf(run.build(), 'requeues-bounded').verdict).toBe('holds');
  });

  it('counts what one trigger led to, not what another put off beside it', () => {
    const run = typedAndAccepted();
    for (let i = 1; i <= 8; i += 1)
      for (const chain of ['q', 'r'])
        run
          .deliver(i * 3_000, `${chain}${i}`)
          .read(i * 3_000 + 100, BOTH)
          .publish(i * 3_000 + 250, { id: `${chain}${i + 1}` })
          .answer(i * 3_000 + 400);
    expect(verdictOf(run.build(), 'requeues-bounded')).toMatchObject({
      verdict: 'holds',
      sentence: 'A batch was put off 8 times at most.',
    });
  });

  it('counts what led to a trigger that came twice for whichever of the two goes on', () => {
    const run = putOff(6);
    // The seventh comes twice: what the first try puts off ends there, what the second does goes on.
    run.deliver(21_000, 'q7').read(21_100, BOTH).publish(21_250, { id: 'ends' }).answer(21_400);
    for (let i = 8; i <= 12; i += 1)
      run
        .deliver(i * 3_000, `q${i - 1}`)
        .read(i * 3_000 + 100, BOTH)
        .publish(i * 3_000 + 250, { id: `q${i}` })
        .answer(i * 3_000 + 400);
    expect(verdictOf(run.build(), 'requeues-bounded')).toMatchObject({ verdict: 'broken', messages: BOTH });
  });

  it('does not count re-queues that were dropped', () => {
    const run = typedAndAccepted();
    for (let i = 1; i <= 20; i += 1)
      run
        .deliver(i * 3_000, 'q1')
        .publish(i * 3_000 + 250, { id: 'q1', deduplicated: true })
        .answer(i * 3_000 + 400);
    expect(verdictOf(run.build(), 'requeues-bounded').verdict).toBe('holds');
  });
});

describe('cost-bounded', () => {
  it('holds for a run as it should go', () => {
    expect(verdictOf(goodRun().build(), 'cost-bounded').verdict).toBe('holds');
  });

  it('is broken by a pipeline that feeds itself', () => {
    const run = typedAndAccepted();
    for (let i = 1; i <= 40; i += 1)
      run
        .deliver(i * 3_000, `q${i}`)
        .publish(i * 3_000 + 250, { id: `q${i + 1}` })
        .answer(i * 3_000 + 400);
    const verdict = verdictOf(run.build(), 'cost-bounded');
    expect(verdict.verdict).toBe('broken');
    expect(verdict.sentence).toContain('20.5 QStash messages');
    expect(verdict.eventIds).toHaveLength(1);
  });
});

describe('burst-whole', () => {
  it('holds when the burst gets one reply', () => {
    expect(verdictOf(goodRun().build(), 'burst-whole').verdict).toBe('holds');
  });

  it('is broken when it gets none, two, or one to a part', () => {
    expect(verdictOf(silentRun().build(), 'burst-whole').verdict).toBe('broken');
    const two = typedAndAccepted();
    two.deliver(1_000, 'q1').read(1_100, ['m_1']).ask(1_300, ['m_1']).send(3_000, ['m_1']).answer(3_200);
    expect(verdictOf(two.build(), 'burst-whole').sentence).toContain('left messages out');
    two.deliver(5_000, 'q2').read(5_100, ['m_2']).ask(5_300, ['m_2']).send(7_000, ['m_2']).answer(7_200);
    expect(verdictOf(two.build(), 'burst-whole').sentence).toContain('2 replies');
  });

  it('cannot be judged where a bound ended the run before the reply', () => {
    expect(verdictOf(typedAndAccepted().build({ reason: 'bound' }), 'burst-whole').verdict).toBe('inconclusive');
  });
});

describe('matches-baseline', () => {
  it('holds when the same messages are answered together', () => {
    expect(verdictOf(goodRun().build(), 'matches-baseline').verdict).toBe('holds');
  });

  it('cannot be judged where the run was stopped before either side had answered', () => {
    expect(verdictOf(typedAndAccepted().build({ reason: 'stopped' }), 'matches-baseline').verdict).toBe('inconclusive');
    expect(verdictOf(goodRun().build({ reason: 'stopped' }), 'matches-baseline').verdict).toBe('holds');
  });

  it('is broken by a missing reply, and shows what the tab gave', () => {
    const trace = silentRun().build();
    const verdict = verdictOf(trace, 'matches-baseline');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: BOTH });
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ kind: 'reply', side: 'baseline' });
  });

  it('is broken by a reply that the tab would not have given', () => {
    const run = goodRun();
    run.deliver(9_000, 'q1').read(9_100, BOTH).ask(9_300, BOTH).send(11_000, BOTH, 'Yes').answer(11_200);
    expect(verdictOf(run.build(), 'matches-baseline').verdict).toBe('broken');
  });

  it('is broken when the tab’s own queue is gone', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').read(3_350, BOTH).ask(3_550, BOTH).send(5_150, BOTH).answer(5_400);
    const trace = run.build();
    expect(verdictOf(trace, 'matches-baseline').verdict).toBe('broken');
    expect(verdictOf(trace, 'answered', 'baseline').verdict).toBe('broken');
  });
});
