/** The switch misspelt, left out, or written in capitals: three ways to run without batching and not to know it. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { singleReplies } from '../outcomes.ts';

const missing = { fault: 'environment', name: 'ENABLE_REDIS_BATCHING', unset: true, deployment: 'production' } as const;

export const envTypo = {
  id: 'env-typo',
  kind: 'document',
  title: 'A letter too few',
  reference: 'summary 1; log 1',
  lookAt:
    'The variable is there, under a name that nobody reads. Three messages get three replies, and the log says what it says for everybody for whom batching is off.',
  claims: [
    {
      says: 'A typing error in the name of the variable switches batching off.',
      verdict: 'holds',
      because: 'The code finds no value, which is not "true". Each message is answered by itself.',
    },
    {
      says: 'Log 1 tells it: the value that it prints is "false", and batching is not enabled.',
      verdict: 'holds only if',
      because:
        'The value really is "false". A misspelt or missing variable prints "undefined", and "True" prints itself: right to the eye, wrong to the code.',
    },
    {
      says: 'Wrong environment variables are 40 % of the problems.',
      verdict: 'rests on no data',
      because: 'No count is given, and we have none.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'govuk-pay/pay-selfservice',
      number: 1047,
      sentence: 'A switch in the environment is misread because its value is a text: even "false" switches it on.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'misspelt',
      title: 'ENABLE_REDIS_BATCHNG = true',
      happens: 'The code reads another name and finds nothing. Three replies, no error.',
      faults: [
        missing,
        { fault: 'environment', name: 'ENABLE_REDIS_BATCHNG', value: 'true', deployment: 'production' },
      ],
      expected: singleReplies,
    },
    {
      id: 'unset',
      title: 'The variable is missing',
      happens: 'Three replies, no error. The log prints "undefined".',
      faults: [missing],
      expected: singleReplies,
    },
    {
      id: 'capital-letter',
      title: 'ENABLE_REDIS_BATCHING = True',
      happens: 'The value is compared letter by letter: "True" is not "true". Three replies, no error.',
      faults: [{ fault: 'environment', name: 'ENABLE_REDIS_BATCHING', value: 'True', deployment: 'production' }],
      expected: singleReplies,
    },
    {
      id: 'unset-and-quicker',
      title: 'The variable is missing, and the messages follow each other after 0.05 s',
      happens:
        'Two webhooks load the conversation before either has saved it: the second one saves it without the first one’s message. Whoever runs without batching loses history by typing fast.',
      messages: [
        { atMs: 0, text: 'გამარჯობა' },
        { atMs: 50, text: 'რა ქუდები გაქვთ?' },
        { atMs: 100, text: 'ფოტო გაქვს?' },
      ],
      faults: [missing],
      expected: { ...singleReplies, 'messages-kept': 'broken', 'history-complete': 'broken' },
    },
  ],
} as const satisfies Scenario;
