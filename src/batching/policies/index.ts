/** All policies, in the order in which they are shown. */
import { HARDENED } from './hardened.ts';
import { HISTORY_POLICIES } from './history.ts';
import type { Policy } from './policy.ts';

export const POLICIES: readonly Policy[] = [
  {
    id: 'documented',
    title: 'Documented',
    sentence: 'The pipeline as the reference document shows it, its flaws included.',
    settings: {},
  },
  {
    id: 'recommended',
    title: 'Recommended',
    sentence:
      'The same with the document’s five recommendations for production, taken at their word: a lock of 60 s, retries, the history saved before the list is cleared, deduplication watched, Redis pinged.',
    settings: {
      lockMs: 60_000,
      publishRetries: 3,
      saveBeforeClear: true,
      watchDeduplication: true,
      pingTimeoutMs: 500,
    },
  },
  HARDENED,
  ...HISTORY_POLICIES,
];
