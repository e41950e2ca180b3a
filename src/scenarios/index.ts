/**
 * The documented failures, in the order in which they are shown: first how it should go, then what breaks
 * without any fault, then what it takes a fault to break, then what a setting breaks.
 */
import type { Scenario } from '../sim/model/scenario.ts';
import { clockSkew } from './document/clock-skew.ts';
import { envSpaces } from './document/env-spaces.ts';
import { lockExpiresEarly } from './document/lock-expires-early.ts';
import { rapidBurst } from './document/rapid-burst.ts';
import { requeueDeduplicated } from './found/requeue-deduplicated.ts';
import { secondBurstStranded } from './found/second-burst-stranded.ts';

/** Every scenario. Ids are unique, and so are the ids of a scenario's variants (tests hold them to it). */
export const scenarios: readonly Scenario[] = [
  rapidBurst,
  requeueDeduplicated,
  secondBurstStranded,
  lockExpiresEarly,
  clockSkew,
  envSpaces,
];
