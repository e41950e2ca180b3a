/** The smart wait swallows its own trigger: the failure that needs no fault at all. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { silenceAfterADrop } from '../outcomes.ts';

export const requeueDeduplicated = {
  id: 'requeue-deduplicated',
  kind: 'found',
  title: 'The wait that nobody ends',
  reference: 'issue 3 (the smart waiting logic); testing recommendation 4',
  lookAt:
    'At 3.5 s the processor decides to wait for more and asks QStash to call again. QStash answers "accepted" and drops the request as a duplicate. From then on nothing will ever look at these messages.',
  claims: [
    {
      says: 'If the last message is younger than 1.5 s, the processor asks for another delivery in 2 s under the same deduplication id, and answers then.',
      verdict: 'does not hold',
      because:
        'The id is still taken: the first request used it 3 s ago, and QStash remembers an id for 90 s (10 minutes by its own documentation) whether or not its message was delivered. The second request is answered with success and never delivered.',
    },
    {
      says: 'Messages sent within 2 to 3 seconds are batched.',
      verdict: 'holds only if',
      because:
        'The last of them is sent within 1.9 s of the first. A later one is too young when the batch is looked at, and the wait is the dead end.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'OptimalBits/bull',
      number: 1828,
      sentence: 'A job added again under an id that was used before is dropped without an error, in another queue.',
    },
    {
      repository: 'OptimalBits/bull',
      number: 2521,
      sentence:
        'A job added under the id of the one that is just being worked on is ignored, so what changed meanwhile is never looked at; the user asks for one more round.',
    },
  ],
  messages: [
    { atMs: 0, text: 'გამარჯობა' },
    { atMs: 1_100, text: 'რა ქუდები გაქვთ?' },
    { atMs: 2_200, text: 'ფოტო გაქვს?' },
  ],
  variants: [
    {
      id: 'same-id',
      title: 'As documented: the second request has the same id',
      happens:
        'The batch is looked at when its last message is 1.2 s old, so the processor asks to be called again, and that request is dropped. All three messages stay in Redis; no reply ever comes. The single tab answers at about 5.8 s.',
      expected: silenceAfterADrop,
    },
    {
      id: 'same-id-watched',
      title: 'The same, QStash’s answer looked at, every step of this user logged',
      happens:
        'The log says that the request was dropped. That is all that watching and logging do: no reply ever comes.',
      settings: { watchDeduplication: true, debugUser: '3282789748459241' },
      expected: silenceAfterADrop,
    },
    {
      id: 'own-id',
      title: 'The second request has an id of its own',
      happens: 'QStash keeps the request, calls again 2 s later, and one reply answers all three messages.',
      settings: { requeueId: 'own' },
      expected: { answered: 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
    {
      id: 'last-at-1900-ms',
      title: 'The last message is sent 1.9 s after the first',
      happens:
        'When the batch is looked at, the last message is exactly 1.5 s old: old enough. One reply. One millisecond later it would be silence.',
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 950, text: 'რა ქუდები გაქვთ?' },
        { atMs: 1_900, text: 'ფოტო გაქვს?' },
      ],
      expected: { answered: 'holds', 'answered-once': 'holds', 'matches-baseline': 'holds' },
    },
  ],
} as const satisfies Scenario;
