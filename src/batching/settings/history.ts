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
] as const;
