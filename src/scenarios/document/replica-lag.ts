/** Reads may be served by a replica that is behind: the processor sees less than there is, and deletes all of it. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

const lag = (lagMs: number, nth: number) => [{ fault: 'replica-lag', lagMs, nth }] as const;

const lastDestroyed = {
  'messages-kept': 'broken',
  answered: 'broken',
  custody: 'broken',
  'no-silent-drop': 'broken',
  'history-complete': 'broken',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const;

export const replicaLag = {
  id: 'replica-lag',
  kind: 'document',
  title: 'The replica is behind',
  reference: 'issue 4',
  lookAt:
    'The processor reads from a replica that is 3 s behind and sees two messages. It answers them and deletes the list, on the leader, where there are three.',
  claims: [
    {
      says: 'The processor can read from a replica and miss a message that was pushed elsewhere.',
      verdict: 'holds',
      because: 'And worse than missing it: the deletion goes to the leader and takes the message along, read or not.',
    },
    {
      says: 'It is safe, because Upstash Redis is in one region and not a cluster.',
      verdict: 'does not hold',
      because:
        'By the vendor’s documentation all paid databases have replicas, in one region too, and any of them may serve a read. The token by which a client sees its own writes is kept in one client object; lock and list use two.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'mcollina/async-cache-dedupe',
      number: 41,
      sentence:
        'Over this client a write is not always seen by the next read, since it may be served by another replica.',
    },
    {
      repository: 'upstash/docs',
      number: 276,
      sentence: 'How to hand the token from one client object to another, without which the second may read too early.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'lag-3s',
      title: 'The replica is 3 s behind',
      happens: 'The third message is missing from the batch and then deleted with it. One reply to two messages.',
      faults: lag(3_000, 0),
      expected: lastDestroyed,
    },
    {
      id: 'lag-4s',
      title: 'The replica is 4 s behind',
      happens: 'The list looks empty: "no_messages". The three messages stay in Redis without a request. No reply.',
      faults: lag(4_000, 0),
      expected: { ...silence, 'no-silent-drop': 'broken' },
    },
    {
      id: 'second-push-late',
      title: 'The second message alone reaches the replica late',
      happens: 'The document’s picture: messages 1 and 3 are seen, 2 is not, and is deleted unread.',
      faults: lag(4_000, 2),
      expected: lastDestroyed,
    },
    {
      id: 'one-client-object',
      title: '3 s behind, lock and list through one client object',
      happens: 'The token of the lock’s write makes the replica’s answer wait for it: all three are seen. One reply.',
      settings: { redisClients: 'shared' },
      faults: lag(3_000, 0),
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
