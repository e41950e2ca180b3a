/**
 * The documented failures, in the order in which they are shown: first how it should go, then what the document
 * describes, issue by issue, then what follows from how the services behave.
 */
import type { Scenario } from '../sim/model/scenario.ts';
import { clockSkew } from './document/clock-skew.ts';
import { dedupWindowExpiry } from './document/dedup-window-expiry.ts';
import { endlessRequeue } from './document/endless-requeue.ts';
import { envSpaces } from './document/env-spaces.ts';
import { envTypo } from './document/env-typo.ts';
import { lockExpiresEarly } from './document/lock-expires-early.ts';
import { qstashTokenMissing } from './document/qstash-token-missing.ts';
import { rapidBurst } from './document/rapid-burst.ts';
import { singleMessage } from './document/single-message.ts';
import { userIdMismatch } from './document/user-id-mismatch.ts';
import { foreignLockRelease } from './found/foreign-lock-release.ts';
import { functionTimeout } from './found/function-timeout.ts';
import { messageBetweenReadAndClear } from './found/message-between-read-and-clear.ts';
import { qstashDeliversTwice } from './found/qstash-delivers-twice.ts';
import { requeueDeduplicated } from './found/requeue-deduplicated.ts';
import { secondBurstStranded } from './found/second-burst-stranded.ts';

/** Every scenario. Ids are unique, and so are the ids of a scenario's variants (tests hold them to it). */
export const scenarios: readonly Scenario[] = [
  rapidBurst,
  singleMessage,
  dedupWindowExpiry,
  lockExpiresEarly,
  endlessRequeue,
  clockSkew,
  envSpaces,
  envTypo,
  userIdMismatch,
  qstashTokenMissing,

  requeueDeduplicated,
  secondBurstStranded,
  messageBetweenReadAndClear,
  functionTimeout,
  foreignLockRelease,
  qstashDeliversTwice,
];
