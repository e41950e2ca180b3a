/** What the two sides are called. */
import type { Side } from '../../sim/model/trace.ts';
import { texts } from './texts.ts';

export function describeSide(side: Side): string {
  return side === 'pipeline' ? texts.production : texts.baseline;
}
