import { describe, expect, it } from 'vitest';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { play } from '../../support/app.ts';
import { goodRun, silentRun, typedAndAccepted, verdictOf } from './support.ts';

const CUT = { reason: 'bound', atMs: 10_000 } as const;

describe('messages-kept', () => {
  it('holds when every accepted message was read and stands in the history', () => {
    const verdict = verdictOf(goodRun().build(), 'messages-kept');
    expect(verdict.verdict).toBe('holds');
    expect(verdict.sentence).toBe('All 2 accepted messages were read and stand in the history.');
  });

  it.each(['messages-kept', 'history-complete'] as const)(
    'asks for a history, and %s tells where it is another user’s: whose it must be is for no-strangers',
    async (check) => {
      const trace = await play('shared-instance-state', 'several-requests-at-once');
      expect(verdictOf(trace, 'no-strangers').verdict).toBe('broken');
      const { verdict, sentence } = verdictOf(trace, check);
      expect(verdict).toBe('holds');
      expect(sentence).toMatch(/stand in a history, 1 of them only in another user’s\.$/);
    },
  );

  it('is broken by a message that is deleted unread, and shows the deletion first', () => {
    const run = goodRun();
    run.typed(4_000, 'm_3', 'and a photo?');
    run.webhook(4_000, ['m_3']).push(4_050, 'm_3').publish(4_150, { id: 'q1', deduplicated: true }).answer(4_250);
    const trace = run.build();
    const verdict = verdictOf(trace, 'messages-kept');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: ['m_3'] });
    expect(verdict.sentence).toContain('1 deleted unread');
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ kind: 'arrival', node: 'redis', operation: 'DEL' });
  });

  it('is broken by a message that was answered and not saved', () => {
    const run = typedAndAccepted();
    run
      .deliver(3_200, 'q1')
      .read(3_350, ['m_1', 'm_2'])
      .ask(3_550, ['m_1', 'm_2'])
      .send(5_150, ['m_1', 'm_2'])
      .answer(5_300);
    expect(verdictOf(run.build(), 'messages-kept')).toMatchObject({ verdict: 'broken', messages: ['m_1', 'm_2'] });
  });

  it('counts equal texts by how many there are', () => {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'yes').typed(250, 'm_2', 'yes');
    run.webhook(0, ['m_1']).push(50, 'm_1').publish(150, { id: 'q1' }).answer(250);
    run.webhook(250, ['m_2']).push(300, 'm_2').publish(400, { id: 'q1', deduplicated: true }).answer(500);
    run
      .deliver(3_200, 'q1')
      .read(3_350, ['m_1', 'm_2'])
      .ask(3_550, ['m_1', 'm_2'])
      .send(5_150, ['m_1', 'm_2'], 'Good')
      .save(5_250, ['yes', 'Good'], ['m_1', 'm_2'])
      .answer(5_500);
    expect(verdictOf(run.build(), 'messages-kept')).toMatchObject({ verdict: 'broken', messages: ['m_2'] });
  });

  it('cannot be judged where a bound ended the run first', () => {
    expect(verdictOf(typedAndAccepted().build(CUT), 'messages-kept').verdict).toBe('inconclusive');
  });

  it('cannot be judged where no message was accepted', () => {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'hello');
    run.webhook(0, ['m_1']).answer(100, 500);
    expect(verdictOf(run.build(), 'messages-kept').verdict).toBe('inconclusive');
  });
});

describe('answered', () => {
  it('holds when the reply comes within the deadline', () => {
    expect(verdictOf(goodRun().build(), 'answered').verdict).toBe('holds');
  });

  it('is broken by silence', () => {
    expect(verdictOf(silentRun().build(), 'answered')).toMatchObject({ verdict: 'broken', messages: ['m_1', 'm_2'] });
  });

  const lateBy = (
    inputs: ConstructorParameters<typeof TraceBuilder>[0],
    atMs: number,
    strike = (run: TraceBuilder) => run,
  ) => {
    const run = typedAndAccepted(strike(new TraceBuilder(inputs)));
    run
      .deliver(atMs - 3_000, 'q1')
      .read(atMs - 2_800, ['m_1', 'm_2'])
      .ask(atMs - 2_600, ['m_1', 'm_2'])
      .send(atMs, ['m_1', 'm_2'])
      .answer(atMs + 200);
    return verdictOf(run.build(), 'answered').verdict;
  };

  it('is broken by a reply after 15 s when nothing is slow and nothing fails', () => {
    expect(lateBy({}, 14_000)).toBe('holds');
    expect(lateBy({}, 16_000)).toBe('broken');
  });

  it('waits for the longest path of retries where a fault took effect, not where it never did', () => {
    const faults = [{ fault: 'openai-latency' }];
    expect(lateBy({ faults }, 60_000, (run) => run.struck(0, 'openai', 'openai.latencyMs is 55000'))).toBe('holds');
    expect(lateBy({ faults }, 60_000)).toBe('broken');
  });

  it('does not let a message that came after the deadline prolong it', () => {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'hello').typed(80_000, 'm_2', 'anybody there?');
    run.webhook(0, ['m_1']).push(50, 'm_1').answer(250);
    run.webhook(80_000, ['m_2']).push(80_050, 'm_2').publish(80_150, { id: 'q1' }).answer(80_250);
    run
      .deliver(83_200, 'q1')
      .read(83_350, ['m_1', 'm_2'])
      .ask(83_550, ['m_1', 'm_2'])
      .send(85_150, ['m_1', 'm_2'])
      .answer(85_500);
    expect(verdictOf(run.build(), 'answered')).toMatchObject({ verdict: 'broken', messages: ['m_1'] });
  });

  it('cannot be judged where a bound ended the run before the deadline', () => {
    expect(verdictOf(typedAndAccepted().build(CUT), 'answered').verdict).toBe('inconclusive');
    expect(verdictOf(typedAndAccepted().build({ ...CUT, atMs: 60_000 }), 'answered').verdict).toBe('broken');
  });
});

describe('no-silent-drop', () => {
  it('holds when a later read makes up for a publish that was dropped', () => {
    expect(verdictOf(goodRun().build(), 'no-silent-drop').verdict).toBe('holds');
  });

  it('is broken by a re-queue that is dropped with nothing after it', () => {
    const trace = silentRun().build();
    const verdict = verdictOf(trace, 'no-silent-drop');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: ['m_1', 'm_2'] });
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({
      node: 'qstash',
      atMs: 3_600,
      facts: { deduplicated: true },
    });
  });

  it('is broken by a trigger that met the lock of a processor that had died', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').lock(3_250).read(3_350, ['m_1', 'm_2']).crash(4_000, 'nothing');
    run.deliver(16_000, 'q1').lock(16_050, false).answer(16_200);
    expect(verdictOf(run.build(), 'no-silent-drop')).toMatchObject({ verdict: 'broken', messages: ['m_1', 'm_2'] });
  });

  it('holds when the trigger met the lock of a processor that answered', () => {
    const run = goodRun();
    run.deliver(3_300, 'q1').lock(3_350, false).answer(3_500);
    expect(verdictOf(run.build(), 'no-silent-drop').verdict).toBe('holds');
  });
});

describe('history-complete', () => {
  it('holds when the history has every message and every reply', () => {
    expect(verdictOf(goodRun().build(), 'history-complete').verdict).toBe('holds');
  });

  it('is broken by a save that overwrites another', () => {
    const run = goodRun();
    run
      .deliver(35_000, 'q1')
      .read(35_150, ['m_1', 'm_2'])
      .ask(35_350, ['m_1', 'm_2'])
      .send(37_000, ['m_1', 'm_2'], 'Other words')
      .save(37_100, ['hello. any hats?', 'Other words'], ['m_1', 'm_2'])
      .answer(37_300);
    const trace = run.build();
    const verdict = verdictOf(trace, 'history-complete');
    expect(verdict.verdict).toBe('broken');
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ kind: 'reply', text: 'Yes' });
  });

  it('does not miss what was cut off at the front to keep the history short', () => {
    const run = new TraceBuilder();
    const texts: string[] = [];
    for (let i = 1; i <= 4; i += 1) {
      const atMs = i * 20_000;
      const mid = `m_${i}`;
      texts.push(`question ${i}`, `reply ${i}`);
      run.typed(atMs, mid, `question ${i}`);
      run
        .webhook(atMs, [mid])
        .push(atMs + 50, mid)
        .publish(atMs + 150, { id: `q${i}` })
        .answer(atMs + 250);
      run
        .deliver(atMs + 3_200, `q${i}`)
        .read(atMs + 3_350, [mid])
        .ask(atMs + 3_550, [mid])
        .send(atMs + 5_150, [mid], `reply ${i}`)
        .save(atMs + 5_250, texts.slice(-4), [mid])
        .answer(atMs + 5_500);
    }
    const trace = run.build();
    expect(verdictOf(trace, 'history-complete').verdict).toBe('holds');
    expect(verdictOf(trace, 'messages-kept').verdict).toBe('holds');
  });
});
