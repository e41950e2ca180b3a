/** Cures of what was tried before. */
import type { Cure } from '../../support/cure.ts';

export const historyCures: readonly Cure[] = [
  {
    name: 'a lock keeps the second processor out',
    scenario: 'bucket-edge-split',
    variant: 'across-the-edge',
    check: 'one-processor',
    by: { settings: { lockMs: 30_000 } },
  },
  {
    name: 'a shorter bucket is over when the answer comes',
    scenario: 'bucket-swallows-follow-up',
    variant: 'bucket-15s',
    check: 'answered',
    by: { settings: { dedupBucketMs: 5_000 } },
  },
  {
    name: 'without the flag nobody blocks himself',
    scenario: 'flag-blocks-itself',
    variant: 'requeue-arrives',
    check: 'answered',
    by: { settings: { sessionFlagMs: 0 } },
  },
  {
    name: 'who does not wait for typing needs no second call',
    scenario: 'typing-in-another-instance',
    variant: 'same-instance',
    check: 'answered',
    by: { settings: { typingMs: 0 } },
  },
  {
    name: 'a message that only waits is answered once',
    scenario: 'fall-back-after-push',
    variant: 'publish-fails',
    check: 'answered-once',
    by: { settings: { publishFails: 'keep' } },
  },
  {
    name: 'a normal flow that is one answers',
    scenario: 'fall-back-that-is-none',
    variant: 'as-the-code-had-it',
    check: 'answered',
    by: { settings: { fallback: 'normal-flow' } },
  },
  {
    name: 'a reply that is taken arrives',
    scenario: 'reply-refused',
    variant: 'for-good',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'a list that does not expire waits for the late delivery',
    scenario: 'list-expires',
    variant: 'expiry-60s',
    check: 'answered',
    by: { settings: { listTtlMs: 0 } },
  },
  {
    name: 'entries left as texts can be parsed',
    scenario: 'object-object',
    variant: 'revived',
    check: 'answered',
    by: { settings: { listEntries: 'text' } },
  },
];
