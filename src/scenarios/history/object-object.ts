/** The Redis client parses what it reads, the code parses it again: "[object Object]" is no JSON. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

export const objectObject = {
  id: 'object-object',
  kind: 'history',
  title: '[object Object]',
  reference: 'history: 84d24a7, 1d5285a',
  lookAt:
    'Each entry was written as a text and comes back as an object, since the client revives JSON by itself. The code parses it again and fails: the batch counts as empty.',
  claims: [
    {
      says: 'What is pushed as JSON text is read back as JSON text.',
      verdict: 'holds only if',
      because:
        'The client is told to leave it alone. By default it turns texts that are JSON into objects, numbers and booleans, and a second JSON.parse throws.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'upstash/redis-js',
      number: 49,
      sentence:
        'A text that was written with JSON.stringify cannot be parsed when it is read back: it is an object already.',
    },
    {
      repository: 'DevLoversTeam/devlovers.net',
      number: 243,
      sentence: 'Values from the cache are objects instead of texts, and parsing them throws at run time.',
    },
    {
      repository: 'lobehub/lobehub',
      number: 11210,
      sentence: 'The automatic parsing of the client is switched off, so that it gives texts as other clients do.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'revived',
      title: 'The client revives what it reads',
      happens: 'The read fails in the code and counts as an empty list: "no_messages". No reply ever comes.',
      settings: { listEntries: 'revived' },
      expected: silence,
    },
    {
      id: 'as-text',
      title: 'The client leaves texts alone',
      happens: 'The entries are texts and can be parsed. One reply.',
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
