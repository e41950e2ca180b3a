/** The sentences by which an account says why, and what followed at once. */
import { spoken, times } from '../figures.ts';

interface PutOff {
  readonly at: string;
  readonly who: string;
  readonly messages: string;
  readonly age: string;
  readonly early: boolean;
  /** The age by true clocks, where it is another. */
  readonly truly: string | null;
  /** The message of which the newest entry is a second copy. */
  readonly copyOf: string | null;
}

interface IdTaken {
  readonly since: string;
  /** Whose publish took it: a message, or a processor. */
  readonly by: string;
  readonly until: string | null;
  readonly delivered: string | null;
  readonly failed: boolean;
}

export const why = {
  fault: (effect: string, number: number) =>
    number === 1 ? `A fault of this run: ${effect}.` : `A fault of this run, ${times(number)}: ${effect}.`,
  log: (line: string) => `The log says: “${line}”`,
  logToo: (line: string) => `And: “${line}”`,
  clock: (who: string, offMs: number) =>
    `The clock of ${who} was ${spoken(Math.abs(offMs))} ${offMs < 0 ? 'behind' : 'ahead'}.`,
  waiting: (who: string, what: string, since: string) => `${who} was waiting for ${what} since ${since}.`,

  putOff: ({ at, who, messages, age, early, truly, copyOf }: PutOff) => {
    const newest = copyOf === null ? 'the newest' : `the newest entry, a second copy of ${copyOf},`;
    const looked = early
      ? `${newest} seemed to be written in the future (${age})`
      : `${newest} ${truly === null ? 'was' : 'looked'} ${age} old`;
    const really = truly === null ? '' : `, and was ${truly} old`;
    return `At ${at} ${who} read ${messages} and put them off to wait for more: ${looked}${really}.`;
  },
  idTaken: ({ since, by, until, delivered, failed }: IdTaken) => {
    const taken = `At ${since} the publish for ${by} had taken its id${until === null ? '' : ` until ${until}`}`;
    if (failed) return `${taken}, and the delivery of that one had failed.`;
    return delivered === null ? `${taken}.` : `${taken}, and that one had been delivered at ${delivered} already.`;
  },
  oneInstance: (one: string, other: string) => `${one} and ${other} ran in one instance at the same time.`,
  nobodyComes: (messages: string) => `After that nothing was left that would call a processor for ${messages}.`,

  diedBefore: (who: string, at: string) => `${who} had died at ${at}, holding it.`,
  triedAgain: (at: string) => `QStash tried again at ${at}.`,
  spent: (who: string) => `${who} answered 200 and left, so QStash does not try again.`,
  replica: (messages: string) => `The read was served by a replica that had not heard of ${messages} yet.`,
  emptied: (at: string, who: string) => `${who} had emptied the list at ${at}.`,
  readAt: (who: string, at: string, messages: string) => `${who} had read the list at ${at}, and got ${messages}.`,
  cameAfter: (messages: string, at: string) => `${messages} came into the list at ${at}, after that read.`,
  modelTook: (long: string, from: string, to: string) => `The model took ${long}, from ${from} to ${to}.`,
  modelAsked: (number: number, from: string, to: string) =>
    `Its client asked the model ${times(number)}, from ${from} to ${to}, and waited in between.`,
  ownDropped: (at: string) =>
    `Its own publish had been dropped as a duplicate at ${at}: no other call would come for it.`,
  cameTooLate: (who: string, at: string) => `${who} was called at ${at} only.`,

  cleared: (at: string, who: string, messages: string) => `At ${at} ${who} deleted the list, and ${messages} with it.`,
  retry: (at: string, found: boolean | null) => {
    const ending = found === null ? '' : found ? ', and that one read the messages again' : ', and found an empty list';
    return `QStash tried again at ${at}${ending}.`;
  },
  retryRefused: (at: string) =>
    `QStash tried again at ${at}: that one met the lock that was left behind, answered 200, and the retry was spent.`,
  deadLetter: (at: string) => `At ${at} QStash put the delivery among its dead letters: nobody tries it again.`,
  wentOn: (who: string, saved: boolean) =>
    `${who} went on${saved ? ', saved the conversation as if it had been sent,' : ''} and answered 200.`,
  served: (at: string) => `Redis had served the request at ${at}.`,
  askedAgainEmpty: (at: string) => `Its client asked again, and at ${at} the list was empty.`,
  endedWell: (who: string) => `${who} answered 200, so QStash does not try again.`,
  endedWith: (who: string, status: number) => `${who} answered ${status}.`,

  arrayUnion: 'It was saved by an array union, which keeps equal entries once.',
  loadedBefore: (who: string, at: string, other: string) =>
    `${who} had loaded the conversation at ${at}, before ${other} saved it.`,
  savedAt: (who: string, at: string, messages: string) => `${who} had saved ${messages} at ${at}.`,

  deliveredTwice: (first: string, second: string) =>
    `QStash delivered one and the same trigger at ${first} and at ${second}.`,
  twoTriggers: (first: string, second: string, ids: readonly string[] | null) =>
    ids === null
      ? `QStash had accepted two triggers under one id, at ${first} and at ${second}.`
      : `QStash had accepted two triggers, at ${first} and at ${second}, under two ids (${ids.join(', ')}).`,
  retriedWhole: (at: string, who: string) => `QStash tried the whole delivery again: at ${at} ${who} began anew.`,
  storedBefore: (message: string, at: string) => `${message} had been put into the list at ${at}.`,
  stayedInList: (message: string) => `${message} stayed in the list for the next batch.`,

  webhookAgain: (at: string, message: string) => `The webhook of ${message} came again at ${at}.`,
  pushAnswerLost: (served: string, lost: string) =>
    `Redis had stored it at ${served}; the answer was lost at ${lost}, and the client asked again.`,
  storedLate: (message: string, typed: string, stored: string) =>
    `${message}, typed at ${typed}, was stored at ${stored}.`,
  askedSo: (order: string) => `The model was asked about them in the order ${order}.`,
  stamped: 'Messenger had stamped them in another order than typed.',

  goesOnTyping: (user: string) => `Each time ${user} had typed again a moment before.`,
  refusedAt: (at: string) => `It was refused at ${at}.`,
  sentAgain: (number: number, last: string | null) =>
    last === null
      ? `Messenger sent it ${times(number)}.`
      : `Messenger sent each ${times(number)} and gave up, for good at ${last}.`,
  failedTimes: (number: number, since: string) => `It had asked Redis ${times(number)} since ${since}, in vain.`,
  notTheValue: (user: string) =>
    `The value switches it on: so it is the user, ${user}, who is not among those for whom it is on.`,
  othersBatched: 'The other messages went through the batch, by themselves.',
  normalFlow: (messages: string, number: number) =>
    number === 1 ? `${messages} was answered by itself.` : `${messages} were answered one by one.`,
  firstTook: (messages: string, at: string) => `${messages} had been answered at ${at}.`,
} as const;

/** What is said of a lock. */
export const lockWords = {
  held: (whose: string, since: string, state: string) => `The lock was ${whose}, held since ${since}: ${state}.`,
  answerLost: 'the answer to its first request for it was lost, and its client had asked again',
  atWork: 'it was at work',
  notReleased: 'it had finished without releasing it',
  died: 'it had died without releasing it',
  until: (at: string) => `It stood until it expired at ${at}.`,
  left: 'Its lock stayed behind.',
  leftUntil: (at: string) => `Its lock stayed behind until ${at}.`,
  flag: (who: string, at: string, own: boolean) =>
    own
      ? `It had set the flag itself at ${at}.`
      : `The flag that stands for the lock had been set at ${at} by ${who}, which had not taken it back.`,
  expired: (who: string, from: string, to: string) => `The lock of ${who}, taken at ${from}, had expired at ${to}.`,
  takenAway: (at: string, by: string, of: string) => `At ${at} ${by} had released the lock, which was that of ${of}.`,
  none: 'No lock kept them apart.',
} as const;
