import { describe, expect, it } from 'vitest';
import { failuresOf } from '../../../src/sim/model/cause/index.ts';
import { accountOf } from '../../../src/sim/model/account/index.ts';
import { judge } from '../../../src/sim/checks/index.ts';
import { viewRun } from '../../../src/sim/model/view/index.ts';
import type { Trace } from '../../../src/sim/model/trace.ts';
import { play } from '../../support/app.ts';
import { TraceBuilder } from '../../support/trace-builder.ts';
import { goodRun, verdictOf } from './support.ts';

const BOTH = ['m_1', 'm_2'];

/** After `goodRun`, another processor saves the conversation with these entries. */
function savedAgain(run: TraceBuilder, atMs: number, texts: readonly string[], mids: readonly string[] = BOTH) {
  return run
    .deliver(atMs, 'q1')
    .read(atMs + 150, mids)
    .ask(atMs + 350, mids)
    .save(atMs + 2_000, texts, mids)
    .answer(atMs + 2_200);
}

/** Two messages of one text, each answered by itself. */
function ok(saves: readonly (readonly string[])[]): Trace {
  const run = new TraceBuilder();
  for (const [i, texts] of saves.entries()) {
    const [atMs, mid] = [i * 20_000, `m_${i + 1}`];
    run.typed(atMs, mid, 'ok');
    run
      .webhook(atMs, [mid])
      .push(atMs + 50, mid)
      .publish(atMs + 150, { id: `q${i}` })
      .answer(atMs + 250);
    run
      .deliver(atMs + 3_200, `q${i}`)
      .read(atMs + 3_350, [mid])
      .send(atMs + 5_150, [mid], 'Good')
      .save(atMs + 5_250, texts, [mid])
      .answer(atMs + 5_500);
  }
  return run.build();
}

function causesOf(trace: Trace): readonly string[] {
  const failures = failuresOf(viewRun(trace), judge(trace));
  return failures.flatMap(({ check, pattern }) => (check === 'history-once' ? [pattern] : []));
}

describe('history-once', () => {
  it('holds where each message and each reply stands there once', () => {
    expect(verdictOf(goodRun().build(), 'history-once')).toMatchObject({
      verdict: 'holds',
      sentence: '2 entries in the history, and nothing in more of them than it should be.',
    });
  });

  it('is broken by a batch that is saved again, with the reply that was sent once, and shows the second save first', () => {
    const trace = savedAgain(goodRun(), 35_000, ['hello. any hats?', 'Yes', 'hello. any hats?', 'Yes']).build();
    const verdict = verdictOf(trace, 'history-once');
    expect(verdict).toMatchObject({ verdict: 'broken', messages: BOTH });
    expect(verdict.sentence).toBe('2 messages and 1 reply stand in the history again, up to 2 times.');
    expect(verdict.eventIds.map((id) => trace.events[id]?.atMs)).toEqual([37_050, 5_300]);
  });

  it('is broken at the commit, whatever is written over it later', () => {
    const run = savedAgain(goodRun(), 35_000, ['hello. any hats?', 'Yes', 'hello. any hats?', 'Yes']);
    savedAgain(run, 70_000, ['hello. any hats?', 'Yes']);
    expect(verdictOf(run.build(), 'history-once').verdict).toBe('broken');
  });

  it('is broken by a message that stands beside a new one, saved before', () => {
    const run = goodRun().typed(20_000, 'm_3', 'and scarves?');
    savedAgain(run, 35_000, ['hello. any hats?', 'Yes', 'any hats?. and scarves?', 'Both'], ['m_2', 'm_3']);
    expect(verdictOf(run.build(), 'history-once')).toMatchObject({ verdict: 'broken', messages: ['m_2'] });
  });

  it('does not take what joins texts for a message', () => {
    const run = goodRun().typed(20_000, 'm_3', '.').typed(40_000, 'm_4', 'a').typed(40_100, 'm_5', 'b');
    savedAgain(run, 25_000, ['hello. any hats?', 'Yes', '.', 'What?'], ['m_3']);
    savedAgain(run, 45_000, ['hello. any hats?', 'Yes', '.', 'What?', 'a. b', 'So'], ['m_4', 'm_5']);
    expect(verdictOf(run.build(), 'history-once').verdict).toBe('holds');
  });

  it('counts equal texts: who types one twice has two entries, and two equal replies', () => {
    expect(
      verdictOf(
        ok([
          ['ok', 'Good'],
          ['ok', 'Good', 'ok', 'Good'],
        ]),
        'history-once',
      ).verdict,
    ).toBe('holds');
    const thrice = ok([
      ['ok', 'Good'],
      ['ok', 'Good', 'ok', 'Good', 'ok', 'Good'],
    ]);
    expect(verdictOf(thrice, 'history-once').sentence).toBe(
      '1 message and 1 reply stand in the history again, up to 3 times.',
    );
  });

  it('lets a reply that was sent twice stand there twice', () => {
    const run = goodRun();
    run
      .deliver(35_000, 'q1')
      .read(35_150, [])
      .send(35_300, BOTH, 'Yes')
      .save(35_500, ['hello. any hats?', 'Yes', 'Yes'], BOTH)
      .answer(35_700);
    expect(verdictOf(run.build(), 'history-once').verdict).toBe('holds');
  });

  it('is found with why it came to be', async () => {
    expect(causesOf(await play('webhook-redelivered', 'again-at-20s'))).toEqual(['webhook-came-again']);
    expect(causesOf(await play('fall-back-after-push', 'publish-fails'))).toEqual(['fell-back-after-push']);
    const messages = [{ atMs: 0, text: 'hello' }];
    const without = { policy: 'hardened', settings: { historyOnce: false }, messages } as const;
    const broken = { fault: 'call-breaks', to: 'firestore', operation: 'commit', what: 'answer' } as const;
    const unheard = await play('rapid-burst', undefined, { ...without, faults: [broken] });
    const died = { fault: 'crash', role: 'processor', to: 'firestore', operation: 'commit' } as const;
    const dead = await play('rapid-burst', undefined, { ...without, faults: [died] });
    expect([causesOf(unheard), causesOf(dead)]).toEqual([['save-tried-again'], ['save-unrecorded']]);
  });

  it('is told: who saved again what the history had, why, and what it had from then on', async () => {
    const trace = await play('rapid-burst', undefined, {
      policy: 'hardened',
      settings: { historyOnce: false },
      messages: [{ atMs: 0, text: 'hello' }],
      faults: [{ fault: 'crash', role: 'processor', to: 'firestore', operation: 'commit' }],
    });
    const { first, why, ledTo } = accountOf(trace, judge(trace));
    expect([first, ...why, ...ledTo].map(({ text }) => text)).toEqual([
      'At 79.48 s processor #3 saved the message again, which the history had.',
      'A fault of this run: the caller dies when the request has left.',
      'Processor #1 had saved the message at 5.8 s.',
      'The message got its reply at 5.5 s, 5.5 s after it was typed.',
      'From 79.48 s on the history had the message twice.',
      'The single tab answered at 3.6 s.',
    ]);
  });
});
