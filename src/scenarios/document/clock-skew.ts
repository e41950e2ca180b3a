/** The processor's clock runs behind the webhooks': messages look younger than they are. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

const silence = {
  'messages-kept': 'broken',
  answered: 'broken',
  custody: 'broken',
  'no-silent-drop': 'broken',
  'history-complete': 'broken',
  'requeues-bounded': 'holds',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const;

const oneReply = {
  answered: 'holds',
  'answered-once': 'holds',
  'requeues-bounded': 'holds',
  'matches-baseline': 'holds',
} as const;

export const clockSkew = {
  id: 'clock-skew',
  kind: 'document',
  title: 'A clock two seconds slow',
  reference: 'issue 3, problem 2',
  lookAt:
    'By its own clock the processor sees a last message of 0.9 s where 2.9 s have passed. It waits for more, and the request to be called again is dropped: no loop, just silence.',
  claims: [
    {
      says: 'With a processor 2 s behind, the age of the last message comes out negative.',
      verdict: 'does not hold',
      because:
        'The delivery alone takes 3 s, so the age is 0.9 s: wrong and too small, but positive. It takes about 3 s of skew for a negative one; at 5 s behind it is -2.1 s.',
    },
    {
      says: 'The processor then sends itself back to wait again and again, without end.',
      verdict: 'does not hold',
      because:
        'The first request to be called again has an id that is taken and is dropped, so there is not even a second round. Where that request arrives, the wait is longer by as many rounds of 2.4 s as the skew needs, and then ends: time goes on for a slow clock too.',
    },
    {
      says: 'The risk is low, since the servers keep their clocks by NTP.',
      verdict: 'rests on no data',
      because:
        'No bound on the clocks of function instances is published, so 2 s is a chosen fault. Three quick messages bear 1.4 s; the later the last message, the less skew it takes, and from 1.9 s on it takes none.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'apache/dolphinscheduler',
      number: 12170,
      sentence:
        'A worker whose clock is two minutes behind computes a negative time since the start, and every delayed task waits two minutes longer: longer, not for ever.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: '2s-behind',
      title: "The processor's clock is 2 s behind",
      happens:
        'The age is 0.9 s, under the 1.5 s asked for. The request to be called again is dropped; no reply ever comes.',
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
      expected: silence,
    },
    {
      id: '5s-behind',
      title: "The processor's clock is 5 s behind",
      happens: "The age is -2.1 s: the document's negative age, and the same end as with 2 s.",
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -5_000 }],
      expected: silence,
    },
    {
      id: '2s-behind-own-id',
      title: '2 s behind, requests to be called again under ids of their own',
      happens: 'One round of waiting, 2.4 s longer than with a true clock, then one reply.',
      settings: { requeueId: 'own' },
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
      expected: oneReply,
    },
    {
      id: '5s-behind-own-id',
      title: '5 s behind, requests to be called again under ids of their own',
      happens: 'Two rounds of waiting, 4.8 s longer than with a true clock, then one reply. Not endless.',
      settings: { requeueId: 'own' },
      faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -5_000 }],
      expected: oneReply,
    },
  ],
} as const satisfies Scenario;
