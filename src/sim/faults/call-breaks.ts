/** Connections that break: the caller learns that there is no answer, and not whether it was served. */
import { defineFault } from './fault.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

export const callBreaks = defineFault({
  id: 'call-breaks',
  title: 'Broken connection',
  sentence: 'The connection breaks: before the call is served, or after it was, and its answer is lost.',
  params: [
    {
      kind: 'choice',
      name: 'what',
      default: 'answer',
      choices: ['request', 'answer'],
      sentence: 'request: nothing was served. answer: it was served, and nobody is told.',
    },
    {
      kind: 'text',
      name: 'error',
      default: 'read ECONNRESET',
      maxLength: 200,
      sentence: 'What the caller’s connection says.',
    },
    ...SELECTION,
  ],
  begins: 'fromMs',
  start: ({ what, error, ...selection }, world) =>
    onSelectedCalls(selection, world, () => ({ kind: 'break', what, error })),
});
