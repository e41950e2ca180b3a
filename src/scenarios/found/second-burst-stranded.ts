/** A conversation that goes on: the second burst finds its trigger's id still taken. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { areYouThere, threeQuickMessages } from '../messages.ts';

const secondBurst = [
  { atMs: 20_000, text: 'რა ღირს?' },
  { atMs: 20_250, text: 'შავი გაქვთ?' },
  { atMs: 20_500, text: 'ხვალ მინდა' },
] as const;

export const secondBurstStranded = {
  id: 'second-burst-stranded',
  kind: 'found',
  title: 'The answer to the second question never comes',
  reference: 'issue 1, the other way round; summary 2',
  lookAt:
    'The first burst is answered at 5.2 s. The user goes on at 20 s; all three requests for a delivery are accepted and dropped, because the id of the first burst is taken for 90 s.',
  claims: [
    {
      says: 'The deduplication window is a danger for users who pause for more than 90 s; rapid messages are safe.',
      verdict: 'does not hold',
      because:
        'It is the other way round. After a pause of 95 s the id is free and the reply comes; whoever goes on within 90 s of the first request, as people do in a conversation, waits for a trigger that was thrown away.',
    },
    {
      says: 'A request dropped as a duplicate is the deduplication doing its work.',
      verdict: 'holds only if',
      because:
        'The request that it duplicates has not been delivered yet. The window runs from the first request; delivery does not free the id, and a dropped request does not say that it was dropped unless the code looks.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'upstash/qstash-js',
      number: 13,
      sentence:
        'A user of QStash cannot send again under an id whose message is long finished, and learns that the id stays taken for the whole window.',
    },
    {
      repository: 'upstash/docs',
      number: 441,
      sentence: 'How long is the window? 10 minutes, says the vendor; the documentation did not tell.',
    },
    {
      repository: 'taskforcesh/bullmq',
      number: 1337,
      sentence:
        'One job id for each user: after the first job is done the second is never added, and nothing is thrown.',
    },
  ],
  messages: [...threeQuickMessages, ...secondBurst],
  variants: [
    {
      id: 'silence',
      title: 'A second burst at 20 s, and nothing after it',
      happens:
        'One reply to the first burst. The second burst lies in Redis, no request for it was kept, and no reply ever comes. The single tab answers both.',
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
      id: 'released-after-the-window',
      title: 'A second burst at 20 s, and one more message at 95 s',
      happens:
        'The id is free again at 90.2 s. The message at 95 s gets its delivery, which finds the second burst as well: one reply to four messages at about 100 s, after 80 s of silence.',
      messages: [...threeQuickMessages, ...secondBurst, areYouThere(95_000)],
      expected: {
        'messages-kept': 'holds',
        answered: 'broken',
        'answered-once': 'holds',
        custody: 'broken',
        'matches-baseline': 'broken',
      },
    },
  ],
} as const satisfies Scenario;
