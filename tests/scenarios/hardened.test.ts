/**
 * Policy `hardened` keeps its contract in every scenario: safety always, liveness once the faults have stopped. What a
 * scenario never lets succeed (a model that is always too slow for the function, a key that is wrong for ever) stays
 * unanswered, and is named here.
 */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import type { CheckId } from '../../src/sim/model/verdict.ts';
import { handWritten, play } from '../support/app.ts';

/** Rates, not promises. */
const COMPARISONS: readonly CheckId[] = ['burst-whole', 'matches-baseline'];

const NEVER_ANSWERED: readonly CheckId[] = ['answered'];
const RETRIES_USED_UP: readonly CheckId[] = ['answered', 'messages-kept', 'custody', 'history-complete'];

/** Faults that never stop, by scenario and variant. */
const BEYOND: Readonly<Record<string, readonly CheckId[]>> = {
  'openai-error / hangs-10s': NEVER_ANSWERED,
  'openai-error / hangs-60s': NEVER_ANSWERED,
  'function-timeout / maximum-10s': NEVER_ANSWERED,
  'preview-feeds-production / right-and-fails': RETRIES_USED_UP,
  // Messenger takes no reply to this user any more: the history keeps his messages, and that is all there is to do.
  'reply-refused / for-good': ['answered', 'custody'],
  'save-then-retry-answers-twice / the-save-always-fails': ['custody', 'messages-kept', 'history-complete'],
};

describe.each(handWritten)('policy hardened in $name', ({ scenario, variant, name }) => {
  it('keeps its contract', async () => {
    const verdicts = judge(await play(scenario.id, variant.id, { policy: 'hardened' }));
    const broken = verdicts.filter(({ check, verdict }) => verdict === 'broken' && !COMPARISONS.includes(check));
    expect(broken.filter(({ check }) => !(BEYOND[name] ?? []).includes(check)).map(({ sentence }) => sentence)).toEqual(
      [],
    );
  });
});

describe('policy hardened', () => {
  it('is spoken of as unable to answer only where that is so', async () => {
    for (const [name, checks] of Object.entries(BEYOND)) {
      const [scenario = '', variant = ''] = name.split(' / ');
      const verdicts = judge(await play(scenario, variant, { policy: 'hardened' }));
      const broken = verdicts.filter(({ verdict }) => verdict === 'broken').map(({ check }) => check);
      expect(broken, name).toEqual(expect.arrayContaining([...checks]));
    }
  });
});
