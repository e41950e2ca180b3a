/** A run as a talk: which steps it has, in which order, and how a link finds one of them again. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../../src/sim/checks/index.ts';
import { accountOf } from '../../../src/sim/model/account/index.ts';
import { type Step, stepAt, stepsOf } from '../../../src/ui/present/steps.ts';
import { play } from '../../support/app.ts';

async function talk(scenario: string, variant?: string): Promise<readonly Step[]> {
  const trace = await play(scenario, variant);
  return stepsOf({ trace, account: accountOf(trace, judge(trace)), title: 'A run' });
}

const drawn = (steps: readonly Step[]): readonly string[] =>
  steps.map(({ part, atMs, lines }) => `${part} ${atMs / 1000}: ${lines.join(' ')}`);

describe('a run shown to others', () => {
  it('is told in the order of time, then by what it led to, then by why', async () => {
    expect(drawn(await talk('requeue-deduplicated', 'same-id'))).toEqual([
      'title 0: A run',
      'did 2.2: The user typed three messages within 2.2 s.',
      'first 3.6: At 3.6 s QStash dropped the request of the processor to be called again, as a duplicate. After that nothing was left that would call a processor for messages 1–3.',
      'baseline 5.8: The single tab answers messages 1–3.',
      'led 5.8: Messages 1–3 were never answered. The history lacks messages 1–3. The single tab answered everything in one reply at 5.8 s.',
      'why 0.2: At 0.2 s the publish for message 1 had taken its id until 90.2 s, and that one had been delivered at 3.25 s already.',
      'why 3.45: At 3.45 s the processor read messages 1–3 and put them off to wait for more: the newest was 1.2 s old.',
    ]);
  });

  it('says of a second reply that it is one more', async () => {
    const steps = await talk('lock-expires-early', 'model-40s-delivered-again');
    const replies = steps.filter(({ part }) => part === 'reply').flatMap(({ lines }) => lines);
    expect(replies).toEqual(['Production answers messages 1–3.', 'Production answers messages 1–3 once more.']);
  });

  it('ends well where nothing goes wrong, with what was met on the way', async () => {
    const steps = await talk('openai-error', 'error-500-once');
    expect(steps.map(({ part }) => part)).toEqual(['title', 'did', 'baseline', 'reply', 'fine', 'met', 'met']);
    expect(steps.find(({ part }) => part === 'fine')?.lines[0]).toMatch(/^Nothing went wrong/);
  });

  it.each([
    ['requeue-deduplicated', 'same-id'],
    ['lock-expires-early', 'model-40s-delivered-again'],
    ['endless-requeue', '100-seconds'],
    ['single-message', 'batched'],
    ['georgian-signature', 'georgian'],
  ])('has a step for each moment and event, which a link finds again: %s, %s', async (scenario, variant) => {
    const steps = await talk(scenario, variant);
    expect(steps.map(({ atMs, eventId }) => stepAt(steps, atMs, eventId))).toEqual(steps.map((_, index) => index));
  });

  it('shows the last step before a moment that is none of its own', async () => {
    const steps = await talk('requeue-deduplicated', 'same-id');
    expect(steps[stepAt(steps, 3_000, null)]?.part).toBe('did');
    expect(steps[stepAt(steps, 0, null)]?.part).toBe('title');
    expect(steps[stepAt(steps, 99_999, null)]?.part).toBe('led');
  });
});
