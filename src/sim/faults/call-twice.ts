/** Requests that are delivered twice, as networks and queues do. */
import { defineFault } from './fault.ts';
import { ms } from './params.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

export const callTwice = defineFault({
  id: 'call-twice',
  title: 'Call delivered twice',
  sentence: 'A request is delivered again; the caller hears of the first answer only.',
  params: [ms('afterMs', 1_000, 'How much later it is delivered again.'), ...SELECTION],
  begins: 'fromMs',
  start: ({ afterMs, ...selection }, world) =>
    onSelectedCalls(selection, world, () => ({ kind: 'copies', delaysMs: [afterMs] })),
});
