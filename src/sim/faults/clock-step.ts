/** Clocks that are set at a moment: they jump, and every age and every deadline that they tell jumps with them. */
import { CLOCKED, offBy } from './clocks.ts';
import { defineFault, type FaultyNode } from './fault.ts';
import { ms } from './params.ts';

const DAY_MS = 86_400_000;

export const clockStep = defineFault({
  id: 'clock-step',
  title: 'Clock step',
  sentence: 'The clocks of a role’s instances, or of a service, jump at a moment.',
  params: [
    CLOCKED,
    ms('atMs', 3_000, 'When they jump.'),
    {
      kind: 'number',
      name: 'byMs',
      default: -5_000,
      min: -DAY_MS,
      max: DAY_MS,
      unit: 'ms',
      sentence: 'How far: ahead (positive) or back (negative).',
    },
  ],
  begins: 'atMs',
  start: ({ role, atMs, byMs }, world) => {
    const waiting: FaultyNode[] = [];
    world.eachNode(role, (node) => {
      if (world.nowMs() < atMs) {
        waiting.push(node);
        return undefined;
      }
      node.clock.step(byMs);
      return offBy(byMs);
    });
    world.at(atMs, () => ({
      effect: `the clock is set by ${byMs} ms (${role})`,
      act: () => waiting.splice(0).forEach(({ clock }) => clock.step(byMs)),
    }));
  },
});
