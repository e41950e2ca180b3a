/** Cures of what follows from how clients and services speak. */
import type { Cure } from '../../support/cure.ts';

export const wireCures: readonly Cure[] = [
  {
    name: 'a window that is over lets the next burst release what was stranded',
    scenario: 'failed-delivery-burns-the-id',
    variant: 'deaf',
    check: 'answered',
    by: { constants: { 'qstash.dedupWindowMs': 10_000 } },
  },
  {
    name: 'who has no lock cannot be locked out by himself',
    scenario: 'lock-lost-to-own-retry',
    variant: 'answer-of-set-lost',
    check: 'answered',
    by: { settings: { lockMs: 0 } },
  },
  {
    name: 'a lock longer than the patience that is asked for keeps the second processor out',
    scenario: 'openai-retry-after-outlives-lock',
    variant: 'delivered-again',
    check: 'one-processor',
    by: { settings: { lockMs: 60_000 } },
  },
  {
    name: 'an answer that ends is an answer',
    scenario: 'openai-stalls',
    variant: 'body-never-ends',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'after the release all webhooks are batched',
    scenario: 'rollout-two-deployments',
    variant: 'one-on-each',
    check: 'burst-whole',
    by: { faults: [] },
  },
  {
    name: 'with the right key in production the preview passes',
    scenario: 'preview-feeds-production',
    variant: 'right-and-fails',
    check: 'answered',
    by: { faults: [] },
  },
  {
    name: 'a read that can be repeated loses nothing',
    scenario: 'take-answer-lost',
    variant: 'answer-of-the-take-lost',
    check: 'messages-kept',
    by: { settings: { take: 'read-then-delete' } },
  },
  {
    name: 'a script compares texts with texts',
    scenario: 'lock-owner-number',
    variant: 'compared-in-the-client',
    check: 'answered',
    by: { settings: { lockRelease: 'owner-in-script' } },
  },
  {
    name: 'a history that is a list keeps both',
    scenario: 'array-union-swallows-equal',
    variant: 'array-union',
    check: 'messages-kept',
    by: { settings: { historyWrite: 'set' } },
  },
  {
    name: 'the raw body is what was signed',
    scenario: 'georgian-signature',
    variant: 'georgian',
    check: 'burst-whole',
    by: { settings: { webhookSignatureOver: 'raw' } },
  },
  {
    name: 'a sender kept in the request is nobody else’s',
    scenario: 'shared-instance-state',
    variant: 'several-requests-at-once',
    check: 'no-strangers',
    by: { settings: { senderKept: 'request' } },
  },
  {
    name: 'an answer that arrives is not asked for again',
    scenario: 'push-applied-twice',
    variant: 'answer-of-rpush-lost',
    check: 'order-kept',
    by: { faults: [] },
  },
];
