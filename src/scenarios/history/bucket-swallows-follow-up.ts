/** A longer bucket splits less and swallows more: the short answer to the bot's question. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

export const bucketSwallowsFollowUp = {
  id: 'bucket-swallows-follow-up',
  kind: 'history',
  title: 'The short answer is swallowed',
  reference: 'history: 2839d31, reported in bbd7772',
  lookAt:
    'The reply is there at 5.2 s, the user answers "yes" at 6 s. His request falls into the same fifteen seconds as the first, whose trigger was delivered long ago, and is dropped.',
  claims: [
    {
      says: 'A bucket of fifteen seconds ends the double replies.',
      verdict: 'holds only if',
      because:
        'Nobody answers quickly. A follow-up within the same bucket finds its id taken by a trigger that was delivered already; it waits until the user writes once more.',
    },
  ],
  seenInTheWild: [],
  messages: [
    { atMs: 0, text: 'ქუდი მინდა' },
    { atMs: 6_000, text: 'კი' },
  ],
  policy: 'bucket-15000',
  variants: [
    {
      id: 'bucket-15s',
      title: 'A bucket of 15 s',
      happens: 'A reply to the first message. The "yes" lies in the list, and no reply to it comes.',
      expected: {
        'messages-kept': 'broken',
        answered: 'broken',
        custody: 'broken',
        'no-silent-drop': 'broken',
        'history-complete': 'broken',
        'burst-whole': 'broken',
        'matches-baseline': 'broken',
      },
    },
    {
      id: 'bucket-5s',
      title: 'A bucket of 5 s (the version before)',
      happens: 'The "yes" at 6 s falls into the next bucket: it has a trigger of its own, and both are answered.',
      policy: 'bucket-5000-locked',
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
