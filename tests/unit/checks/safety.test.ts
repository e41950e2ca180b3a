import { describe, expect, it } from 'vitest';
import { play } from '../../support/app.ts';
import { OTHER_USER, TraceBuilder } from '../../support/trace-builder.ts';
import { goodRun, silentRun, typedAndAccepted, verdictOf } from './support.ts';

const BOTH = ['m_1', 'm_2'];

/** A second processor that answers the same batch, from the given moment. */
function answerAgain(run: TraceBuilder, atMs: number, text: string): TraceBuilder {
  return run
    .deliver(atMs, 'q1')
    .lock(atMs + 50)
    .read(atMs + 150, BOTH)
    .ask(atMs + 350, BOTH)
    .send(atMs + 1_950, BOTH, text)
    .answer(atMs + 2_200);
}

describe('answered-once', () => {
  it('holds when each message has one reply', () => {
    expect(verdictOf(goodRun().build(), 'answered-once').verdict).toBe('holds');
  });

  it('is broken by a second reply, and shows it first', () => {
    const trace = answerAgain(goodRun(), 35_000, 'Yes').build();
    const verdict = verdictOf(trace, 'answered-once');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: BOTH });
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ kind: 'reply', atMs: 37_000 });
    expect(verdict.sentence).not.toContain('recorded nowhere');
  });

  it('is broken all the same where the first Send was never recorded, and says so', () => {
    const run = typedAndAccepted();
    run
      .deliver(3_200, 'q1')
      .read(3_350, BOTH)
      .ask(3_550, BOTH)
      .send(5_150, BOTH, 'Yes', { lost: true })
      .crash(9_000, 'nothing');
    const { verdict, sentence } = verdictOf(answerAgain(run, 16_000, 'Yes').build(), 'answered-once');
    expect(verdict).toBe('broken');
    expect(sentence).toContain('For 2 of them it was recorded nowhere');
  });
});

describe('custody', () => {
  it('holds when something stands for each message until it is answered and kept', () => {
    expect(verdictOf(goodRun().build(), 'custody').verdict).toBe('holds');
  });

  it('is broken when the re-queue was dropped, and shows the dropped publish first', () => {
    const trace = silentRun().build();
    const verdict = verdictOf(trace, 'custody');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: BOTH });
    const [first, second] = verdict.eventIds.map((id) => trace.events[id]);
    expect(first).toMatchObject({ kind: 'arrival', operation: 'publish', atMs: 3_600 });
    expect(second).toMatchObject({ kind: 'service', operation: 'acknowledged', atMs: 3_700 });
  });

  it('is broken when the publish of a message is dropped against a trigger already delivered', () => {
    const run = goodRun();
    run.typed(20_000, 'm_3', 'how much?');
    run.webhook(20_000, ['m_3']).push(20_050, 'm_3').publish(20_150, { id: 'q1', deduplicated: true }).answer(20_250);
    const trace = run.build();
    const verdict = verdictOf(trace, 'custody');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: ['m_3'] });
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ operation: 'publish', atMs: 20_200 });
  });

  it('is broken when the instance dies and nothing tries again, and shows the crash first', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').read(3_350, BOTH).crash(4_000);
    const trace = run.build();
    expect(trace.events[verdictOf(trace, 'custody').eventIds[0] ?? -1]).toMatchObject({
      kind: 'lifecycle',
      change: 'crash',
    });
  });

  it('is broken when the only delivery fails and is not tried again, and says so rather than blame a dropped duplicate', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').answer(3_300, 500);
    const trace = run.build();
    const { verdict, eventIds, sentence } = verdictOf(trace, 'custody');
    expect(verdict).toBe('broken');
    expect(trace.events[eventIds[0] ?? -1]).toMatchObject({ kind: 'service', operation: 'dead letter' });
    expect(sentence).toContain('a delivery had failed and is not tried again');
  });

  it('holds while a retry is still to come', () => {
    const run = typedAndAccepted();
    run
      .deliver(3_200, 'q1')
      .read(3_350, BOTH)
      .crash(4_000, 'nothing')
      .note(4_050, 'qstash', 'retry scheduled', { messageId: 'q1', dueAtMs: 16_000 });
    run
      .deliver(16_000, 'q1')
      .read(16_150, BOTH)
      .ask(16_350, BOTH)
      .send(18_000, BOTH, 'Yes')
      .save(18_100, ['hello. any hats?', 'Yes'], BOTH)
      .answer(18_300);
    expect(verdictOf(run.build(), 'custody').verdict).toBe('holds');
  });

  it('is broken even if a later trigger takes the message along', () => {
    const run = silentRun();
    run.typed(95_000, 'm_3', 'hello?');
    run.webhook(95_000, ['m_3']).push(95_050, 'm_3').publish(95_150, { id: 'q2' }).answer(95_250);
    const all = [...BOTH, 'm_3'];
    run
      .deliver(98_200, 'q2')
      .read(98_350, all)
      .ask(98_550, all)
      .send(100_150, all, 'Yes')
      .save(100_250, ['hello. any hats?. hello?', 'Yes'], all)
      .answer(100_450);
    expect(verdictOf(run.build(), 'custody')).toMatchObject({ verdict: 'broken', messages: BOTH });
  });

  it('does not ask for custody of a message that was never accepted', () => {
    const run = goodRun();
    run.typed(20_000, 'm_3', 'lost').webhook(20_000, ['m_3']).answer(20_100, 500);
    run.note(20_150, 'messenger', 'webhook given up', {}, ['m_3']);
    expect(verdictOf(run.build(), 'custody').verdict).toBe('holds');
  });
});

describe('one-processor', () => {
  it('holds when one batch follows the other', () => {
    expect(verdictOf(answerAgain(goodRun(), 35_000, 'Yes').build(), 'one-processor').verdict).toBe('holds');
  });

  it('is broken when a second processor reads while the first is still at work', () => {
    const trace = answerAgain(goodRun(), 4_000, 'Yes').build();
    const verdict = verdictOf(trace, 'one-processor');
    expect(verdict.verdict).toBe('broken');
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ kind: 'return', atMs: 4_250 });
  });

  it('does not count who meets the lock, finds nothing or puts the batch off', () => {
    const run = goodRun();
    run.deliver(3_300, 'q1').lock(3_350, false).answer(3_500);
    run.deliver(3_400, 'q1').read(3_450, []).answer(3_600);
    run.deliver(3_500, 'q1').read(3_550, BOTH).publish(3_700, { id: 'q9' }).answer(3_900);
    const verdict = verdictOf(run.build(), 'one-processor');
    expect(verdict.verdict).toBe('holds');
    expect(verdict.sentence).toBe(
      'One processor went on with messages that it had read (to the model, the user or the history), and no other for the same user meanwhile.',
    );
  });

  it('says what work is where a processor read and put the batch off', async () => {
    const verdict = verdictOf(await play('requeue-deduplicated', 'same-id'), 'one-processor');
    expect(verdict.sentence).toMatch(/^No processor went on with messages that it had read/);
  });

  it('does not count a processor that only has to release the lock', () => {
    const run = goodRun();
    run.deliver(5_350, 'q2').lock(5_400).read(5_500, BOTH).ask(5_700, BOTH).answer(7_500);
    expect(verdictOf(run.build(), 'one-processor').verdict).toBe('holds');
  });

  it('counts a processor that went on after it had been thought dead', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').read(3_350, BOTH).ask(3_550, BOTH, 90_000).send(95_000, BOTH, 'Late').answer(95_300);
    expect(verdictOf(answerAgain(run, 16_000, 'Yes').build(), 'one-processor').verdict).toBe('broken');
  });

  it('counts a processor until its death, but where all was done and it only waited to hear so', () => {
    const done = { patch: [{ op: 'delete', key: 'inflight:u' }], lost: true } as const;
    const dies = (waitsFor: 'nothing' | 'the model' | 'Redis' | 'QStash'): string => {
      const run = typedAndAccepted();
      const first = run.deliver(3_200, 'q1').read(3_350, BOTH);
      if (waitsFor === 'the model') first.call(3_550, 'openai', 'chat', { messages: BOTH, lost: true });
      else first.ask(3_550, BOTH, 200).send(3_850, BOTH, 'Yes');
      if (waitsFor === 'Redis') first.call(4_000, 'redis', 'EVAL', done);
      if (waitsFor === 'QStash') first.call(4_000, 'qstash', 'publish', { lost: true });
      first.crash(30_000, 'nothing');
      return verdictOf(answerAgain(run, 16_000, 'Yes').build(), 'one-processor').verdict;
    };
    expect(dies('nothing')).toBe('broken');
    expect(dies('the model')).toBe('broken');
    expect(dies('Redis')).toBe('holds');
    expect(dies('QStash')).toBe('holds');
  });

  it('counts a processor that was frozen only where it wakes up and still has an effect', async () => {
    const frozen = { fault: 'freeze', atMs: 4_000, forMs: 40_000 };
    const again = { fault: 'qstash-delivers-again', atMs: 34_000 };
    const awake = await play('rapid-burst', undefined, { faults: [frozen, again] });
    expect(verdictOf(awake, 'one-processor').verdict).toBe('broken');
    const asleep = await play('rapid-burst', undefined, { faults: [frozen, again, { fault: 'kill', atMs: 43_000 }] });
    expect(verdictOf(asleep, 'one-processor').verdict).toBe('holds');
  });
});

describe('order-kept', () => {
  it('holds when batch and history are in order', () => {
    expect(verdictOf(goodRun().build(), 'order-kept').verdict).toBe('holds');
  });

  it('is broken by a batch in another order than typed', () => {
    const run = typedAndAccepted();
    run.deliver(3_200, 'q1').read(3_350, ['m_2', 'm_1']).ask(3_550, ['m_2', 'm_1']).send(5_150, BOTH).answer(5_400);
    const verdict = verdictOf(run.build(), 'order-kept');
    expect(verdict.verdict).toBe('broken');
    expect(verdict.sentence).toContain('[2, 1]');
  });

  it('holds for equal texts: nobody can tell which of them came first', () => {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'ok').typed(250, 'm_2', 'ok');
    run.webhook(0, ['m_1']).push(50, 'm_1').publish(150, { id: 'q1', dueAtMs: 3_200, retries: 0 }).answer(250);
    run.webhook(250, ['m_2']).push(300, 'm_2').answer(500);
    run.deliver(3_200, 'q1').read(3_350, ['m_2', 'm_1']).ask(3_550, ['m_2', 'm_1']).send(5_150, BOTH).answer(5_400);
    expect(verdictOf(run.build(), 'order-kept').verdict).toBe('holds');
  });

  it('is broken by a message that stands twice in the list when it is read', () => {
    const run = typedAndAccepted();
    run.webhook(900, ['m_2']).push(1_000, 'm_2').answer(1_100);
    run.deliver(3_200, 'q1').read(3_350, BOTH).ask(3_550, BOTH).send(5_150, BOTH).answer(5_400);
    const verdict = verdictOf(run.build(), 'order-kept');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: ['m_2'] });
  });

  it('holds when it was read and deleted before it came a second time', () => {
    const run = goodRun();
    run.webhook(20_000, ['m_2']).push(20_100, 'm_2').answer(20_200);
    run.deliver(95_000, 'q2').read(95_100, ['m_2']).ask(95_200, ['m_2']).answer(98_000);
    expect(verdictOf(run.build(), 'order-kept').verdict).toBe('holds');
  });

  it('is broken by a history in which the batch that was taken later stands first', () => {
    const run = typedAndAccepted();
    run
      .deliver(3_200, 'q1')
      .read(3_350, ['m_1'])
      .ask(3_550, ['m_1'], 9_000)
      .saveEntries(
        13_000,
        [
          { role: 'user', content: 'any hats?' },
          { role: 'user', content: 'hello' },
        ],
        ['m_1'],
      )
      .answer(13_200);
    run
      .deliver(3_300, 'q2')
      .read(3_950, ['m_2'])
      .ask(4_150, ['m_2'])
      .saveEntries(6_000, [{ role: 'user', content: 'any hats?' }], ['m_2'])
      .answer(6_200);
    expect(verdictOf(run.build(), 'order-kept')).toMatchObject({ verdict: 'broken', messages: ['m_1'] });
  });
});

describe('no-strangers', () => {
  it('holds when each user gets what he wrote', () => {
    const run = goodRun();
    run.typed(0, 'm_9', 'other', OTHER_USER);
    run.deliver(3_200, 'q9', OTHER_USER).read(3_350, ['m_9']).ask(3_550, ['m_9']).send(5_150, ['m_9']).answer(5_400);
    expect(verdictOf(run.build(), 'no-strangers').verdict).toBe('holds');
  });

  it('is broken by a batch and a reply with another user’s message', () => {
    const run = goodRun();
    run.typed(0, 'm_9', 'other', OTHER_USER);
    run
      .deliver(3_200, 'q9')
      .read(3_350, ['m_1', 'm_9'])
      .ask(3_550, ['m_1', 'm_9'])
      .send(5_150, ['m_1', 'm_9'])
      .answer(5_400);
    expect(verdictOf(run.build(), 'no-strangers')).toMatchObject({ verdict: 'broken', messages: ['m_9'] });
  });

  it('is no answer to the other user: what went to somebody else does not count for him', () => {
    const run = goodRun();
    run.typed(0, 'm_9', 'other', OTHER_USER).webhook(0, ['m_9'], OTHER_USER).answer(200);
    run.deliver(3_200, 'q9').read(3_350, ['m_9']).ask(3_550, ['m_9']).send(5_150, ['m_9']).answer(5_400);
    expect(verdictOf(run.build(), 'answered')).toMatchObject({ verdict: 'broken', messages: ['m_9'] });
  });
});

describe('refused-not-processed', () => {
  const unsigned = (): TraceBuilder => new TraceBuilder().typed(0, 'm_1', 'hello');

  it('has nothing to judge where nothing was refused', () => {
    expect(verdictOf(goodRun().build(), 'refused-not-processed').verdict).toBe('inconclusive');
  });

  it('holds when what was refused only looked', () => {
    const run = unsigned();
    run.webhook(0, ['m_1']).read(100, []).answer(250, 403);
    expect(verdictOf(run.build(), 'refused-not-processed').verdict).toBe('holds');
  });

  it('judges what the logic refused, not what a fault made of its answer', async () => {
    const faults = [{ fault: 'call-fails', from: 'messenger', status: 403, when: 'after' }];
    const trace = await play('single-message', undefined, { faults });
    expect(trace.events.some((event) => event.kind === 'return' && event.status === 403)).toBe(true);
    expect(verdictOf(trace, 'refused-not-processed').verdict).toBe('inconclusive');
  });

  it('is broken when a refused delivery is processed all the same', () => {
    const run = unsigned();
    run
      .deliver(0, 'q1')
      .complain(60, 'signature verification failed')
      .read(100, ['m_1'])
      .ask(300, ['m_1'])
      .answer(2_000);
    const trace = run.build();
    const verdict = verdictOf(trace, 'refused-not-processed');
    expect(verdict.verdict).toBe('broken');
    expect(trace.events[verdict.eventIds[0] ?? -1]).toMatchObject({ node: 'openai' });
  });
});

describe('repeat-is-verbatim', () => {
  it('has nothing to judge where nothing was repeated', () => {
    expect(verdictOf(goodRun().build(), 'repeat-is-verbatim').verdict).toBe('inconclusive');
  });

  it('holds when the repeat says the same', () => {
    expect(verdictOf(answerAgain(goodRun(), 35_000, 'Yes').build(), 'repeat-is-verbatim').verdict).toBe('holds');
  });

  it('is broken when it says something else', () => {
    expect(verdictOf(answerAgain(goodRun(), 35_000, 'No').build(), 'repeat-is-verbatim')).toMatchObject({
      verdict: 'broken',
      messages: BOTH,
    });
  });
});
