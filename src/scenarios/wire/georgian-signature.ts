/** The signature is checked over JSON that was parsed and written again: right for ASCII, wrong for Georgian. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, neverAccepted } from '../outcomes.ts';

export const georgianSignature = {
  id: 'georgian-signature',
  kind: 'wire',
  title: 'Only English is genuine',
  reference: 'none: the document does not speak of signatures',
  lookAt:
    'Messenger signs the body as it sends it, with Georgian letters written as \\u codes. The code checks a body that it has parsed and written again, with the letters themselves: another text, another signature.',
  claims: [
    {
      says: 'Messages in Georgian and in English take the same way.',
      verdict: 'holds only if',
      because:
        'The signature is checked over the raw body. Over rewritten JSON every test in English passes, and every Georgian user is refused; Messenger sends again, three times, and gives up.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'octokit/webhooks.js',
      number: 71,
      sentence:
        'A signature checked over parsed and rewritten JSON fails for some characters although everything is genuine.',
    },
    {
      repository: 'box/box-node-sdk',
      number: 568,
      sentence:
        'The sender escapes what is not ASCII, the receiver’s JSON does not: signatures of such webhooks do not match.',
    },
  ],
  messages: threeQuickMessages,
  settings: { verifyWebhook: true, webhookSignatureOver: 'rewritten' },
  variants: [
    {
      id: 'georgian',
      title: 'Three messages in Georgian, checked over rewritten JSON',
      happens: 'Every webhook is refused, sent again after 0, 60 and 300 s, refused again, and given up. No reply.',
      expected: { ...neverAccepted, 'refused-not-processed': 'holds' },
    },
    {
      id: 'english',
      title: 'The same in English',
      happens: 'Rewritten ASCII is the same text: the signature matches. One reply.',
      messages: [
        { atMs: 0, text: 'Hello' },
        { atMs: 250, text: 'What hats do you have?' },
        { atMs: 500, text: 'Do you have a photo?' },
      ],
      expected: asFromTheTab,
    },
    {
      id: 'georgian-over-the-raw-body',
      title: 'In Georgian, checked over the raw body',
      happens: 'The signature matches what was sent. One reply.',
      settings: { verifyWebhook: true, webhookSignatureOver: 'raw' },
      expected: asFromTheTab,
    },
  ],
} as const satisfies Scenario;
