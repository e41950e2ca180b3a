/**
 * A sentence of the reference document and what runs make of it. What a claim predicts is stated as outcomes of named
 * runs, and its verdict is worked out from them, never written by hand: all come true, it holds; none, it does not;
 * some, it holds only if something that `because` names; where it predicts nothing that could be run, it rests on no data.
 */
import type { Claim } from './scenario.ts';
import type { Side, Trace } from './trace.ts';
import type { CheckId, Outcome, Verdict } from './verdict.ts';

/** What should be seen in a run if the claim is true. */
export type Prediction = { readonly scenario: string; readonly variant: string } & Expectation;

export type Expectation =
  | { readonly kind: 'check'; readonly check: CheckId; readonly outcome: Outcome; readonly side: Side }
  /** How many replies the user sees. */
  | { readonly kind: 'replies'; readonly side: Side; readonly times: number }
  /** When the first of them is seen. */
  | { readonly kind: 'first reply'; readonly side: Side; readonly atMs: number }
  /** How many lines of production's log hold this text. */
  | { readonly kind: 'log'; readonly text: string; readonly times: number }
  /** How often a service did something by itself: `dead letter`. */
  | { readonly kind: 'service'; readonly operation: string; readonly times: number };

export interface DocumentClaim {
  readonly id: string;
  /** Where the document says it: `issue 2, scenario 2`. */
  readonly where: string;
  /** In our words. */
  readonly says: string;
  /** What happens instead, or under which condition it holds. */
  readonly because: string;
  readonly predicts: readonly Prediction[];
  /** Where in the page a user does what the document recommends. */
  readonly inThePage?: string;
}

/** A row of the document's table "test simulator and production", beside the claim that it makes. */
export interface Aspect {
  readonly aspect: string;
  /** What the document says of the single tab. */
  readonly tab: string;
  /** What it says of production. */
  readonly production: string;
  /** What the simulation shows of it. */
  readonly shown: string;
  /** Id of the claim that is made with it. */
  readonly claim: string;
}

/** A run of the scenario that a prediction names, and the verdicts on both of its sides. */
export interface JudgedRun {
  readonly trace: Trace;
  readonly verdicts: Readonly<Record<Side, readonly Verdict[]>>;
}

export interface Seen {
  readonly prediction: Prediction;
  readonly cameTrue: boolean;
  /** The events that show it; none where it is the absence of something. */
  readonly eventIds: readonly number[];
}

export function look(prediction: Prediction, { trace, verdicts }: JudgedRun): Seen {
  const { events } = trace;
  const counted = (found: readonly number[], times: number): Seen => ({
    prediction,
    cameTrue: found.length === times,
    eventIds: found,
  });
  switch (prediction.kind) {
    case 'check': {
      const verdict = verdicts[prediction.side].find(({ check }) => check === prediction.check);
      const struck = verdict?.verdict === 'broken' && prediction.side === 'baseline' ? strikesOnTab(trace) : [];
      return {
        prediction,
        cameTrue: verdict?.verdict === prediction.outcome,
        eventIds: [...struck, ...(verdict?.eventIds ?? [])],
      };
    }
    case 'replies':
      return counted(repliesOf(trace, prediction.side), prediction.times);
    case 'first reply': {
      const [first] = repliesOf(trace, prediction.side);
      const cameTrue = first !== undefined && events[first]?.atMs === prediction.atMs;
      return { prediction, cameTrue, eventIds: first === undefined ? [] : [first] };
    }
    case 'log': {
      const { text, times } = prediction;
      const lines = events.flatMap((event) =>
        event.kind === 'log' && event.side === 'pipeline' && event.text.includes(text) ? [event.id] : [],
      );
      return counted(lines, times);
    }
    case 'service': {
      const { operation, times } = prediction;
      return counted(
        events.flatMap((event) => (event.kind === 'service' && event.operation === operation ? [event.id] : [])),
        times,
      );
    }
  }
}

/** What befell the single tab: where it breaks, that comes before what the check goes by, since there is nothing else in it. */
function strikesOnTab({ events }: Trace): readonly number[] {
  return events.flatMap((event) => (event.kind === 'fault' && event.side === 'baseline' ? [event.id] : []));
}

function repliesOf({ events }: Trace, side: Side): readonly number[] {
  return events.flatMap((event) => (event.kind === 'reply' && event.side === side ? [event.id] : []));
}

/** From which of its predictions came true. */
export function verdictOf(seen: readonly Pick<Seen, 'cameTrue'>[]): Claim['verdict'] {
  if (seen.length === 0) return 'rests on no data';
  const came = seen.filter(({ cameTrue }) => cameTrue).length;
  if (came === seen.length) return 'holds';
  return came === 0 ? 'does not hold' : 'holds only if';
}

/** A claim beside what happens. */
export interface AuditedClaim {
  readonly id: string;
  readonly where: string;
  readonly claim: string;
  /** The run that decides: the first that does not do what is claimed, else the first; null where there is none. */
  readonly scenario: string | null;
  readonly variant: string | null;
  readonly verdict: Claim['verdict'];
  /** The events of that run that show it. */
  readonly events: readonly number[];
  readonly because: string;
  readonly predictions: readonly (Prediction & { readonly cameTrue: boolean })[];
}

export function audited({ id, where, says, because }: DocumentClaim, seen: readonly Seen[]): AuditedClaim {
  const decides = seen.find(({ cameTrue }) => !cameTrue) ?? seen[0];
  return {
    id,
    where,
    claim: says,
    scenario: decides?.prediction.scenario ?? null,
    variant: decides?.prediction.variant ?? null,
    verdict: verdictOf(seen),
    events: decides?.eventIds ?? [],
    because,
    predictions: seen.map(({ prediction, cameTrue }) => ({ ...prediction, cameTrue })),
  };
}
