/** QStash promises at-least-once delivery, and keeps no other promise: the same delivery comes a second time. */
import { defineFault } from './fault.ts';

export const qstashDeliversAgain = defineFault({
  id: 'qstash-delivers-again',
  title: 'Second delivery',
  sentence: 'QStash sends one of its deliveries a second time.',
  params: [
    {
      kind: 'number',
      name: 'nth',
      default: 1,
      min: 1,
      max: 100_000,
      unit: 'count',
      sentence: 'Which delivery, counted from 1.',
    },
    {
      kind: 'number',
      name: 'atMs',
      default: 35_000,
      min: 0,
      max: 172_800_000,
      unit: 'ms',
      sentence: 'When the second copy is sent.',
    },
  ],
  start: ({ nth, atMs }, world) => {
    let count = 0;
    world.rule((call) => {
      if (call.from.role !== 'qstash') return undefined;
      count += 1;
      return count === nth ? { kind: 'copies', delaysMs: [Math.max(0, atMs - call.atMs)] } : undefined;
    });
  },
});
