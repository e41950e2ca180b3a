/** For whom batching is on, and whose way through it is logged step by step. */
import { WEEK_MS } from './bounds.ts';

export const FLAG = [
  { kind: 'boolean', name: 'trimFlag', default: true, sentence: 'Whether spaces around the flag’s value are ignored.' },
  {
    kind: 'text',
    name: 'testUsers',
    default: '3282789748459241',
    maxLength: 2_000,
    sentence: 'The users for whom batching is on, separated by commas.',
  },
  {
    kind: 'choice',
    name: 'userIds',
    default: 'exact',
    choices: ['exact', 'normalised'],
    sentence: 'Whether a user’s id must stand in that list to the letter, or spaces and zeros in front do not count.',
  },
  {
    kind: 'number',
    name: 'flagForMs',
    default: 0,
    min: 0,
    max: WEEK_MS,
    unit: 'ms',
    sentence:
      'How long the answer that a user’s first message got from the flag holds for those that follow; 0 for itself.',
  },
  {
    kind: 'text',
    name: 'debugUser',
    default: '',
    maxLength: 40,
    sentence: 'The one user for whom every step is logged.',
  },
] as const;
