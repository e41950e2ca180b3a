/** Whom a fault that was thrown into a live run has hit: told from its trace. */
import { describe, expect, it } from 'vitest';
import { hitOf } from '../../../src/ui/store/live/hits.ts';
import { runScenario } from '../../../src/ui/worker/adapter.ts';

const kill = (role: string, atMs: number) => ({ fault: 'kill', role, atMs });
const KILLS = [kill('processor', 1_000), kill('processor', 3_400), kill('webhook', 1_500)];
const SLOW = { fault: 'call-slow', to: 'openai', requestMs: 0, answerMs: 1_000, count: 0, fromMs: 0, toMs: 500 };
const LATER = { ...SLOW, fromMs: 600_000, toMs: 700_000 };
const faults = [...KILLS, SLOW, LATER];

async function hits() {
  const { trace } = await runScenario({
    scenario: 'requeue-deduplicated',
    variant: 'own-id',
    overrides: { faults, messages: [{ atMs: 0, text: 'hello' }] },
  });
  return faults.map((fault, index) => hitOf(trace, index, fault, 30_000));
}

describe('a fault that was thrown', () => {
  it('hit nobody where nobody was there, or came by while it lasted', async () => {
    const [tooEarly, atWork, idle, slow, later] = await hits();
    expect(tooEarly).toEqual({ kind: 'nobody' });
    expect(slow).toEqual({ kind: 'nobody' });
    expect(later).toEqual({ kind: 'not yet' });
    expect(atWork).toMatchObject({ kind: 'hit', effect: expect.stringContaining('processor-1') });
    expect(idle?.kind).toBe('idle');
  });
});
