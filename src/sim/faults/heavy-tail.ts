/** Real networks have a heavy tail: most legs are quick, a few take seconds, and those few show the races. */
import { defineFault } from './fault.ts';
import { INTERVAL, ms } from './params.ts';

export const heavyTail = defineFault({
  id: 'heavy-tail',
  title: 'Heavy tail',
  sentence: 'A share of the requests and answers of the pipeline take long.',
  params: [
    {
      kind: 'number',
      name: 'share',
      default: 0.05,
      min: 0,
      max: 1,
      unit: 'share',
      sentence: 'Which share of them; drawn from the seed.',
    },
    { ...ms('minMs', 200, 'The shortest of the long ones.'), max: 600_000 },
    { ...ms('maxMs', 2_000, 'The longest of the long ones.'), max: 600_000 },
    ...INTERVAL,
  ],
  begins: 'fromMs',
  start: ({ share, minMs, maxMs, ...interval }, world) => {
    if (maxMs < minMs) world.refuse('maxMs', maxMs, `at least ${minMs}, the shortest`);
    world.parameter('network.tailShare', share, interval);
    world.parameter('network.tailMinMs', minMs, interval);
    world.parameter('network.tailMaxMs', maxMs, interval);
  },
});
