/**
 * The shape of a check: a property of a run, judged on the derived index of its trace. One file each; a broken
 * verdict names the events that prove it, the first to look at first.
 */
import type { CheckId, CheckKind, Outcome, Verdict } from '../model/verdict.ts';
import type { MessageView, RunView } from '../model/view/index.ts';

export interface Check {
  readonly id: CheckId;
  readonly kind: CheckKind;
  /** A few words for a list. */
  readonly title: string;
  /** When it holds, in one sentence. */
  readonly sentence: string;
  /** What is expected where a scenario does not list it. */
  readonly unlessListed: Outcome;
  /** Whether it says something about the single tab, too. */
  readonly judgesTab: boolean;
  readonly judge: (view: RunView) => Verdict;
}

type Judgement = (sentence: string, proof?: Partial<Pick<Verdict, 'eventIds' | 'messages' | 'lostAt'>>) => Verdict;

/** Ways to say what a check found. */
export function verdictsOf(check: CheckId): Readonly<Record<Outcome, Judgement>> {
  const say =
    (verdict: Outcome): Judgement =>
    (sentence, { eventIds = [], messages = [], lostAt } = {}) => ({
      check,
      verdict,
      sentence,
      eventIds: [...new Set(eventIds)],
      messages: [...new Set(messages)],
      ...(lostAt === undefined ? {} : { lostAt }),
    });
  return { holds: say('holds'), broken: say('broken'), inconclusive: say('inconclusive') };
}

export const NOTHING_ACCEPTED = 'No message was accepted, so there is nothing to judge.';

export function acceptedIn({ messages }: RunView): readonly MessageView[] {
  return messages.filter(({ acceptedEvent }) => acceptedEvent !== null);
}

/** Whether the run was cut off, so that what is missing could still have come. */
export function wasCut({ end }: RunView): boolean {
  return end.reason !== 'quiet';
}

/** For sentences of what could not be judged: which bound, or whoever stopped it. */
export function cutBy({ end }: RunView): string {
  if (end.reason === 'quiet') return 'the end of the run';
  if (end.reason === 'stopped') return 'whoever stopped it';
  return end.bound === 'maxEvents' ? 'the bound on events' : 'the bound on virtual time';
}

export function midsOf(messages: readonly MessageView[]): readonly string[] {
  return messages.map(({ mid }) => mid);
}

/** The largest of some numbers, 0 where there is none. (`Math.max` takes no list of any length.) */
export function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}
