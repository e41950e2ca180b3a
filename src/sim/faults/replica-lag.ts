/** A replica that is behind: reads may be served by it, and then show what was true a while ago. */
import { defineFault } from './fault.ts';
import { INTERVAL, ms } from './params.ts';

export const replicaLag = defineFault({
  id: 'replica-lag',
  title: 'Replica lag',
  sentence: 'Reads of Redis are served by a replica that learns late of what was written.',
  params: [
    ms('lagMs', 3_000, 'How much later it learns of a write.'),
    {
      kind: 'number',
      name: 'nth',
      default: 0,
      min: 0,
      max: 100_000,
      unit: 'count',
      sentence: 'Of which write, counted from 1; 0 for every one. The others take as long as redis.replicaLagMs says.',
    },
    ...INTERVAL,
  ],
  start: ({ lagMs, nth, fromMs, toMs }, world) =>
    world.slowReplicas((write) => {
      const nowMs = world.nowMs();
      return (nth === 0 || nth === write) && nowMs >= fromMs && nowMs < toMs ? lagMs : undefined;
    }),
});
