/** The sentences on what the user did, what it led to, and on runs in which nothing went wrong. */
import { count } from '../../words.ts';
import { inWords, listed, times } from '../figures.ts';

const messagesOf = (number: number): string => (number === 1 ? 'one message' : `${inWords(number)} messages`);

export const outcome = {
  typed: (user: string, number: number, within: string | null) =>
    `${user} typed ${messagesOf(number)}${within === null ? '' : ` within ${within}`}.`,
  typedAt: (user: string, number: number, at: string, within: string | null) =>
    `At ${at} ${user} typed ${inWords(number)} more ${number === 1 ? 'message' : 'messages'}${within === null ? '' : ` within ${within}`}.`,
  many: (users: number, messages: number, within: string) =>
    `${inWords(users)} users typed ${messagesOf(messages)} within ${within}.`,
  bursts: (user: string, number: number, bursts: number, within: string) =>
    `${user} typed ${messagesOf(number)} in ${inWords(bursts)} goes, within ${within}.`,
  nothing: 'Nobody typed anything.',

  fine: (number: number) => {
    if (number === 0) return 'Nothing went wrong: there was nothing to answer.';
    return `Nothing went wrong: ${number === 1 ? 'the message' : number === 2 ? 'both messages' : `all ${inWords(number)} messages`} got a reply, and one only.`;
  },
  unjudged: (cut: string) =>
    `Nothing was wrong until the run was cut off at ${cut}; what had not happened by then could still have.`,

  never: (messages: string, number: number) => `${messages} ${number === 1 ? 'was' : 'were'} never answered.`,
  twice: (messages: string, number: number, at: readonly string[], differ: boolean) =>
    `${messages} ${number === 1 ? 'was' : 'were'} answered ${times(at.length)}, at ${listed(at)}${differ ? ', in different words' : ''}.`,
  replied: (messages: string, at: string, after: string) =>
    `At ${at} one reply answered ${messages}, ${after} after the last of them.`,
  repliedOne: (messages: string, at: string, after: string) =>
    `${messages} got its reply at ${at}, ${after} after it was typed.`,
  repliesMany: (replies: number, messages: number, last: string) =>
    `${count(replies, 'reply')} answered ${messagesOf(messages)}, the last at ${last}.`,
  stranger: (user: string, messages: string, at: string) =>
    `At ${at} ${user} got a reply to ${messages}, which another had written.`,
  lostHistory: (messages: string) => `The history lacks ${messages}.`,
  lostReplies: (number: number, of: number) =>
    of === 1
      ? 'The history lacks the reply.'
      : `The history lacks ${number === of ? `all ${inWords(of)}` : `${inWords(number)} of ${inWords(of)}`} replies.`,
  inHistoryAgain: (at: string, what: string, number: number) =>
    `From ${at} on the history had ${what} ${times(number)}.`,
  tab: (what: string) => `The single tab ${what}.`,
  tabAll: (replies: number, messages: number, at: readonly string[]) => {
    if (replies > 1) return `answered everything, in ${inWords(replies)} replies, at ${listed(at)}`;
    return messages === 1 ? `answered at ${at[0] ?? ''}` : `answered everything in one reply at ${at[0] ?? ''}`;
  },
  tabSome: (answered: string, at: string, open: string) => `answered ${answered} by ${at}, and never ${open}`,
  tabNone: 'never answered',

  alsoLock: (who: string, at: string) => `${who} met the lock at ${at} and left: it was not needed.`,
  alsoExpired: (who: string, at: string) => `The lock of ${who} expired at ${at}, and nobody else came.`,
  alsoRequeued: (number: number) => `The batch was put off ${times(number)}, and the calls came.`,
  alsoDropped: (number: number) =>
    number === 1
      ? 'QStash dropped one publish as a duplicate: the trigger that it had stood for the message as well.'
      : `QStash dropped ${inWords(number)} publishes as duplicates: the trigger that it had stood for those messages as well.`,
  alsoRetried: (at: string) => `QStash tried a delivery again at ${at}, and it was made up for.`,
  besides: (text: string) => `Besides: ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  moreWrong: (number: number) =>
    `${number === 1 ? 'One thing more' : `${inWords(number)} things more`} went wrong after that.`,
} as const;
