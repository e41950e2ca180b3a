/**
 * The documented failures, in the order in which they are shown: first how it should go, then what the document
 * describes (its issues, then its logs, its summary and its table), then what follows from how the services behave,
 * from how the clients speak to them, from what was tried before, and from the document's own recommendations.
 */
import type { Scenario } from '../sim/model/scenario.ts';
import { clockSkew } from './document/clock-skew.ts';
import { dedupWindowExpiry } from './document/dedup-window-expiry.ts';
import { endlessRequeue } from './document/endless-requeue.ts';
import { envNotSynced } from './document/env-not-synced.ts';
import { envSpaces } from './document/env-spaces.ts';
import { envTypo } from './document/env-typo.ts';
import { firestoreWriteFails } from './document/firestore-write-fails.ts';
import { flagFlip } from './document/flag-flip.ts';
import { flagWithoutRedeploy } from './document/flag-without-redeploy.ts';
import { lockExpiresEarly } from './document/lock-expires-early.ts';
import { lockNotReleased } from './document/lock-not-released.ts';
import { openaiError } from './document/openai-error.ts';
import { outOfOrderWebhooks } from './document/out-of-order-webhooks.ts';
import { processorCrashLosesMessages } from './document/processor-crash-loses-messages.ts';
import { qstashTokenMissing } from './document/qstash-token-missing.ts';
import { rapidBurst } from './document/rapid-burst.ts';
import { redisUnreachable } from './document/redis-unreachable.ts';
import { replicaLag } from './document/replica-lag.ts';
import { singleMessage } from './document/single-message.ts';
import { tabClosed } from './document/tab-closed.ts';
import { userIdMismatch } from './document/user-id-mismatch.ts';
import { foreignLockRelease } from './found/foreign-lock-release.ts';
import { functionTimeout } from './found/function-timeout.ts';
import { messageBetweenReadAndClear } from './found/message-between-read-and-clear.ts';
import { qstashDeliversTwice } from './found/qstash-delivers-twice.ts';
import { requeueDeduplicated } from './found/requeue-deduplicated.ts';
import { secondBurstStranded } from './found/second-burst-stranded.ts';
import { signatureUnderSkew } from './found/signature-under-skew.ts';
import { webhookRedelivered } from './found/webhook-redelivered.ts';
import { bucketEdgeSplit } from './history/bucket-edge-split.ts';
import { bucketSwallowsFollowUp } from './history/bucket-swallows-follow-up.ts';
import { fallBackAfterPush } from './history/fall-back-after-push.ts';
import { fallBackThatIsNone } from './history/fall-back-that-is-none.ts';
import { flagBlocksItself } from './history/flag-blocks-itself.ts';
import { listExpires } from './history/list-expires.ts';
import { objectObject } from './history/object-object.ts';
import { replyRefused } from './history/reply-refused.ts';
import { typingInAnotherInstance } from './history/typing-in-another-instance.ts';
import { retryFindsNothing } from './recommended/retry-finds-nothing.ts';
import { retryMeetsOwnLock } from './recommended/retry-meets-own-lock.ts';
import { saveThenRetryAnswersTwice } from './recommended/save-then-retry-answers-twice.ts';
import { arrayUnionSwallowsEqual } from './wire/array-union-swallows-equal.ts';
import { failedDeliveryBurnsTheId } from './wire/failed-delivery-burns-the-id.ts';
import { georgianSignature } from './wire/georgian-signature.ts';
import { lockLostToOwnRetry } from './wire/lock-lost-to-own-retry.ts';
import { lockOwnerNumber } from './wire/lock-owner-number.ts';
import { openaiRetryAfterOutlivesLock } from './wire/openai-retry-after-outlives-lock.ts';
import { openaiStalls } from './wire/openai-stalls.ts';
import { previewFeedsProduction } from './wire/preview-feeds-production.ts';
import { pushAppliedTwice } from './wire/push-applied-twice.ts';
import { rolloutTwoDeployments } from './wire/rollout-two-deployments.ts';
import { sharedInstanceState } from './wire/shared-instance-state.ts';
import { takeAnswerLost } from './wire/take-answer-lost.ts';

export { hindcastVersions } from './hindcast.ts';
export { isKnown, type KnownFailure, knownFailures } from './known-failures.ts';

/** Every scenario. Ids are unique, and so are the ids of a scenario's variants (tests hold them to it). */
export const scenarios: readonly Scenario[] = [
  rapidBurst,
  singleMessage,

  dedupWindowExpiry,
  lockNotReleased,
  lockExpiresEarly,
  endlessRequeue,
  clockSkew,
  replicaLag,
  processorCrashLosesMessages,
  flagFlip,
  envSpaces,
  userIdMismatch,
  envNotSynced,

  envTypo,
  flagWithoutRedeploy,
  redisUnreachable,
  qstashTokenMissing,
  openaiError,
  firestoreWriteFails,
  outOfOrderWebhooks,
  tabClosed,

  requeueDeduplicated,
  secondBurstStranded,
  messageBetweenReadAndClear,
  webhookRedelivered,
  functionTimeout,
  foreignLockRelease,
  signatureUnderSkew,
  qstashDeliversTwice,

  failedDeliveryBurnsTheId,
  lockLostToOwnRetry,
  pushAppliedTwice,
  takeAnswerLost,
  lockOwnerNumber,
  arrayUnionSwallowsEqual,
  openaiRetryAfterOutlivesLock,
  openaiStalls,
  georgianSignature,
  sharedInstanceState,
  rolloutTwoDeployments,
  previewFeedsProduction,

  bucketEdgeSplit,
  bucketSwallowsFollowUp,
  flagBlocksItself,
  typingInAnotherInstance,
  fallBackAfterPush,
  fallBackThatIsNone,
  replyRefused,
  listExpires,
  objectObject,

  retryMeetsOwnLock,
  retryFindsNothing,
  saveThenRetryAnswersTwice,
];
