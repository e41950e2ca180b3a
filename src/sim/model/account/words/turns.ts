/** The sentences by which an account says what went wrong. */
import { inWords, ordinal } from '../figures.ts';

interface Both {
  readonly at: string;
  readonly first: string;
  readonly second: string;
  readonly messages: string;
}

const answeredWith = (status: number | null): string =>
  status === null ? 'was never answered' : `was answered ${status}`;

export const turns = {
  unknown: 'it was lost, and the trace does not show how.',

  requeueDropped: (at: string, who: string) =>
    `At ${at} QStash dropped the request of ${who} to be called again, as a duplicate.`,
  followUpDropped: (at: string, messages: string, number: number) =>
    number === 1
      ? `At ${at} QStash dropped the publish for ${messages} as a duplicate.`
      : `From ${at} on QStash dropped the publishes for ${messages} as duplicates.`,
  namedAnother: (at: string, message: string, named: string, writer: string) =>
    `At ${at} the publish for ${message} asked for a delivery for ${named}, and not for ${writer}, who had written it.`,
  callFailed: (at: string, who: string, service: string, how: string) =>
    `At ${at} ${who} called ${service} in vain (${how}).`,
  publishFailed: (at: string, messages: string, number: number) =>
    `At ${at} the publish for ${messages} failed${number === 1 ? '' : ', the first of them'}: the messages are stored, and no delivery was asked for.`,
  pushFailed: (at: string, messages: string, number: number) =>
    `At ${at} Redis did not take ${number === 1 ? messages : `the first of ${messages}`}, and nothing else was tried.`,
  noTrigger: (at: string, messages: string, number: number) =>
    number === 1
      ? `At ${at} the webhook had stored ${messages} and asked for no delivery.`
      : `From ${at} on the webhooks stored ${messages} and asked for no delivery.`,
  webhookDidNothing: (at: string, messages: string, number: number) =>
    `At ${at} the webhook${number === 1 ? '' : 's'} of ${messages} answered 200 and did nothing.`,

  metTheLock: (at: string, who: string, messages: string) => `At ${at} ${who}, called for ${messages}, met a lock.`,
  readNothing: (at: string, who: string, messages: string, empty: boolean) =>
    empty
      ? `At ${at} ${who} read the list and found it empty.`
      : `At ${at} ${who} read the list without ${messages} in it.`,
  deletedUnread: (at: string, who: string, messages: string) =>
    `At ${at} ${who} deleted the list with ${messages} in it, unread.`,
  listExpired: (at: string, messages: string) => `At ${at} the list expired in Redis with ${messages} in it, unread.`,

  deliveryRefused: (at: string, who: string, status: number) =>
    `At ${at} ${who} refused the delivery: it answered ${status}.`,
  deliveryFailed: (at: string, status: number | null, messages: string) =>
    `At ${at} the delivery for ${messages} ${status === null ? 'got no answer' : `failed with ${status}`}.`,
  neverDelivered: (messages: string) => `The trigger for ${messages} was never delivered.`,
  died: (at: string, who: string, had: string | null, limit: string | null) => {
    const how = limit === null ? `${who} died` : `the platform ended ${who} at its maximum duration of ${limit}`;
    return `At ${at} ${how}${had === null ? ', before it had read anything' : `, with ${had} read and not answered`}.`;
  },
  modelFailed: (at: string, who: string, times: string) => `At ${at} ${who} gave up: the model had failed ${times}.`,
  sendFailed: (at: string, status: number | null, messages: string) =>
    `At ${at} the reply to ${messages} ${status === null ? 'was lost on its way to Messenger' : `was refused by Messenger with ${status}`}.`,
  takeLost: (at: string, who: string, messages: string) =>
    `At ${at} the answer that held ${messages} was lost on its way to ${who}, and Redis had deleted them with it.`,
  readUnanswered: (at: string, who: string, messages: string) =>
    `At ${at} ${who}, which had read ${messages}, made nothing of them.`,

  diedUnsaved: (at: string, who: string, messages: string) =>
    `At ${at} ${who} died: it had answered ${messages} and not saved them.`,
  neverSaved: (who: string, messages: string) => `${who} answered ${messages} and never saved them.`,
  saveFailed: (at: string, status: number | null, messages: string) =>
    `At ${at} the save of ${messages} ${answeredWith(status)}, after the reply had gone out.`,
  swallowed: (at: string, messages: string) =>
    `At ${at} the save of ${messages} left it out: an equal text stood there already.`,
  notKept: (at: string, messages: string) => `${messages} was saved at ${at}, and the history does not have it.`,
  overwritten: (at: string, second: string, first: string) =>
    `At ${at} ${second} saved the conversation over what ${first} had saved.`,

  savedTwice: (at: string, who: string, what: string) => `At ${at} ${who} saved ${what} again, which the history had.`,

  secondLock: ({ at, first, second, messages }: Both) =>
    `At ${at} ${second} took the lock while ${first} was still at work on ${messages}.`,
  secondReader: ({ at, first, second, messages }: Both) =>
    `At ${at} ${second} read ${messages} as well, while ${first} was at work on them.`,
  againRead: ({ at, first, second, messages }: Both) =>
    `At ${at} ${second} read ${messages} again, which ${first} had answered.`,
  callUnderWay: ({ at, second, messages }: Both) =>
    `At ${at} ${second} went to work, while a call that had been made before for ${messages} was still under way.`,
  failedAfterReply: (at: string, who: string) => `At ${at} ${who} failed after its reply had gone out.`,
  failedCallAfterReply: (at: string, who: string, operation: string) =>
    `At ${at} the ${operation === 'commit' ? 'save' : operation} of ${who} failed, after its reply had gone out.`,
  fellBack: (at: string, messages: string) =>
    `At ${at} the publish for ${messages} failed, and the webhook fell back to the normal flow although the message was in the list.`,
  sendUnclear: (at: string, who: string, messages: string) =>
    `At ${at} it was not known any more whether the reply of ${who} to ${messages} had gone out.`,
  sendTwice: (at: string, messages: string) => `At ${at} the network delivered the reply to ${messages} a second time.`,
  againAnswered: (at: string, who: string, messages: string) => `At ${at} ${who} answered ${messages} a second time.`,

  storedByCopy: (at: string, message: string) =>
    `At ${at} ${message} was stored a second time: Messenger had sent it again.`,
  storedAgain: (at: string, message: string) => `At ${at} ${message} was stored a second time.`,
  storedBefore: (at: string, ahead: string, behind: string) => `At ${at} ${ahead} was stored before ${behind}.`,
  askedOutOfOrder: (at: string, order: string) =>
    `At ${at} the model was asked about the messages in the order ${order}.`,
  savedOutOfOrder: (at: string, order: string) =>
    order === ''
      ? `At ${at} batches were saved in another order than taken.`
      : `At ${at} the history got the messages in the order ${order}.`,

  stranger: (at: string, messages: string, owner: string, other: string) =>
    `At ${at} ${messages}, which ${owner} had written, came into what belongs to ${other}.`,
  strangerSeen: (at: string) => `From ${at} on the batch held what another user had written.`,
  waits: (at: string, messages: string, long: string) =>
    `From ${at} on the batch was put off while the user went on typing: ${messages} waited ${long}.`,
  waitsForNobody: (messages: string, long: string) => `${messages} waited ${long} while the user went on typing.`,
  putOffAgain: (at: string, number: number) => `At ${at} the batch was put off for the ${ordinal(number)} time.`,
  late: (at: string, messages: string, after: string) =>
    `The reply to ${messages} came at ${at}, after ${after}: too late.`,
  gap: (at: string, messages: string) => `After ${at} there was a while in which nothing stood for ${messages}.`,
  refusedAndDone: (at: string) => `At ${at} a request that was refused had an effect all the same.`,

  webhookFailed: (at: string, messages: string, status: number | null) =>
    status === null
      ? `The webhook of ${messages} was ended at ${at} without an answer.`
      : `At ${at} the webhook of ${messages} was answered ${status}.`,
  webhookLost: (at: string, messages: string) => `The webhook of ${messages}, sent at ${at}, reached nobody.`,
  tabClosed: (at: string, messages: string) => `At ${at} the single tab was closed with ${messages} in its queue.`,
  notBatched: (at: string, messages: string, number: number) =>
    number === 1
      ? `At ${at} the webhook did not batch ${messages}: batching was off for it.`
      : `From ${at} on the webhooks did not batch ${messages}: batching was off.`,
  withoutRedis: (at: string, messages: string) =>
    `At ${at} the webhook of ${messages} gave up on Redis and fell back to the normal flow.`,
  split: (at: string, messages: string, number: number) =>
    `At ${at} ${messages} got a reply of ${number === 1 ? 'its' : 'their'} own: the burst was taken in two batches.`,
  joined: (at: string, messages: string, theirs: number) =>
    `At ${at} one reply answered ${messages}, ${theirs > 1 ? `where the single tab gave ${inWords(theirs)}` : 'which the single tab answered otherwise'}.`,
} as const;
