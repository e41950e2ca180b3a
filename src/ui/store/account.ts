/** The account of the run on show: worked out once for a result, when somebody reads it. */
import { type Account, accountOf } from '../../sim/model/account/index.ts';
import type { RunResult } from '../worker/protocol.ts';
import { remembered } from './selectors.ts';

export const accountIn = remembered(({ trace, verdicts }: RunResult): Account => accountOf(trace, verdicts.pipeline));
