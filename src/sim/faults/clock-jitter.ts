/** Clocks that are never quite right: each reading is a little off, in one direction or the other. */
import { CLOCKED } from './clocks.ts';
import { defineFault } from './fault.ts';
import { ms } from './params.ts';

export const clockJitter = defineFault({
  id: 'clock-jitter',
  title: 'Clock jitter',
  sentence: 'Every reading of the clocks of a role’s instances, or of a service, is off by a little.',
  params: [CLOCKED, ms('maxMs', 200, 'How far a reading is off at most, ahead or behind.')],
  start: ({ role, maxMs }, world) =>
    world.eachNode(role, ({ id, clock }) => {
      clock.jitter((nowMs) => (2 * world.shareOf(`${id}/${nowMs}`) - 1) * maxMs);
      return `the clock is off by up to ${maxMs} ms at each reading`;
    }),
});
