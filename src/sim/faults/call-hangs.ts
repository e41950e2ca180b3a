/** Calls of which nobody hears again: no answer, and no error either. */
import { defineFault } from './fault.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

export const callHangs = defineFault({
  id: 'call-hangs',
  title: 'Hanging call',
  sentence: 'A request never arrives, or its answer never does; the caller waits for as long as it cares to.',
  params: [
    {
      kind: 'choice',
      name: 'what',
      default: 'request',
      choices: ['request', 'answer'],
      sentence: 'request: it never arrives. answer: it was served, and the answer never arrives.',
    },
    ...SELECTION,
  ],
  begins: 'fromMs',
  start: ({ what, ...selection }, world) => onSelectedCalls(selection, world, () => ({ kind: 'hang', what })),
});
