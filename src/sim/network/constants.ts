/** How long a leg takes. Calm by default: scenarios are worked out on these numbers; exploration draws others. */
import type { ServiceConstant } from '../services/service.ts';

export const NETWORK_CONSTANTS = [
  {
    kind: 'number',
    name: 'oneWayMs',
    default: 50,
    min: 0,
    max: 60_000,
    unit: 'ms',
    sentence: 'How long a request, or an answer, is on its way.',
    source: 'chosen: one way 0.05 s on every leg makes the times of the scenarios easy to follow',
  },
  {
    kind: 'number',
    name: 'tailShare',
    default: 0,
    min: 0,
    max: 1,
    unit: 'share',
    sentence: 'The share of legs that take longer; real networks have a heavy tail.',
    source: 'trials: 5 % of the legs at 0.2 to 2 s made races twelve times more visible',
  },
  {
    kind: 'number',
    name: 'tailMinMs',
    default: 200,
    min: 0,
    max: 600_000,
    unit: 'ms',
    sentence: 'The shortest of the long legs.',
    source: 'trials',
  },
  {
    kind: 'number',
    name: 'tailMaxMs',
    default: 2_000,
    min: 0,
    max: 600_000,
    unit: 'ms',
    sentence: 'The longest of the long legs.',
    source: 'trials',
  },
] as const satisfies readonly ServiceConstant[];
