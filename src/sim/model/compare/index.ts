/**
 * Two runs beside each other: which events are the same thing, where the runs part, and what each difference costs.
 * Any two: before and after a fix, two seeds, two policies; or the two sides of one run, of which only what the user
 * sees can be the same. Derived from the traces alone.
 */
import type { Side, Trace, TraceEvent } from '../trace.ts';
import { type Matching, match, nearest } from './match.ts';
import { messageIndices, outcomeOf, placesOf, type Signer, signerOf } from './signature.ts';

export interface ComparedRun {
  readonly trace: Trace;
  readonly side: Side;
}

export type RunDifference =
  /** It happened in one run only; so did all that followed from it. */
  | {
      readonly kind: 'only';
      readonly where: 'left' | 'right';
      readonly event: number;
      readonly atMs: number;
      readonly consequences: number;
    }
  /** It happened in both and came out otherwise. */
  | {
      readonly kind: 'outcome';
      readonly left: number;
      readonly right: number;
      readonly atMs: number;
      readonly outcomes: readonly [string, string];
    }
  /** It came later (or, negative, earlier) after its cause on the right than on the left. */
  | {
      readonly kind: 'delay';
      readonly left: number;
      readonly right: number;
      readonly atMs: number;
      readonly byMs: number;
    };

export interface ReplyTime {
  readonly mid: string;
  /** Position among the messages, in the order typed. */
  readonly index: number;
  /** Virtual milliseconds from the message to its first reply; null: there is none. */
  readonly leftMs: number | null;
  readonly rightMs: number | null;
}

export interface RunComparison {
  readonly rightOf: ReadonlyMap<number, number>;
  readonly leftOf: ReadonlyMap<number, number>;
  /** In the order of time. */
  readonly differences: readonly RunDifference[];
  /** What every message waited for its reply on both sides. */
  readonly replies: readonly ReplyTime[];
}

/** A step of virtual time: sums of fractions may differ by less. */
const SHORTEST_DELAY_MS = 0.001;

export function compareRuns(left: ComparedRun, right: ComparedRun): RunComparison {
  const [leftSigner, rightSigner] = signersFor(left, right);
  const matching = match(left.trace.events, right.trace.events, leftSigner, rightSigner);
  const differences = [
    ...onlyIn('left', left.trace, matching.left, matching.rightOf, leftSigner),
    ...onlyIn('right', right.trace, matching.right, matching.leftOf, rightSigner),
    ...differing(matching, left.trace, right.trace, leftSigner),
  ];
  return {
    rightOf: matching.rightOf,
    leftOf: matching.leftOf,
    differences: differences.toSorted((a, b) => a.atMs - b.atMs),
    replies: replyTimes(left, right),
  };
}

/** Production and the single tab have nothing in common but what the user sees. */
function signersFor(left: ComparedRun, right: ComparedRun): readonly [Signer, Signer] {
  if (left.side !== right.side) return [visible(left), visible(right)];
  return [signerOf(left.trace, left.side), signerOf(right.trace, right.side)];
}

function visible({ trace, side }: ComparedRun): Signer {
  const indices = messageIndices(trace);
  return {
    sign: (event) => {
      if (event.side !== side || (event.kind !== 'message' && event.kind !== 'reply')) return undefined;
      return `${event.kind}|${placesOf(event.messages, indices)}`;
    },
  };
}

/** What has no like on the other side, where its cause has one: the rest only follows. */
function onlyIn(
  where: 'left' | 'right',
  { events }: Trace,
  compared: readonly TraceEvent[],
  likes: ReadonlyMap<number, number>,
  signer: Signer,
): readonly RunDifference[] {
  const causeOf = nearest(events, signer);
  const roots = new Map<number, number>();
  const followed = new Map<number, number>();
  for (const event of compared) {
    if (likes.has(event.id)) continue;
    const cause = causeOf(event);
    const root = cause === undefined || likes.has(cause) ? event.id : (roots.get(cause) ?? event.id);
    roots.set(event.id, root);
    followed.set(root, (followed.get(root) ?? -1) + 1);
  }
  return [...followed].map(([event, consequences]) => ({
    kind: 'only',
    where,
    event,
    atMs: events[event]?.atMs ?? 0,
    consequences,
  }));
}

function differing(matching: Matching, left: Trace, right: Trace, signer: Signer): readonly RunDifference[] {
  const causeOf = nearest(left.events, signer);
  const shiftOf = (id: number): number => {
    const other = right.events[matching.rightOf.get(id) ?? -1];
    return other === undefined ? 0 : other.atMs - (left.events[id]?.atMs ?? 0);
  };
  return matching.left.flatMap((event): readonly RunDifference[] => {
    const like = right.events[matching.rightOf.get(event.id) ?? -1];
    if (like === undefined) return [];
    const both = { left: event.id, right: like.id, atMs: Math.min(event.atMs, like.atMs) };
    const outcomes = [outcomeOf(event), outcomeOf(like)] as const;
    const cause = causeOf(event);
    const byMs = shiftOf(event.id) - (cause === undefined ? 0 : shiftOf(cause));
    return [
      ...(outcomes[0] === outcomes[1] ? [] : [{ kind: 'outcome', ...both, outcomes } as const]),
      ...(Math.abs(byMs) < SHORTEST_DELAY_MS ? [] : [{ kind: 'delay', ...both, byMs } as const]),
    ];
  });
}

/** Messages stand for each other by their place in the order typed. */
function replyTimes(left: ComparedRun, right: ComparedRun): readonly ReplyTime[] {
  const [before, after] = [waitsOf(left), waitsOf(right)];
  return before.map(({ mid, waitMs }, index) => ({
    mid,
    index,
    leftMs: waitMs,
    rightMs: after[index]?.waitMs ?? null,
  }));
}

function waitsOf({ trace, side }: ComparedRun): readonly { readonly mid: string; readonly waitMs: number | null }[] {
  const typed = new Map<string, number>();
  const answered = new Map<string, number>();
  for (const event of trace.events) {
    if (event.kind === 'message' && !typed.has(event.mid)) typed.set(event.mid, event.atMs);
    if (event.kind !== 'reply' || event.side !== side) continue;
    for (const mid of event.messages) if (!answered.has(mid)) answered.set(mid, event.atMs);
  }
  return [...typed].map(([mid, atMs]) => {
    const repliedMs = answered.get(mid);
    return { mid, waitMs: repliedMs === undefined ? null : repliedMs - atMs };
  });
}
