/** Cures of the document’s recommendations. */
import type { Cure } from '../../support/cure.ts';

export const recommendedCures: readonly Cure[] = [
  {
    name: 'the shorter lock is gone when the retry comes',
    scenario: 'retry-meets-own-lock',
    variant: 'dies-at-25s',
    check: 'answered',
    by: { settings: { lockMs: 30_000 } },
  },
  {
    name: 'a list that is kept is there for the retry',
    scenario: 'retry-finds-nothing',
    variant: 'model-fails-three-times',
    check: 'answered',
    by: { settings: { onError: 'keep' } },
  },
  {
    name: 'a list that is cleared is not answered again',
    scenario: 'save-then-retry-answers-twice',
    variant: 'the-save-fails-once',
    check: 'answered-once',
    by: { settings: { onError: 'clear' } },
  },
];
