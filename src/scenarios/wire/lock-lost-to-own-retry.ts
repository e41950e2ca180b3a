/** The lock is taken, the answer is lost, the client asks again and is told that it is taken: by itself. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { silenceAfterADrop } from '../outcomes.ts';

export const lockLostToOwnRetry = {
  id: 'lock-lost-to-own-retry',
  kind: 'wire',
  title: 'Locked out by itself',
  reference: 'issue 2 (the code)',
  lookAt:
    'Redis takes the lock at 3.3 s, and its answer is lost on the way. The client sends the command again by itself and gets "not set". The processor that holds the lock leaves, because somebody holds the lock.',
  claims: [
    {
      says: 'If the lock is not acquired, another processor is running.',
      verdict: 'does not hold',
      because:
        'It may be this one. The client repeats a command whose answer was lost, and the second SET NX cannot tell that the first was its own. To recognise it, the value would have to be read and compared.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'openlinker-project/openlinker',
      number: 2717,
      sentence:
        'A lock is not won although the process’s own SET has written it; the repair reads the value back and recognises its own token.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'answer-of-set-lost',
      title: 'The answer to SET NX is lost',
      happens: '"Another processor already running, skipping": none is. No request is left, no reply ever comes.',
      faults: [
        { fault: 'call-breaks', what: 'answer', from: 'processor', to: 'redis', operation: 'SET', nth: 1, count: 1 },
      ],
      expected: silenceAfterADrop,
    },
  ],
} as const satisfies Scenario;
