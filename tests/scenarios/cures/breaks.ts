/** Where nothing is wrong, what it takes to go wrong: a scenario that holds is no more scripted than one that breaks. */
import type { Cure } from '../../support/cure.ts';

export const breaks: readonly Cure[] = [
  {
    name: 'a third message that is too young at the first look is waited for, and nobody comes back',
    scenario: 'rapid-burst',
    variant: 'three-in-half-a-second',
    check: 'answered',
    by: {
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 250, text: 'რა ქუდები გაქვთ?' },
        { atMs: 1_901, text: 'ფოტო გაქვს?' },
      ],
    },
  },
  {
    name: 'a processor that is killed in time loses even a single message',
    scenario: 'single-message',
    variant: 'batched',
    check: 'answered',
    by: { constants: { 'platform.maxDurationMs': 1_000 } },
  },
  {
    name: 'without a lock the second copy answers as well',
    scenario: 'qstash-delivers-twice',
    variant: 'at-once',
    check: 'answered-once',
    by: { settings: { lockMs: 0 } },
  },
];
