/** An instance that dies in the middle of its work, at a point that is named by a call that it makes. */
import { defineFault } from './fault.ts';
import { ms, ordinal, ROLE } from './params.ts';
import { checkOperation, matches, OPERATION, TO } from './selection.ts';

export const crash = defineFault({
  id: 'crash',
  title: 'Crash',
  sentence: 'The instance that makes a call dies there: no catch block runs, its timers and answers are gone.',
  params: [
    ROLE,
    {
      kind: 'choice',
      name: 'point',
      default: 'during',
      choices: ['before', 'during', 'after'],
      sentence: 'before: the call is not sent. during: it is under way. after: its answer has just arrived.',
    },
    TO,
    OPERATION,
    ordinal('nth', 'At which of those calls, counted from 1.'),
    ms('fromMs', 0, 'From when on they are counted.'),
  ],
  begins: 'fromMs',
  start: ({ role, point, to, operation, nth, fromMs }, world) => {
    world.instances(role);
    checkOperation(to, operation, world);
    let count = 0;
    world.rule((call) => {
      if (call.atMs < fromMs || call.from.role !== 'instance' || !matches(call, { from: role, to, operation }))
        return undefined;
      count += 1;
      return count === nth ? { kind: 'crash-caller', when: point } : undefined;
    });
  },
});
