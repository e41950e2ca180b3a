/**
 * The account of a run: what the user did, what went wrong first, why, and what it led to, in plain sentences that name
 * the events they speak of. Worked out from the trace alone, for every run: by what the checks found and by the pattern
 * of its cause, never by scenario. What is not in the trace is not said.
 */
import type { CheckId, Verdict } from '../verdict.ts';
import { type RunView, viewRun } from '../view/index.ts';
import type { Trace, TraceEvent } from '../trace.ts';
import { whatUsersDid } from './did.ts';
import { said, saidAt } from './evidence.ts';
import { spoken } from './figures.ts';
import { metOnTheWay } from './fine.ts';
import { type Ground, groundOf } from './ground.ts';
import { whatItLedTo } from './led.ts';
import type { Account, Sentence, Wrong } from './types.ts';
import { outcome } from './words/index.ts';
import { notBatched, setApart } from './turns/apart.ts';
import { wrongsOf } from './wrongs.ts';

export { accountSections, headingOf } from './text.ts';
export type { Account, AccountPart, Sentence } from './types.ts';

/** What is held against the single tab. */
const COMPARED: readonly CheckId[] = ['burst-whole', 'matches-baseline'];
/** Faults and lines of the log are told with the first thing only. */
const SAID_BEFORE: ReadonlySet<TraceEvent['kind']> = new Set(['fault', 'log']);
/** More than these that went wrong later are told by their number. */
const MOST_LATER = 4;

/** `verdicts` are those of the checks on production. */
export function accountOf(trace: Trace, verdicts: readonly Verdict[]): Account {
  return accountOfViews(viewRun(trace), viewRun(trace, 'baseline'), verdicts);
}

/** The same for whoever has the index of both sides already. */
export function accountOfViews(view: RunView, tab: RunView, verdicts: readonly Verdict[]): Account {
  const ground = groundOf(view, tab);
  const wrongs = wrongsOf(ground, verdicts);
  const compared = verdicts.some(({ check, verdict }) => verdict === 'broken' && COMPARED.includes(check));
  const [first = compared ? setApart(ground) : undefined, ...later] = wrongs;
  const did = whatUsersDid(ground);
  const ledTo = whatItLedTo(ground, verdicts);
  if (first === undefined) return { ...withoutWrong(ground, verdicts), did, ledTo };
  return {
    standing: 'wrong',
    did,
    first: said(ground, first.text, first.event),
    why: inOrderOfTime(first.why),
    next: [
      ...inOrderOfTime([...first.after, ...laterOnes(ground, first, later)]),
      ...(compared ? besides(ground, first) : []),
    ],
    ledTo,
  };
}

/** Causes in the order of time, each once; what is of no moment stands last. */
function inOrderOfTime(sentences: readonly Sentence[]): readonly Sentence[] {
  const byText = new Map(sentences.toReversed().map((sentence) => [sentence.text, sentence]));
  return [...byText.values()].toReversed().toSorted((a, b) => (a.atMs ?? Infinity) - (b.atMs ?? Infinity));
}

/** What went wrong after the first, each with what came about since then. */
function laterOnes(ground: Ground, first: Wrong, later: readonly Wrong[]): readonly Sentence[] {
  const rest = later.slice(MOST_LATER);
  return [
    ...later
      .slice(0, MOST_LATER)
      .flatMap(({ text, event, why }) => [
        ...why
          .filter(
            ({ eventIds: [id] }) =>
              id !== undefined && id > first.event && id < event && !SAID_BEFORE.has(ground.event(id)?.kind ?? 'log'),
          )
          .slice(0, 1),
        said(ground, text, event),
      ]),
    ...(rest.length === 0 ? [] : [said(ground, outcome.moreWrong(rest.length), ...rest.map(({ event }) => event))]),
  ];
}

/** Where messages were lost and others did not go through the batch at all: the loss comes first. */
function besides(ground: Ground, first: Wrong): readonly Sentence[] {
  const apart = notBatched(ground);
  return apart === undefined || apart.event === first.event
    ? []
    : [said(ground, outcome.besides(apart.text), apart.event)];
}

type Unharmed = Pick<Account, 'standing' | 'first' | 'why' | 'next'>;

function withoutWrong(ground: Ground, verdicts: readonly Verdict[]): Unharmed {
  const broken = verdicts.find(({ verdict }) => verdict === 'broken');
  const { end, messages } = ground.view;
  // A check that is broken by nothing that is known here is told in its own words.
  if (broken !== undefined)
    return {
      standing: 'wrong',
      first: said(ground, broken.sentence, ...broken.eventIds.slice(0, 1)),
      why: [],
      next: [],
    };
  const next = metOnTheWay(ground);
  if (end.reason !== 'quiet')
    return { standing: 'unjudged', first: saidAt(end.atMs, outcome.unjudged(spoken(end.atMs))), why: [], next };
  const last = ground.view.replies.findLast(({ side }) => side === 'pipeline');
  return { standing: 'fine', first: said(ground, outcome.fine(messages.length), last?.eventId), why: [], next };
}
