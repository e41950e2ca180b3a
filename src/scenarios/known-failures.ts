/**
 * The failures of the documented pipeline that exploration has to find again by itself, with no hint of the scenario that
 * shows them: those of kind `found`, and others whose scenario is one message or burst away from them. Each is told as
 * exploration tells failures: by its check, and the pattern of its cause. That the scenario's own run shows it is a test.
 */
import type { Values } from '../sim/model/scenario.ts';
import type { CheckId } from '../sim/model/verdict.ts';

export interface KnownFailure {
  readonly scenario: string;
  readonly variant: string;
  /** In a sentence: what goes wrong. */
  readonly failure: string;
  /** Settings of the logic that it takes, where they are not the documented ones. */
  readonly settings?: Values;
  /** Any of these checks. */
  readonly checks: readonly CheckId[];
  /** By any of these patterns; by any at all where they are left out. */
  readonly patterns?: readonly string[];
  /** What became of the lock between two processors, where that is the point. */
  readonly lock?: 'lock-lapsed' | 'lock-taken-away';
  /** Scenarios that show the same failure, by the same cause. */
  readonly alsoIn?: readonly string[];
}

export const knownFailures: readonly KnownFailure[] = [
  {
    scenario: 'requeue-deduplicated',
    variant: 'same-id',
    failure: 'the smart wait’s own publish is dropped as a duplicate, and the batch is left without a trigger',
    checks: ['answered'],
    patterns: ['requeue-dropped'],
    alsoIn: ['endless-requeue', 'clock-skew', 'flag-flip', 'webhook-redelivered'],
  },
  {
    scenario: 'second-burst-stranded',
    variant: 'silence',
    failure: 'the trigger of a second burst is dropped as a duplicate of one that was delivered long ago',
    checks: ['answered'],
    patterns: ['follow-up-dropped'],
    alsoIn: ['dedup-window-expiry'],
  },
  {
    scenario: 'message-between-read-and-clear',
    variant: 'while-the-model-thinks',
    failure: 'a message that arrives while the model answers is deleted unread',
    checks: ['messages-kept'],
    patterns: ['deleted-unread'],
    alsoIn: ['replica-lag', 'lock-expires-early'],
  },
  {
    scenario: 'foreign-lock-release',
    variant: 'third-finds-work',
    failure: 'a processor that outlived its lock deletes the next one’s, and a third works beside the second',
    checks: ['one-processor'],
    lock: 'lock-taken-away',
  },
  {
    scenario: 'webhook-redelivered',
    variant: 'again-at-1s',
    failure: 'a message whose webhook comes again stands twice in one batch',
    checks: ['order-kept'],
    patterns: ['webhook-came-again'],
  },
  {
    scenario: 'webhook-redelivered',
    variant: 'again-at-20s',
    failure: 'a message whose webhook comes again later is answered again with the next batch',
    checks: ['answered-once'],
    patterns: ['webhook-came-again'],
  },
  {
    scenario: 'function-timeout',
    variant: 'maximum-10s',
    failure: 'the instance dies at work, and nothing calls again',
    checks: ['answered'],
    patterns: ['died-at-work'],
    alsoIn: ['lock-not-released', 'processor-crash-loses-messages', 'openai-stalls', 'openai-error'],
  },
  {
    scenario: 'signature-under-skew',
    variant: 'no-tolerance',
    failure: 'a delivery is refused, since its signature is not valid yet by the processor’s clock',
    settings: { verifyQstash: true },
    checks: ['answered'],
    patterns: ['delivery-refused'],
  },
  {
    scenario: 'lock-expires-early',
    variant: 'model-40s-delivered-again',
    failure: 'the lock lapses while its holder is at work, and a second processor answers as well',
    checks: ['answered-once'],
    lock: 'lock-lapsed',
    alsoIn: ['qstash-delivers-twice', 'openai-retry-after-outlives-lock'],
  },
  {
    scenario: 'replica-lag',
    variant: 'lag-4s',
    failure: 'the replica that is read does not have the messages yet, and their only trigger is spent',
    checks: ['answered'],
    patterns: ['read-nothing'],
  },
  {
    scenario: 'out-of-order-webhooks',
    variant: 'first-is-late',
    failure: 'webhooks overtake each other, and the batch is not in the order typed',
    checks: ['order-kept'],
    patterns: ['pushed-out-of-order'],
  },
  {
    scenario: 'env-typo',
    variant: 'unset-and-quicker',
    failure: 'two messages that are answered one by one save over each other’s history',
    checks: ['messages-kept'],
    patterns: ['normal-flow-overwrote'],
  },
  {
    scenario: 'failed-delivery-burns-the-id',
    variant: 'deaf',
    failure: 'the first delivery fails, and its id keeps every later trigger away',
    checks: ['answered'],
    patterns: ['never-delivered'],
  },
  {
    scenario: 'lock-lost-to-own-retry',
    variant: 'answer-of-set-lost',
    failure:
      'a processor meets a lock for which nobody works any more (here its own: the answer of SET NX was lost), and its trigger is spent',
    checks: ['answered'],
    patterns: ['met-the-lock'],
  },
  {
    scenario: 'push-applied-twice',
    variant: 'answer-of-rpush-lost',
    failure: 'the answer of RPUSH is lost, and the client’s retry puts the message into the batch twice',
    checks: ['order-kept'],
    patterns: ['push-applied-twice'],
  },
  {
    scenario: 'firestore-write-fails',
    variant: 'the-save-fails',
    failure: 'the reply is sent, its save fails, and the list is cleared all the same',
    checks: ['messages-kept'],
    patterns: ['save-failed'],
  },
  {
    scenario: 'processor-crash-loses-messages',
    variant: 'model-fails',
    failure: 'the model fails as often as the client asks, and the messages are given up',
    checks: ['answered'],
    patterns: ['model-failed'],
    alsoIn: ['openai-error'],
  },
  {
    scenario: 'reply-refused',
    variant: 'for-a-moment',
    failure: 'the reply is refused or lost, and the history says answered',
    checks: ['answered'],
    patterns: ['send-failed'],
  },
];

/** Whether a failure, told by check and pattern, is the known one. */
export function isKnown(
  { checks, patterns, lock }: Pick<KnownFailure, 'checks' | 'patterns' | 'lock'>,
  { check, pattern }: { readonly check: CheckId; readonly pattern: string },
): boolean {
  const [id = '', met] = pattern.split('+');
  return checks.includes(check) && (patterns?.includes(id) ?? true) && (lock === undefined || lock === met);
}
