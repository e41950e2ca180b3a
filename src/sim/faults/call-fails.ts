/** Calls that are answered with an error: instead of being served, or although they were. */
import type { WireAnswer } from '../network/wire.ts';
import { defineFault } from './fault.ts';
import { onSelectedCalls, SELECTION } from './selection.ts';

const HTML = /^\s*</;

export const callFails = defineFault({
  id: 'call-fails',
  title: 'Failing call',
  sentence: 'A call is answered with an error.',
  params: [
    {
      kind: 'number',
      name: 'status',
      default: 500,
      min: 200,
      max: 599,
      unit: 'status',
      sentence: 'The HTTP status of the answer.',
    },
    {
      kind: 'text',
      name: 'body',
      default: '',
      maxLength: 10_000,
      sentence: 'The body of the answer; empty: an error of that status as whoever is called words it.',
    },
    {
      kind: 'number',
      name: 'retryAfterS',
      default: 0,
      min: 0,
      max: 86_400,
      unit: 'count',
      sentence: 'Seconds that the answer’s retry-after asks for; 0 for none.',
    },
    {
      kind: 'choice',
      name: 'when',
      default: 'before',
      choices: ['before', 'after'],
      sentence: 'before: the call is not served. after: it is served, and its answer is replaced.',
    },
    ...SELECTION,
  ],
  begins: 'fromMs',
  start: ({ status, body, retryAfterS, when, ...selection }, world) =>
    onSelectedCalls(selection, world, (call) => {
      const answer = body === '' ? world.errorOf(call, status) : own(status, body);
      const retry = retryAfterS > 0 ? { 'retry-after': String(retryAfterS) } : {};
      return { kind: 'refuse', when, answer: { ...answer, headers: { ...answer.headers, ...retry } } };
    }),
});

function own(status: number, body: string): WireAnswer {
  return { status, headers: { 'content-type': HTML.test(body) ? 'text/html' : 'application/json' }, body };
}
