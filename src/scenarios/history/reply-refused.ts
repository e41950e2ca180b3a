/** Messenger refuses the reply, the code logs it and goes on as if it had been sent. */
import type { FaultInput, Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';

const refused = (status: number, body: string, count: number): readonly FaultInput[] => [
  { fault: 'call-fails', to: 'messenger', operation: 'send', status, body, nth: 1, count },
];

/** Nobody is answered; the history has the messages, and a reply that nobody got. */
const keptAndNotAnswered = {
  'messages-kept': 'holds',
  answered: 'broken',
  custody: 'broken',
  'history-complete': 'holds',
  'burst-whole': 'broken',
  'matches-baseline': 'broken',
} as const;

export const replyRefused = {
  id: 'reply-refused',
  kind: 'history',
  title: 'Answered, says the history',
  reference: 'history: the reply; none in the document',
  lookAt:
    'Messenger refuses the reply at 5.2 s. One line in the log; then the history is saved with the reply in it, the list is cleared, and the batch is reported as processed.',
  claims: [
    {
      says: 'The processor sends one response.',
      verdict: 'holds only if',
      because:
        'Messenger takes it. An error of the Send API is logged and swallowed, a temporary one as well as a final one: nobody tries again, and the model will believe that it has answered.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'zoolok17/agenttalk',
      number: 162,
      sentence:
        'A reply that is refused on its way out is recorded as a successful turn; nothing shows that it was never sent.',
    },
    {
      repository: 'SiderealPress/Lobster',
      number: 2242,
      sentence: 'Messages are marked as handled although no reply ever reached the user.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'for-good',
      title: 'Refused: outside of the 24 hours in which a page may write',
      happens: 'No reply reaches the user. The history says that he was answered.',
      faults: refused(
        400,
        '{"error":{"message":"(#10) This message is sent outside of allowed window.","type":"OAuthException","code":10,"error_subcode":2018278,"fbtrace_id":"AbC"}}',
        0,
      ),
      expected: keptAndNotAnswered,
    },
    {
      id: 'for-a-moment',
      title: 'Refused once: a temporary error',
      happens: 'A second attempt would have succeeded. There is none.',
      faults: refused(
        500,
        '{"error":{"message":"Temporary send message failure. Please try again later.","type":"OAuthException","code":1200,"fbtrace_id":"AbC"}}',
        1,
      ),
      expected: keptAndNotAnswered,
    },
  ],
} as const satisfies Scenario;
