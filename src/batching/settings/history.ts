/** The conversation in Firestore. */
export const HISTORY = [
  {
    kind: 'number',
    name: 'historyLimit',
    default: 40,
    min: 2,
    max: 10_000,
    unit: 'count',
    sentence: 'How many entries of the conversation are kept.',
  },
  {
    kind: 'choice',
    name: 'historyWrite',
    default: 'set',
    choices: ['set', 'transaction', 'array-union'],
    sentence:
      'Whether what was loaded before is written back with the new entries, or they are added in a transaction, or by arrayUnion (which keeps equal entries once and knows no limit).',
  },
] as const;
