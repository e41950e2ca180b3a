/** A laboratory as the page has it: its news, its answer, the word to stop, and its death; without a worker. */
import { describe, expect, it } from 'vitest';
import { Desk, leftMs, rateOf } from '../../../src/ui/store/desk.ts';
import { askLab, handsOf, type StartLab } from '../../../src/ui/worker/lab/client.ts';
import type { LabProgress, LabRequest, LabResponse } from '../../../src/ui/worker/lab/protocol.ts';

const PROGRESS: LabProgress = { phase: 'exploring', done: 30, of: 130, found: 2, elapsedMs: 2_000, begun: 10 };

/** A laboratory that a test speaks for. */
class FakeLab {
  readonly asked: LabRequest[] = [];
  ended = false;
  say: (response: LabResponse) => void = () => undefined;
  die: (found: string) => void = () => undefined;

  readonly start: StartLab = (heard, lost) => {
    this.say = heard;
    this.die = lost;
    return {
      post: (request) => this.asked.push(request),
      terminate: () => {
        this.ended = true;
      },
    };
  };
}

function deskOf(lab: FakeLab): Desk<readonly string[]> {
  return new Desk<readonly string[]>(
    [],
    (response, before) => [...before, response.kind],
    (question, hands, heard) => askLab(question, hands, heard, lab.start),
  );
}

describe('a desk', () => {
  it('takes the news and the answer, and ends the laboratory with it', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 2);
    expect(lab.asked).toEqual([{ kind: 'ask', question: { kind: 'audit' }, hands: 2 }]);
    lab.say({ kind: 'progress', progress: PROGRESS });
    expect(desk.store.getState().work).toEqual({ kind: 'working', progress: PROGRESS, hands: 2 });
    lab.say({ kind: 'audited', claims: [] });
    await over;
    const { work, result } = desk.store.getState();
    expect({ work, result, ended: lab.ended }).toEqual({
      work: { kind: 'done' },
      result: ['progress', 'audited'],
      ended: true,
    });
  });

  it('says that a worker died, and goes on', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 2);
    lab.say({ kind: 'lost', why: 'out of memory' });
    lab.say({ kind: 'audited', claims: [] });
    await over;
    const { work, lost } = desk.store.getState();
    expect({ work, lost }).toEqual({ work: { kind: 'done' }, lost: ['out of memory'] });
  });

  it('keeps what there was where the laboratory itself dies, says so, and can ask again', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 1);
    lab.say({ kind: 'progress', progress: PROGRESS });
    lab.die('out of memory');
    await over;
    const { work, result } = desk.store.getState();
    expect(work).toMatchObject({ kind: 'failed', problem: { found: 'out of memory' } });
    expect(result).toEqual(['progress']);
    const again = desk.ask({ kind: 'audit' }, 1, []);
    lab.say({ kind: 'audited', claims: [] });
    await again;
    expect(desk.store.getState()).toMatchObject({ work: { kind: 'done' }, result: ['audited'] });
  });

  it('stops when it is told to: half of it is nothing', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 1);
    desk.stop();
    expect(lab.asked.at(-1)).toEqual({ kind: 'stop' });
    lab.say({ kind: 'stopped' });
    await over;
    expect(desk.store.getState().work).toEqual({ kind: 'stopped' });
    expect(lab.ended).toBe(true);
  });

  it('says of an answer that came after the word to stop that it was stopped, until it is asked again', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    desk.stop();
    expect(desk.store.getState().halted).toBe(false);
    const over = desk.ask({ kind: 'audit' }, 1);
    desk.stop();
    lab.say({ kind: 'audited', claims: [] });
    await over;
    expect(desk.store.getState()).toMatchObject({ work: { kind: 'done' }, halted: true });
    const again = desk.ask({ kind: 'audit' }, 1);
    expect(desk.store.getState().halted).toBe(false);
    lab.say({ kind: 'audited', claims: [] });
    await again;
  });

  it('passes on what a person caused, with its parts', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 1);
    const problem = { field: '--vary', found: 'luckMs', expected: 'a number', message: '--vary: found luckMs' };
    lab.say({ kind: 'failed', problem });
    await over;
    expect(desk.store.getState().work).toEqual({ kind: 'failed', problem });
  });

  it('asks one thing at a time', async () => {
    const lab = new FakeLab();
    const desk = deskOf(lab);
    const over = desk.ask({ kind: 'audit' }, 1);
    await desk.ask({ kind: 'versions' }, 1);
    expect(lab.asked.length).toBe(1);
    lab.say({ kind: 'audited', claims: [] });
    await over;
  });
});

describe('how far it is', () => {
  it('is a rate of what was made here, and what that leaves', () => {
    expect(rateOf(PROGRESS)).toBe(10);
    expect(leftMs(PROGRESS, null)).toBe(10_000);
    expect(leftMs(PROGRESS, 5_000)).toBe(3_000);
    expect(leftMs({ ...PROGRESS, of: null }, 5_000)).toBe(3_000);
    expect(leftMs({ ...PROGRESS, of: null }, null)).toBe(null);
    expect(leftMs({ ...PROGRESS, done: 10 }, null)).toBe(null);
  });

  it('has as many workers as the machine has cores, within reason', () => {
    expect([undefined, 1, 8, 128].map(handsOf)).toEqual([1, 1, 8, 16]);
  });
});
