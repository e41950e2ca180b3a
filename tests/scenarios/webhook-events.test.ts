/** What else Messenger's webhooks may carry changes nothing about a conversation: events together, receipts, edits. */
import { describe, expect, it } from 'vitest';
import { judge } from '../../src/sim/checks/index.ts';
import { viewRun } from '../../src/sim/model/view/index.ts';
import type { Values } from '../../src/sim/model/scenario.ts';
import type { Trace } from '../../src/sim/model/trace.ts';
import { play } from '../support/app.ts';

const POLICIES = ['documented', 'recommended', 'hardened'];

const verdictsOf = (trace: Trace) => Object.fromEntries(judge(trace).map(({ check, verdict }) => [check, verdict]));

/** How often somebody asked a service for it. */
function count(trace: Trace, operation: string): number {
  return trace.events.filter((event) => event.kind === 'arrival' && event.operation.includes(operation)).length;
}

const replies = (trace: Trace) =>
  trace.events.flatMap((event) => (event.kind === 'reply' && event.side === 'pipeline' ? [event.messages] : []));

async function burst(policy: string, constants: Values): Promise<Trace> {
  return play('rapid-burst', undefined, { policy, constants });
}

describe.each(POLICIES)('with the policy %s a burst', (policy) => {
  it.each(['entries', 'events'])(
    'whose messages come in one POST, as %s, is answered whole, once',
    async (togetherAs) => {
      const apart = await burst(policy, {});
      const together = await burst(policy, { 'messenger.togetherMs': 1_000, 'messenger.togetherAs': togetherAs });
      expect([count(apart, 'webhook'), count(together, 'webhook')]).toEqual([3, 1]);
      expect(replies(together)).toEqual(replies(apart));
      expect(verdictsOf(together)).toEqual(verdictsOf(apart));
    },
  );

  it('is not disturbed by deliveries, reads and edits: they are answered 200, and nobody acts on them', async () => {
    const calm = await burst(policy, {});
    const told = await burst(policy, { 'messenger.receipts': true, 'messenger.editAfterMs': 700 });
    expect(count(told, 'webhook') - count(calm, 'webhook')).toBe(3 + 2);
    for (const operation of ['RPUSH', 'publish', 'chat', 'send']) {
      expect([operation, count(told, operation)]).toEqual([operation, count(calm, operation)]);
    }
    expect(replies(told)).toEqual(replies(calm));
    expect(verdictsOf(told)).toEqual(verdictsOf(calm));
  });

  it('is accepted when its own webhooks are, also where an edit overtakes the message', async () => {
    const late = { faults: [{ fault: 'webhook-late', nth: 1, byMs: 2_000 }] };
    const calm = await play('rapid-burst', undefined, { policy, ...late });
    const told = await play('rapid-burst', undefined, { policy, ...late, constants: { 'messenger.editAfterMs': 700 } });
    const acceptedAtMs = (trace: Trace) => viewRun(trace).messages.map((message) => message.acceptedAtMs);
    expect(acceptedAtMs(told)).toEqual(acceptedAtMs(calm));
    expect(verdictsOf(told)).toEqual(verdictsOf(calm));
  });
});
