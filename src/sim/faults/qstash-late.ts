/** QStash says when a delivery is due at the earliest, and nothing about the latest. */
import { counter } from './counting.ts';
import { defineFault } from './fault.ts';
import { COUNTING, ms } from './params.ts';

const [NTH, COUNT] = COUNTING;

export const qstashLate = defineFault({
  id: 'qstash-late',
  title: 'Late delivery',
  sentence: 'A delivery of QStash comes late.',
  params: [NTH, COUNT, ms('byMs', 70_000, 'How late it is.'), ms('fromMs', 0, 'From when on they are counted.')],
  begins: 'fromMs',
  start: ({ byMs, ...counting }, world) => {
    const counts = counter(counting, world.stream('share'));
    world.rule((call) =>
      call.from.role === 'qstash' && counts(call.atMs) ? { kind: 'delay-request', ms: byMs } : undefined,
    );
  },
});
