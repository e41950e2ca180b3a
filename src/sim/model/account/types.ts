/** What an account is: short sentences in the order in which they are told, each with the events that it speaks of. */

export interface Sentence {
  readonly text: string;
  /** The events that it speaks of, the one to look at first; empty where it speaks of the run as a whole. */
  readonly eventIds: readonly number[];
  /** The moment of which it speaks, in virtual milliseconds; null: of no single one. */
  readonly atMs: number | null;
}

/** `wrong`: a check is broken. `fine`: nothing is. `unjudged`: nothing is, and the run was cut off before its end. */
export type Standing = 'wrong' | 'fine' | 'unjudged';

export interface Account {
  readonly standing: Standing;
  /** What the user did. */
  readonly did: readonly Sentence[];
  /** What went wrong first; where nothing did, a sentence that says so. */
  readonly first: Sentence;
  /** Why: what came before it, in the order of time. */
  readonly why: readonly Sentence[];
  /** What went wrong after it, or what was met on the way where nothing did. */
  readonly next: readonly Sentence[];
  /** What it led to, and what the single tab did with the same messages. */
  readonly ledTo: readonly Sentence[];
}

export type AccountPart = 'did' | 'first' | 'why' | 'next' | 'ledTo';

/** One thing that went wrong: the event by which it did, and what brought it about. */
export interface Wrong {
  readonly event: number;
  readonly text: string;
  readonly messages: readonly string[];
  readonly why: readonly Sentence[];
  /** What follows at once, and is no cause. */
  readonly after: readonly Sentence[];
}
