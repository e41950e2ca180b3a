/**
 * The documented failures, in the order in which they are shown: first how it should go, then what breaks
 * without any fault, then what it takes a fault to break, then what a setting breaks.
 */
import type { Scenario } from '../sim/model/scenario.ts';
import { clockSkew } from './clock-skew.ts';
import { envSpaces } from './env-spaces.ts';
import { lockExpiresEarly } from './lock-expires-early.ts';
import { rapidBurst } from './rapid-burst.ts';
import { requeueDeduplicated } from './requeue-deduplicated.ts';
import { secondBurstStranded } from './second-burst-stranded.ts';

/** Every scenario. Ids are unique, and so are the ids of a scenario's variants (tests hold them to it). */
export const scenarios: readonly Scenario[] = [
  rapidBurst,
  requeueDeduplicated,
  secondBurstStranded,
  lockExpiresEarly,
  clockSkew,
  envSpaces,
];
