/**
 * The calls that QStash is asked for. Their ids cannot be used up by anything but the call that they stand for: `b_` and
 * the batch's id is published until the batch is taken, which gives the next one another; `i_` and a message's id for a
 * batch in flight; `c_` and the delivery's own id where it puts off; `h_`, the delivery's and the batch's where it hands on,
 * since a copy of the same delivery may have put off meanwhile. A trigger whose retries are used up leaves its id taken: for
 * a batch that is overdue it is `o_` and one that nobody used before.
 */
import type { Context } from '../context.ts';
import type { IncomingMessage } from '../events.ts';
import type { Settings } from '../settings/index.ts';
import { destination, flowOf, hasQstashToken, PROCESSOR_PATH, publish, SECOND_MS } from '../trigger.ts';
import type { Placed } from './state.ts';

/** What a trigger tells the processor. */
export interface Errand {
  readonly user: string;
  /** Not to wait for more: batching is off for this user. */
  readonly atOnce: boolean;
}

/** For a message that was placed and waits, or is being answered. */
export function triggerIdOf(
  placed: Exclude<Placed, { readonly kind: 'done' }>,
  { user, messageId }: IncomingMessage,
  settings: Settings,
): string {
  if (placed.kind === 'in-flight') return `i_${messageId}`;
  return placed.isOverdue ? `o_${crypto.randomUUID()}` : batchId(user, placed.batchId, settings);
}

function batchId(user: string, id: string, { triggerId }: Settings): string {
  return triggerId === 'generation' ? `b_${id}` : `batch_${user}_conversation`;
}

/** For a message that came in. Throws where the publish was not accepted; a duplicate is. */
export async function publishFirst(errand: Errand, id: string, context: Context): Promise<void> {
  const { delayMs, publishRetries } = context.settings;
  await publishErrand(errand, id, errand.atOnce ? 0 : delayMs, publishRetries, context);
}

/** What leaves something to be done: a delivery that puts off, or a batch that is done while others wait. */
type Left = `c_${string}` | `h_${string}`;

/** For what is left to be done. Throws as well. */
export async function publishNext(errand: Errand, left: Left, inMs: number, context: Context): Promise<void> {
  const { requeueId, requeueRetries } = context.settings;
  const id = requeueId === 'own' ? left : `batch_${errand.user}_conversation`;
  await publishErrand(errand, id, inMs, requeueRetries, context);
}

async function publishErrand(
  { user, atOnce }: Errand,
  id: string,
  inMs: number,
  retries: number,
  context: Context,
): Promise<void> {
  if (!hasQstashToken()) throw new Error('There is no token to publish with');
  await publish(context, id, {
    url: destination(PROCESSOR_PATH),
    body: { senderId: user, ...(atOnce ? { atOnce } : {}) },
    // Whole seconds, up: a call that comes too early is one more.
    delay: Math.ceil(inMs / SECOND_MS),
    retries,
    // A delivery that hangs is tried again once its processor cannot be at work any more.
    timeout: Math.ceil(context.settings.leaseMs / SECOND_MS),
    ...flowOf(user, context.settings),
  });
}
