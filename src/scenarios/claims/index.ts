/** Everything that the reference document claims, in its order, each with what runs must show if it is true. */
import type { DocumentClaim } from '../../sim/model/claim.ts';
import { closing, flow } from './flow.ts';
import { issues } from './issues.ts';
import { recommendations } from './recommendations.ts';
import { table } from './table.ts';
import { verify } from './verify.ts';

export { aspects } from './table.ts';

export const claims: readonly DocumentClaim[] = [
  ...flow,
  ...issues,
  ...table,
  ...verify,
  ...recommendations,
  ...closing,
];
