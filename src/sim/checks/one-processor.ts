/** Never two processors at work on one user at once. `model/view/at-work.ts` says who is. */
import { overlapsOf, workIn } from '../model/view/index.ts';
import { duration, moment } from '../model/words.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('one-processor');

export const oneProcessor: Check = {
  id: 'one-processor',
  kind: 'safety',
  title: 'One processor at a time',
  sentence: 'Never are two processors at work on one user at once.',
  unlessListed: 'holds',
  judgesTab: false,
  judge: (view) => {
    const work = workIn(view);
    const pairs = overlapsOf(work);
    const [first] = pairs.toSorted((a, b) => a[1].from - b[1].from);
    if (first === undefined) return say.holds(heldSentence(work.length));
    const [one, other] = first;
    const atMs = (id: number): number => view.trace.events[id]?.atMs ?? 0;
    const togetherMs = atMs(Math.min(one.to, other.to)) - atMs(other.from);
    const more = pairs.length > 1 ? `; it happened ${pairs.length} times` : '';
    return say.broken(
      `From ${moment(atMs(other.from))} on ${one.node} and ${other.node} worked for one user together, for ${duration(togetherMs)}${more}.`,
      {
        eventIds: pairs.flatMap(([a, b]) => [b.from, a.from]),
        messages: pairs.flatMap(([a, b]) => [...a.messages, ...b.messages]),
      },
    );
  },
};

/** A processor that reads and then puts the batch off holds the lock, too, and is not at work: it says what work is. */
function heldSentence(times: number): string {
  const work = 'went on with messages that it had read (to the model, the user or the history)';
  if (times === 0) return `No processor ${work}, so never were two at work for one user at once.`;
  if (times === 1) return `One processor ${work}, and no other for the same user meanwhile.`;
  return `${times} times a processor ${work}, and never two for one user at once.`;
}
