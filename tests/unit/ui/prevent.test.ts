/** Which switch would have prevented it: runs of the real logic. */
import { describe, expect, it } from 'vitest';
import { prevent } from '../../../src/ui/worker/prevent.ts';
import { RunStopped } from '../../../src/ui/worker/adapter.ts';
import type { Prevention, Tried } from '../../../src/ui/worker/protocol.ts';

function byName({ tried }: Prevention, wanted: string): Tried | undefined {
  return tried.find(({ remedy }) => (remedy.kind === 'setting' ? remedy.name : remedy.policy) === wanted);
}

describe('what would have prevented it', () => {
  it('is the re-queue’s own id, where the re-queue was dropped as a duplicate', async () => {
    const told: number[] = [];
    const found = await prevent(
      { scenario: 'requeue-deduplicated', variant: 'same-id', overrides: {} },
      {},
      ({ done }) => told.push(done),
    );
    expect(found.broken).toContain('answered');
    expect(found.tried[0]?.cures).toContain('answered');
    expect(byName(found, 'requeueId')).toMatchObject({ remedy: { kind: 'setting', value: 'own' }, breaks: [] });
    expect(byName(found, 'requeueId')?.cures).toContain('answered');
    expect(byName(found, 'verifyWebhook')?.cures).toEqual([]);
    expect(byName(found, 'hardened')?.cures).toContain('answered');
    expect(told).toEqual(found.tried.map((_, index) => index));
  });

  it('costs what it costs: a run that answers asks the model where the one before never did', async () => {
    const found = await prevent({ scenario: 'requeue-deduplicated', variant: 'same-id', overrides: {} });
    expect(found.cost).toMatchObject({ modelCalls: 0, replies: 0, slowestReplyMs: null });
    expect(byName(found, 'requeueId')?.cost).toMatchObject({ modelCalls: 1, replies: 1 });
  });

  it('is the trimming put back, where a run leaves it out', async () => {
    const found = await prevent({ scenario: 'env-spaces', variant: 'without-trim', overrides: {} });
    expect(byName(found, 'trimFlag')).toMatchObject({ remedy: { kind: 'setting', value: true } });
    expect(byName(found, 'trimFlag')?.cures).toContain('burst-whole');
  });

  it('is not asked of what the run has already', async () => {
    const found = await prevent({
      scenario: 'requeue-deduplicated',
      variant: 'same-id',
      overrides: { settings: { requeueId: 'own' } },
    });
    expect(byName(found, 'requeueId')).toMatchObject({ remedy: { value: 'same' } });
    expect(byName(found, 'requeueId')?.breaks).toContain('answered');
  });

  it('stops at once when it is told to', async () => {
    let told = 0;
    const asked = prevent(
      { scenario: 'requeue-deduplicated', variant: 'same-id', overrides: {} },
      { stopped: () => told >= 2 },
      () => (told += 1),
    );
    await expect(asked).rejects.toBeInstanceOf(RunStopped);
    expect(told).toBe(2);
  });
});
