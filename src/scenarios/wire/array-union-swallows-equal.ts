/** History by `arrayUnion`, a set in the dress of a list: who says "yes" twice has said it once. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

export const arrayUnionSwallowsEqual = {
  id: 'array-union-swallows-equal',
  kind: 'wire',
  title: 'Said twice, kept once',
  reference: 'none: a repair of lost history entries',
  lookAt:
    'The history is appended to on the server, so that two writers cannot overwrite each other. The user’s second "yes" equals the first, and the server keeps equal elements once.',
  claims: [
    {
      says: 'Appending on the server repairs a history that loses entries.',
      verdict: 'holds only if',
      because:
        'No two entries are equal. Without an id or a time in it, a "yes" is like any other, and the second one is swallowed without an error.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'flutter/flutter',
      number: 32616,
      sentence: 'Of two equal values appended one after the other, only the first is stored.',
    },
    {
      repository: 'mesqueeb/vuex-easy-firestore',
      number: 207,
      sentence: 'Three equal objects are appended and one is there; it is how the operation is meant.',
    },
  ],
  messages: [
    { atMs: 0, text: 'კი' },
    { atMs: 95_000, text: 'კი' },
  ],
  variants: [
    {
      id: 'array-union',
      title: 'History by arrayUnion, the user writes "კი" twice',
      happens: 'Two messages, two replies; the history has one "კი".',
      settings: { historyWrite: 'array-union' },
      expected: {
        'messages-kept': 'broken',
        answered: 'holds',
        custody: 'broken',
        'history-complete': 'broken',
        'matches-baseline': 'holds',
      },
    },
    {
      id: 'transaction',
      title: 'History by a transaction',
      happens: 'The entries are read and written in one transaction: the history has both.',
      settings: { historyWrite: 'transaction' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
