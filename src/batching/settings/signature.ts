/** Whether requests are believed to come from whom they say. */
export const SIGNATURE = [
  {
    kind: 'boolean',
    name: 'verifyWebhook',
    default: false,
    sentence: 'Whether webhooks with a wrong signature are refused.',
  },
  {
    kind: 'choice',
    name: 'webhookSignatureOver',
    default: 'raw',
    choices: ['raw', 'rewritten'],
    sentence: 'Whether that signature is compared over the body as it came, or over its JSON parsed and written again.',
  },
  {
    kind: 'boolean',
    name: 'verifyQstash',
    default: false,
    sentence: 'Whether deliveries of QStash with a wrong signature are refused.',
  },
  {
    kind: 'choice',
    name: 'unverified',
    default: 'refuse',
    choices: ['refuse', 'run'],
    sentence:
      'What becomes of a delivery whose signature does not verify: refused, or logged and processed all the same.',
  },
  {
    kind: 'number',
    name: 'signatureToleranceS',
    default: 0,
    min: 0,
    max: 300,
    unit: 'count',
    sentence: 'By how many seconds the clock may differ from QStash’s when its signature is verified.',
  },
] as const;
