/** A pause longer than the deduplication window: the document's failure, which is none. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { asFromTheTab } from '../outcomes.ts';

export const dedupWindowExpiry = {
  id: 'dedup-window-expiry',
  kind: 'document',
  title: 'A pause of 95 seconds',
  reference: 'issue 1; summary 2',
  lookAt:
    'The second message comes after the window of 90 s: its request is accepted as new, and it gets a reply of its own. So it does from the single tab. Nothing is wrong here.',
  claims: [
    {
      says: 'After a pause of 95 s there are two batches where there should be one.',
      verdict: 'does not hold',
      because:
        'There are two batches, and there should be two: nobody waits 95 s for the end of a sentence. The single tab, whose timer is 2 s, gives two replies as well.',
    },
    {
      says: 'The deduplication is no problem for messages that follow each other within 90 s.',
      verdict: 'does not hold',
      because:
        'It is the other way round: a message that comes after the reply and within the window finds its request dropped and is not answered at all (scenario second-burst-stranded).',
    },
    {
      says: 'By the documentation of QStash the window is 90 s.',
      verdict: 'does not hold',
      because:
        'The vendor says 10 minutes (and once said 90 days); "90 seconds" stands in no document of his. With 10 minutes the message after the pause is not a second batch, it is lost.',
    },
    {
      says: 'The expired window is 30 % of the problems.',
      verdict: 'rests on no data',
      because: 'No count is given. Of the two things that the window can do, expiring is the one that does no harm.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'upstash/docs',
      number: 441,
      sentence: 'How long is the window? 10 minutes, says the vendor; the documentation did not tell.',
    },
    {
      repository: 'upstash/qstash-js',
      number: 13,
      sentence: 'At that time the vendor gave 90 days as the length of the window.',
    },
    {
      repository: 'dubinc/dub',
      number: 4307,
      sentence: 'A review of 2026 still finds both 10 minutes and 90 days in the vendor’s own pages.',
    },
  ],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 95_000, text: 'რა ქუდები გაქვთ?' },
  ],
  variants: [
    {
      id: 'window-90s',
      title: 'A window of 90 s, as in the document',
      happens: 'Two requests are accepted, two batches processed, two replies sent: as from the single tab.',
      expected: asFromTheTab,
    },
    {
      id: 'window-10min',
      title: 'A window of 10 minutes, as the vendor says',
      happens:
        'The request of the second message is dropped as a duplicate of one that was delivered a minute and a half ago. The message stays in Redis; no reply comes.',
      constants: { 'qstash.dedupWindowMs': 600_000 },
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
  ],
} as const satisfies Scenario;
