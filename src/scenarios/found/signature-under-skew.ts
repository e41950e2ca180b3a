/** Where the signature of a delivery is verified, a slow clock refuses it before anything else can go wrong. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silenceAfterADrop } from '../outcomes.ts';

export const signatureUnderSkew = {
  id: 'signature-under-skew',
  kind: 'found',
  title: 'Signed in the future',
  reference: 'issue 3, problem 2, one step before',
  lookAt:
    'The delivery arrives at 3.25 s and is refused: by the processor’s clock it was signed two seconds from now. There are no retries; the batch is a dead letter.',
  claims: [
    {
      says: 'A processor whose clock is 2 s behind waits for more, again and again.',
      verdict: 'does not hold',
      because:
        'It never gets so far where it verifies that QStash is calling: the signature is not valid yet, and a second of difference is enough. The error says "signature verification failed" and nothing about time.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'auth0/node-jsonwebtoken',
      number: 141,
      sentence: 'A token is refused as not yet valid by a server whose clock is a second or two behind the issuer’s.',
    },
    {
      repository: 'upstash/qstash-js',
      number: 21,
      sentence:
        'The receiver’s option to tolerate a clock’s difference subtracted where it had to add: it refused all.',
    },
  ],
  messages: threeQuickMessages,
  settings: { verifyQstash: true },
  faults: [{ fault: 'clock-offset', role: 'processor', offsetMs: -2_000 }],
  variants: [
    {
      id: 'no-tolerance',
      title: 'Verified, the processor’s clock 2 s behind QStash’s',
      happens: 'The delivery is refused, and with no retries left it is dead. Nobody is answered.',
      expected: { ...silenceAfterADrop, 'refused-not-processed': 'holds' },
    },
    {
      id: 'tolerance-5s',
      title: 'The same, with a tolerance of 5 s',
      happens:
        'The signature passes, and now the document’s skew is reached: the messages look too young, the request to look again is dropped. Nobody is answered, by another way.',
      settings: { signatureToleranceS: 5 },
      expected: silenceAfterADrop,
    },
    {
      id: 'clocks-agree',
      title: 'Verified, and the clocks agree',
      happens: 'The delivery is accepted: one reply, as without verification.',
      faults: [],
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
