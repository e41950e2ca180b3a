/** The timing that was read out of a log, as a change of the scenario of a burst: the same messages at the same times. */
import type { RebuiltTiming } from '../../sim/model/diagnose/index.ts';
import { DEFAULT_USER } from '../../sim/model/scenario.ts';
import type { Overrides } from '../worker/protocol.ts';

/** The scenario that the messages are put into: the documented policy, and nothing that goes wrong. */
export const REBUILT_IN = 'rapid-burst';

/** Batching is on for whom the log says so; where it says it of nobody, for the document's test user. */
export function overridesOf({ messages, batched }: RebuiltTiming): Overrides {
  const testUsers = batched.join(',');
  const usual = testUsers === '' || testUsers === DEFAULT_USER;
  return { messages, ...(usual ? {} : { settings: { testUsers } }) };
}
