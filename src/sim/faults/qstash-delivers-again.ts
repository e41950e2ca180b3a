/** QStash promises at-least-once delivery, and keeps no other promise: the same delivery comes a second time. */
import { defineFault } from './fault.ts';
import { ms, ordinal } from './params.ts';

export const qstashDeliversAgain = defineFault({
  id: 'qstash-delivers-again',
  title: 'Second delivery',
  sentence: 'QStash sends one of its deliveries a second time.',
  params: [ordinal('nth', 'Which delivery, counted from 1.'), ms('atMs', 35_000, 'When the second copy is sent.')],
  start: ({ nth, atMs }, world) => {
    let count = 0;
    world.rule((call) => {
      if (call.from.role !== 'qstash') return undefined;
      count += 1;
      return count === nth ? { kind: 'copies', delaysMs: [Math.max(0, atMs - call.atMs)] } : undefined;
    });
  },
});
