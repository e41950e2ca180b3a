/** Calls that take long: the request, its answer, or both are late. */
import { defineFault } from './fault.ts';
import { ms } from './params.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

export const callSlow = defineFault({
  id: 'call-slow',
  title: 'Slow call',
  sentence: 'A request arrives late, or its answer does.',
  params: [
    ms('requestMs', 0, 'How late the request is.'),
    ms('answerMs', 5_000, 'How late the answer is.'),
    ...SELECTION,
  ],
  begins: 'fromMs',
  start: ({ requestMs, answerMs, ...selection }, world) =>
    onSelectedCalls(selection, world, () => [
      ...(requestMs > 0 ? [{ kind: 'delay-request', ms: requestMs } as const] : []),
      ...(answerMs > 0 ? [{ kind: 'delay-answer', ms: answerMs } as const] : []),
    ]),
});
