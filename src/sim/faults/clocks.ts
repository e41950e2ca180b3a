/** What the faults about clocks have in common: whose clock, and the words for how far it is off. */
import { ANY, ROLES } from './params.ts';

export const CLOCKED = {
  kind: 'text',
  name: 'role',
  default: 'processor',
  maxLength: 64,
  suggestions: [...ROLES, ANY, 'messenger', 'redis', 'qstash', 'openai', 'firestore'],
  sentence: 'Whose: the role of the route that instances serve, any for all instances, or a service by its name.',
} as const;

export function offBy(ms: number): string {
  return `the clock is ${Math.abs(ms)} ms ${ms < 0 ? 'behind' : 'ahead'}`;
}
