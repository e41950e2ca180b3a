/** For how long a message had to wait, drawn by hand; and the joins that this is read from. */
import { describe, expect, it } from 'vitest';
import { heldUpMs } from '../../../src/sim/model/cause/held-up.ts';
import { linksOf } from '../../../src/sim/model/cause/links.ts';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import { TraceBuilder, USER } from '../../support/trace-builder.ts';
import { goodRun } from '../checks/support.ts';

describe('the answers to a request', () => {
  it('are all that left whoever was asked, in order: of a doubled request two', () => {
    const run = goodRun();
    const request = run.drafts.find(({ event }) => event.kind === 'answer' && event.node === 'redis')?.request;
    run.add({
      event: { kind: 'answer', node: 'redis', atMs: 6_000, to: 'webhook-1', status: 200, headers: {}, body: '' },
      request,
    });
    const trace = run.build();
    const { answers } = linksOf(viewRun(trace));
    const expected = trace.events.flatMap((event) => (event.kind === 'answer' ? [event] : []));
    expect([...answers.values()].flat().toSorted((a, b) => a.id - b.id)).toEqual(expected);
    for (const [id, found] of answers) expect(new Set(found.map((answer) => answer.request))).toEqual(new Set([id]));
    expect([...answers.values()].filter(({ length }) => length > 1)).toEqual([
      [expect.objectContaining({ node: 'redis' }), expect.objectContaining({ atMs: 6_000 })],
    ]);
  });
});

describe('a message that Redis gave to a call which nobody waited for any more', () => {
  /** The processor is given the first message; of a call that Redis serves at 6 s it hears nothing, and is done. */
  function heldUpWith(taken: readonly string[]): number {
    const run = new TraceBuilder();
    run.typed(0, 'm_1', 'hello').typed(3_400, 'm_2', 'any hats?');
    run.webhook(0, ['m_1']).push(50, 'm_1').publish(150, { id: 'q1', dueAtMs: 3_200 }).answer(250);
    const processor = run.deliver(3_200, 'q1').call(5_950, 'redis', 'EVAL', { lost: true });
    const arrival = run.drafts.at(-1);
    run.add({
      event: {
        kind: 'answer',
        node: 'redis',
        atMs: 6_000,
        to: 'processor-2',
        status: 200,
        headers: {},
        body: '',
        messages: taken,
        users: [USER],
      },
      request: arrival?.request,
      causes: arrival === undefined ? [] : [arrival],
    });
    processor.read(3_300, ['m_1']).answer(7_000);
    run.webhook(3_400, ['m_2']).push(3_500, 'm_2').publish(3_600, { id: 'q2', dueAtMs: 40_000 }).answer(3_800);
    run.deliver(40_000, 'q2').read(40_100, ['m_2']).answer(40_500);
    const view = viewRun(run.build());
    const message = view.messages.find(({ mid }) => mid === 'm_2');
    if (message === undefined) throw new Error('m_2 was typed');
    return heldUpMs(linksOf(view), message, 50_000);
  }

  it('is held up until another comes and is given it', () => {
    const delivered = 50;
    expect(heldUpWith(['m_2']) - heldUpWith([])).toBe(40_050 - 6_000 - delivered);
  });
});
