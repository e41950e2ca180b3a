/** Clocks that run fast or slow: what they are off by grows with time. */
import { CLOCKED } from './clocks.ts';
import { defineFault } from './fault.ts';
import { ms } from './params.ts';

export const clockDrift = defineFault({
  id: 'clock-drift',
  title: 'Clock drift',
  sentence: 'The clocks of a role’s instances, or of a service, run fast (positive) or slow (negative).',
  params: [
    CLOCKED,
    {
      kind: 'number',
      name: 'ppm',
      default: 20_000,
      min: -500_000,
      max: 500_000,
      unit: 'ppm',
      sentence: 'How fast, in parts per million: 1,000 is a millisecond in every second.',
    },
    ms('fromMs', 0, 'From when on.'),
  ],
  begins: 'fromMs',
  start: ({ role, ppm, fromMs }, world) => {
    const effect = `the clock runs ${Math.abs(ppm)} ppm ${ppm < 0 ? 'slow' : 'fast'}`;
    world.eachNode(role, ({ clock }) => {
      clock.drift(ppm, fromMs);
      return world.nowMs() < fromMs ? undefined : effect;
    });
    if (fromMs > 0) world.at(fromMs, () => ({ effect: `${effect} (${role})` }));
  },
});
