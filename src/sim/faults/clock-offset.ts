/** Instances, or services, whose clock is ahead of, or behind, everybody else's. */
import { CLOCKED, offBy } from './clocks.ts';
import { defineFault } from './fault.ts';

const DAY_MS = 86_400_000;

export const clockOffset = defineFault({
  id: 'clock-offset',
  title: 'Clock offset',
  sentence: 'The clocks of a role’s instances, or of a service, are ahead (positive) or behind (negative).',
  params: [
    CLOCKED,
    {
      kind: 'number',
      name: 'offsetMs',
      default: -2_000,
      min: -DAY_MS,
      max: DAY_MS,
      unit: 'ms',
      sentence: 'How far the clock is off.',
    },
  ],
  start: ({ role, offsetMs }, world) =>
    world.eachNode(role, ({ clock }) => {
      clock.step(offsetMs);
      return offBy(offsetMs);
    }),
});
