/**
 * The batch processor under the rule of custody: 2xx only when nothing is left to do, or after a publish that will be
 * retried on its own was accepted. Whatever fails is a 500, so that QStash tries again.
 */
import type { Context } from '../context.ts';
import { debug } from '../debug.ts';
import { print } from '../log-lines/index.ts';
import { withinMs } from './deadline.ts';
import { answerBatch, NotOursError } from './answer.ts';
import { type Errand, publishNext } from './triggers.ts';

/** One call of QStash. */
interface Call {
  readonly errand: Errand;
  /** QStash's id of the message that it delivers: the same for each attempt. */
  readonly delivery: string;
  /** Of this attempt alone. */
  readonly owner: string;
  /** Since it began, by a watch that nobody sets. */
  readonly elapsedMs: () => number;
  /** The batch that it has taken. */
  batchId: string | undefined;
}

export async function handleInCustody(errand: Errand, request: Request, context: Context): Promise<Response> {
  const { settings } = context;
  const delivery = request.headers.get('upstash-message-id') ?? crypto.randomUUID();
  const startedMs = performance.now();
  const elapsedMs = (): number => performance.now() - startedMs;
  const call: Call = { errand, delivery, owner: crypto.randomUUID(), elapsedMs, batchId: undefined };
  try {
    return Response.json(await withinMs(settings.maxDurationMs, (signal) => process(call, signal, context)));
  } catch (error) {
    print('batch-error', { error });
    // When the time is over, a Send may still be under way: then the lease stays until it ends.
    if (call.elapsedMs() < settings.maxDurationMs) await release(call, context);
    const failed = error instanceof NotOursError ? 503 : 500;
    return Response.json({ error: 'Processing failed' }, { status: settings.failureAnswer === '500' ? failed : 200 });
  }
}

type Answer =
  | { readonly status: 'no_messages' | 'waiting_for_more' | 'already_processing' }
  | { readonly status: 'processed'; readonly count: number };

async function process(call: Call, signal: AbortSignal, context: Context): Promise<Answer> {
  const { errand, delivery, owner } = call;
  const { user } = errand;
  const { settings } = context;
  const custody = context.clients.custody();
  const taken = await custody.take(user, owner, errand.atOnce ? 0 : settings.quietMs);
  debug(user, settings, `take gave ${JSON.stringify(taken)}`);
  switch (taken.kind) {
    case 'empty':
      print('no-messages');
      return { status: 'no_messages' };
    case 'busy':
      print('already-running');
      if (settings.whenBusy === 'requeue') await putOff(errand, delivery, taken.forMs, context);
      return { status: 'already_processing' };
    case 'wait':
      print('waiting');
      await putOff(errand, delivery, taken.forMs, context);
      return { status: 'waiting_for_more' };
    case 'batch':
      break;
  }
  const { batch } = taken;
  const count = batch.messages.length;
  call.batchId = batch.id;
  print('lock-acquired', { id: owner });
  print('found', { count });
  const isOver = (): boolean => settings.lookAtClock && call.elapsedMs() >= settings.maxDurationMs;
  const restForMs = await answerBatch({ user, batch, signal, isOver }, context);
  // It says no more about those who wait: another may have them by now.
  if (restForMs !== undefined && settings.handOver)
    await publishNext(errand, `h_${delivery}_${batch.id}`, restForMs, context);
  return { status: 'processed', count };
}

/** Throws where no trigger was accepted. To leave word of it is best effort: who joins those who wait has one more then. */
async function putOff(errand: Errand, delivery: string, inMs: number, context: Context): Promise<void> {
  const { clients, settings } = context;
  await publishNext(errand, `c_${delivery}`, inMs, context);
  if (!settings.wakeOverdue) return;
  try {
    await clients.custody().expect(errand.user, inMs);
  } catch (error) {
    print('expect-failed', { error });
  }
}

/** Best effort: the lease ends by itself. */
async function release({ errand, owner, batchId }: Call, { clients, settings }: Context): Promise<void> {
  if (batchId === undefined || !settings.releaseOnError || !settings.inflightRecord) return;
  try {
    await clients.custody().release(errand.user, batchId, owner);
  } catch (error) {
    print('release-failed', { error });
  }
}
