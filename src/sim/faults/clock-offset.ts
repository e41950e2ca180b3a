/** Instances whose clock is ahead of, or behind, everybody else's. */
import { defineFault } from './fault.ts';

export const clockOffset = defineFault({
  id: 'clock-offset',
  title: 'Clock offset',
  sentence: 'The clocks of the instances that serve a role are ahead (positive) or behind (negative).',
  params: [
    {
      kind: 'text',
      name: 'role',
      default: 'processor',
      maxLength: 64,
      sentence: 'The role of the route that the instances serve, or any.',
    },
    {
      kind: 'number',
      name: 'offsetMs',
      default: -2_000,
      min: -86_400_000,
      max: 86_400_000,
      unit: 'ms',
      sentence: 'How far the clock is off.',
    },
  ],
  start: ({ role, offsetMs }, world) =>
    world.eachInstance(role, ({ clock }) => {
      clock.step(offsetMs);
      return `the clock is ${Math.abs(offsetMs)} ms ${offsetMs < 0 ? 'behind' : 'ahead'}`;
    }),
});
