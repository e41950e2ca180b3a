/** The address that QStash calls is written into the code: what a preview collects, production processes. */
import type { Scenario } from '../../sim/model/scenario.ts';
import { threeQuickMessages } from '../messages.ts';
import { asFromTheTab, silence } from '../outcomes.ts';

const KEY = 'OPENAI_API_KEY';

/** The webhooks reach a preview that has this key for the model. */
const preview = (value: string) =>
  ({ fault: 'other-deployment', deployment: 'preview', name: KEY, value, role: 'webhook', nth: 1, count: 0 }) as const;

export const previewFeedsProduction = {
  id: 'preview-feeds-production',
  kind: 'wire',
  title: 'The preview feeds production',
  reference: 'issue 1 (the address in the code); issue 7, issue 3',
  lookAt:
    'The webhooks are served by the preview. Then look who processes the batch: production, with its code and its environment, because its address stands in the code.',
  claims: [
    {
      says: 'You test on the preview, and then deploy what you have tested.',
      verdict: 'does not hold',
      because:
        'Half of it runs in production already: QStash calls the address in the code. A preview can be broken and pass, or be right and fail by what is wrong in production; and it answers with production’s voice.',
    },
  ],
  seenInTheWild: [
    {
      repository: 'dubinc/dub',
      number: 4023,
      sentence: 'Calls of QStash are made to reach the deployment of the pull request that is being tested.',
    },
  ],
  messages: threeQuickMessages,
  variants: [
    {
      id: 'wrong-and-passes',
      title: 'The preview has a wrong key for the model, production the right one',
      happens: 'One reply, as it should be. The test passes: the wrong key was never used.',
      faults: [preview('another-key')],
      expected: asFromTheTab,
    },
    {
      id: 'right-and-fails',
      title: 'The preview has the right key, production a wrong one',
      happens: 'Production asks the model with its own key, is refused, and clears the list. The test fails.',
      faults: [
        { fault: 'environment', name: KEY, value: 'another-key', deployment: 'production' },
        preview('openai-key'),
      ],
      expected: silence,
    },
  ],
} as const satisfies Scenario;
