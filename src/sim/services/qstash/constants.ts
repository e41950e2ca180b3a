/** Numbers and names of QStash; its times that others reckon with are in `model/qstash-times.ts`. Where the vendor says nothing, the value is the one that makes trouble. */
import type { ServiceConstant } from '../service.ts';

/** The credential that production has in `QSTASH_TOKEN`. */
export const QSTASH_TOKEN = 'qstash-token';
/** Deliveries are signed with the first; receivers accept both, so that keys can be rolled. */
export const CURRENT_SIGNING_KEY = 'sig-current';
export const NEXT_SIGNING_KEY = 'sig-next';

/** `Retry-After` of an answer is obeyed up to a day; beyond it the back-off counts. Source: Upstash docs, features/retry. */
export const LONGEST_RETRY_AFTER_MS = 86_400_000;
/** "Do not try again", together with `Upstash-NonRetryable-Error: true`. Source: Upstash docs, features/retry. */
export const NON_RETRYABLE_STATUS = 489;

export const QSTASH_CONSTANTS = [
  {
    kind: 'number',
    name: 'dedupWindowMs',
    default: 90_000,
    published: 600_000,
    min: 0,
    max: 7_776_000_000,
    unit: 'ms',
    sentence: 'How long a deduplication id stays taken, counted from the publish that took it.',
    source: 'reference document: 90 s; Upstash docs, features/deduplication: 10 minutes (once 90 days)',
  },
  {
    kind: 'choice',
    name: 'dedupScope',
    default: 'account',
    choices: ['account', 'url'],
    sentence: 'Whether a deduplication id counts for the whole account, or for each destination by itself.',
    source: 'not published; chosen',
  },
  {
    kind: 'number',
    name: 'retries',
    default: 3,
    min: 0,
    max: 100,
    unit: 'count',
    sentence: 'How often a failed delivery is tried again where the publish does not say.',
    source: 'Upstash OpenAPI, Upstash-Retries',
  },
  {
    kind: 'number',
    name: 'deliveryTimeoutMs',
    default: 900_000,
    min: 1_000,
    max: 43_200_000,
    unit: 'ms',
    sentence: 'How long a delivery may take to be answered where the publish does not say.',
    source: 'Upstash pricing: longest response 15 minutes on the free plan',
  },
  {
    kind: 'number',
    name: 'lateMs',
    default: 0,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    sentence: 'How much later than asked a delivery leaves.',
    source: 'not published; calm: exactly on time',
  },
  {
    kind: 'number',
    name: 'dailyQuota',
    default: 0,
    min: 0,
    max: 1_000_000_000,
    unit: 'count',
    sentence: 'How many messages a day may be published, by the UTC day of its clock; 0 for no bound.',
    source: 'Upstash pricing: 1,000 a day on the free plan; calm: none',
  },
  {
    kind: 'number',
    name: 'burstPerS',
    default: 0,
    min: 0,
    max: 1_000_000,
    unit: 'count',
    sentence: 'How many requests other than publishes may come in a second; 0 for no bound.',
    source:
      'Upstash docs, api/api-ratelimiting: there is such a limit, though none on publishing; how high it is depends on the plan; calm: none',
  },
] as const satisfies readonly ServiceConstant[];
