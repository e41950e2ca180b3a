/** The test user's id with a zero in front: not the test user. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { singleReplies } from '../outcomes.ts';

const WITH_A_ZERO = '03282789748459241';
const WITHOUT = '3282789748459241';

export const userIdMismatch = {
  id: 'user-id-mismatch',
  kind: 'document',
  title: 'The wrong user id',
  reference: 'issue 7, issue 2; summary 1; log 2',
  lookAt:
    'The flag is on and reads "true". The user is not in the list of test users, by one character, so his three messages get three replies.',
  claims: [
    {
      says: 'An id with a zero in front does not match the list, and batching is off for that user.',
      verdict: 'holds',
      because: 'Ids are compared as texts, to the letter. Nothing fails: the messages take the normal way.',
    },
    {
      says: 'Messenger sends ids with a zero in front.',
      verdict: 'holds only if',
      because:
        'It should ever do so: its ids are texts of 16 or 17 digits, and we know of none with a zero in front. A wrong digit in the list, or the id of another page (ids differ by page), does the same.',
    },
    {
      says: 'Log 2 tells it: "Batching enabled: false" and no line about the test user.',
      verdict: 'holds',
      because: 'The line before it says that the flag is "true"; that and the "false" together are the sign.',
    },
  ],
  seenInTheWild: [],
  messages: threeQuickMessages.map((message) => ({ ...message, user: WITH_A_ZERO })),
  variants: [
    {
      id: 'zero-in-front',
      title: 'The user is 03282789748459241, the list has 3282789748459241',
      happens: 'Three messages, three replies, no error.',
      expected: singleReplies,
    },
    {
      id: 'another-digit',
      title: 'One digit of the list is wrong',
      happens: 'The same, and likelier than a zero in front.',
      messages: threeQuickMessages.map((message) => ({ ...message, user: WITHOUT })),
      settings: { testUsers: '3282789748459242' },
      expected: singleReplies,
    },
  ],
} as const satisfies Scenario;
