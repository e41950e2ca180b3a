/**
 * A delivery or webhook whose signature was refused has no effect. Refused is what was answered 401 or 403, and what
 * the logic complained of in its log as wrongly signed; an effect is whatever another could notice.
 */
import { count, partOf } from '../model/words.ts';
import { effectsOf, type InvocationView, type RunView } from '../model/view/index.ts';
import { type Check, verdictsOf } from './check.ts';

const say = verdictsOf('refused-not-processed');
const REFUSED: readonly number[] = [401, 403];
const COMPLAINT = /signature/i;

export const refusedNotProcessed: Check = {
  id: 'refused-not-processed',
  kind: 'safety',
  title: 'What is refused does nothing',
  sentence: 'A delivery or webhook whose signature was refused has no effect.',
  unlessListed: 'inconclusive',
  judgesTab: false,
  judge: (view) => {
    const altered = alteredRequests(view);
    const refused = view.invocations.filter((invocation) => isRefused(invocation, view, altered));
    if (refused.length === 0)
      return say.inconclusive('Nothing was refused for its signature, so there is nothing to judge.');
    const effective = refused.flatMap((invocation) => {
      const effect = invocation.calls.find((call) => effectsOf(view, call).length > 0);
      return effect === undefined ? [] : [{ invocation, effect }];
    });
    if (effective.length === 0)
      return say.holds(`${count(refused.length, 'request')} refused for the signature, and nothing came of any.`);
    return say.broken(
      `${partOf(effective.length, refused.length, 'request')} refused for the signature had an effect all the same, the first by ${effective[0]?.effect.operation ?? ''}.`,
      {
        eventIds: effective.flatMap(({ invocation, effect }) => [
          effect.arrivals[0] ?? effect.request,
          invocation.complaints[0]?.event ?? invocation.id,
        ]),
        messages: effective.flatMap(({ invocation, effect }) => [...invocation.messages, ...effect.messages]),
      },
    );
  },
};

/** Requests that a fault had to do with: what was answered to them may not be what the logic said. */
function alteredRequests({ trace }: RunView): ReadonlySet<number> {
  return new Set(
    trace.events.flatMap((event) => (event.kind === 'fault' && event.request !== undefined ? [event.request] : [])),
  );
}

function isRefused({ id, end, complaints }: InvocationView, { trace }: RunView, altered: ReadonlySet<number>): boolean {
  if (complaints.some(({ text }) => COMPLAINT.test(text))) return true;
  const arrival = trace.events[id];
  const own = arrival?.kind !== 'arrival' || !altered.has(arrival.request);
  return own && end.kind === 'answered' && REFUSED.includes(end.status);
}
