/** Answers that begin and never end: most clients have no time-out for that. */
import { defineFault } from './fault.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

export const callStalls = defineFault({
  id: 'call-stalls',
  title: 'Stalled answer',
  sentence: 'The head of an answer comes in time, its body never ends.',
  params: SELECTION,
  begins: 'fromMs',
  start: (selection, world) => onSelectedCalls(selection, world, () => ({ kind: 'stall-body' })),
});
