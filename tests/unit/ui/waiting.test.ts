/** Who waits for a reply at a moment, and from when on it is certain that none comes. */
import { describe, expect, it } from 'vitest';
import type { Side } from '../../../src/sim/model/trace.ts';
import { chatAt } from '../../../src/ui/store/selectors.ts';
import { type Wait, waitAt, waitingIn } from '../../../src/ui/store/moment/waiting.ts';
import type { RunResult } from '../../../src/ui/worker/protocol.ts';
import { drawnResult, drawnTrace, USER } from './drawn-trace.ts';

const going = { ...drawnTrace, end: { reason: 'stopped', atMs: 4_000 } } as const;

const NOTHING_JUDGED: RunResult['verdicts'] = { pipeline: [], baseline: [] };

function wait(trace: typeof drawnTrace, side: Side, atMs: number, verdicts = NOTHING_JUDGED): Wait | null {
  return waitAt({ ...drawnResult, trace, verdicts }, side, USER, chatAt(trace, side, USER, atMs), atMs);
}

describe('a phone without a reply', () => {
  it('waits for a while like any other, and then nothing comes', () => {
    expect(wait(drawnTrace, 'pipeline', 2_500)?.kind).toBe('waiting');
    expect(wait(drawnTrace, 'pipeline', 5_800)?.kind).toBe('lost');
    expect(wait(drawnTrace, 'baseline', 5_800)).toBeNull();
  });

  it('only waits while the run goes on', () => {
    expect(wait(going, 'pipeline', 5_800)?.kind).toBe('waiting');
  });

  it('has none to wait for any more where a check is broken already, though the run goes on', () => {
    expect(wait(going, 'pipeline', 4_000, drawnResult.verdicts)?.kind).toBe('lost');
    expect(wait(going, 'baseline', 4_000, drawnResult.verdicts)?.kind).toBe('waiting');
  });
});

describe('a run under way', () => {
  const verdict = { check: 'answered', sentence: '', eventIds: [], messages: ['m_1'], expected: null } as const;
  const judged = (outcome: 'inconclusive' | 'broken', trace = going) =>
    waitingIn({ ...drawnResult, trace, verdicts: { pipeline: [{ ...verdict, verdict: outcome }], baseline: [] } });

  it('has waiting sides until a deadline has passed', () => {
    expect(judged('inconclusive')).toEqual({ pipeline: true, baseline: true });
    expect(judged('broken').pipeline).toBe(false);
  });

  it('has none once it is over', () => {
    expect(waitingIn(drawnResult)).toEqual({ pipeline: false, baseline: false });
  });
});
