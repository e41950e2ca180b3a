/**
 * What the timelines draw, as plain data: lanes, bars, arrows and marks with the events that they stand for. Places
 * are a lane, a track within it and a virtual time; pixels come later (`place`), so that a layout
 * is worked out once a trace and drawn at any zoom.
 */
import type { NodeRole, Side } from '../../../sim/model/trace.ts';

/** A stretch of virtual time in sight, in milliseconds from the start of the run. */
export interface TimeView {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a colour means; nothing is coloured for another reason. */
export type Tone = 'plain' | 'quiet' | 'message' | 'reply' | 'failure' | 'late' | 'lock' | 'model';

export interface Lane {
  readonly side: Side;
  readonly role: NodeRole;
  /** Whom it stands for: the route of instances, else the role of its node. */
  readonly stands: string;
  readonly name: string;
  readonly sub: string;
  /** Bars that overlap in time lie on tracks of their own, from 0 downwards. */
  readonly tracks: number;
  /** How far the node's clock is from what most clocks say, in milliseconds; 0 where it is right. */
  readonly clockOffsetMs: number;
  /** Said on the lane where nothing ever happens on it. */
  readonly empty: string;
}

/** A lane in CSS pixels from the top of its section. */
export interface NodeBand {
  readonly y: number;
  readonly height: number;
  readonly mid: number;
  readonly tracks: number;
  /** Distance of its tracks. */
  readonly trackPx: number;
  /** A thin strip: marks without words. */
  readonly folded: boolean;
}

interface Placed {
  readonly lane: number;
  readonly track: number;
  /** The event to select: what the shape stands for. */
  readonly eventId: number;
}

/**
 * `invocation`: a function at work. `wait`: time that passes on purpose. `lock`: held; `lock-lapsed`: its holder still
 * works, but it has expired. `model`: a model call. `never-ran`: where the effect of what was dropped would have been.
 * `cold-start`: an instance that is not ready yet.
 */
export type BarKind = 'invocation' | 'wait' | 'lock' | 'lock-lapsed' | 'model' | 'never-ran' | 'cold-start';

export interface Bar extends Placed {
  readonly kind: BarKind;
  readonly fromMs: number;
  readonly toMs: number;
  /** `torn`: it died. `open`: the run ended first. */
  readonly ending: 'closed' | 'torn' | 'open';
  /** Inside, where it fits; else after it. */
  readonly label: string;
  /** After the bar, where something is to be said of its end: `crash`, `dropped: duplicate id`. */
  readonly note: { readonly text: string; readonly tone: Tone } | null;
  /** The event at its end; its own where there is none. */
  readonly endEventId: number;
}

/**
 * `call` and `answer`: there and back. `reply`: on its way to the user. `copy`: the same request a second time.
 * `dropped`: taken and thrown away. `lost`: it never got there, or its answer did not. `late`: it took much longer.
 */
export type ArrowKind = 'call' | 'answer' | 'reply' | 'copy' | 'dropped' | 'lost' | 'late';

export interface Arrow {
  readonly kind: ArrowKind;
  readonly eventId: number;
  readonly fromLane: number;
  readonly fromTrack: number;
  readonly fromMs: number;
  readonly toLane: number;
  readonly toTrack: number;
  readonly toMs: number;
  /** An answer that says no: 4xx, 5xx. */
  readonly failed: boolean;
}

/**
 * `message`, `reply`: the user's disc, the square. `dot`: it came by here. `tick`: a command took effect. `cross`: it
 * was dropped or lost (ringed). `joined`: dropped, but something else will do its work. `twice`: a second copy.
 * `overtaken`: a later one was faster. `late`: it came then, and was due before. `fault`: one took effect here.
 * `dead-letter`: given up.
 */
export type MarkKind =
  | 'message'
  | 'reply'
  | 'dot'
  | 'tick'
  | 'cross'
  | 'joined'
  | 'twice'
  | 'overtaken'
  | 'late'
  | 'fault'
  | 'dead-letter';

export interface Mark extends Placed {
  readonly kind: MarkKind;
  readonly atMs: number;
  readonly label: string;
  readonly tone: Tone;
  /** For a message: its number, from 1; for the others 0. */
  readonly number: number;
  /** For what is late: when it was due. */
  readonly dueMs?: number;
  /** Where it lies between two lanes (something lost on the way): the other lane, and how far towards it. */
  readonly towards?: { readonly lane: number; readonly share: number };
}

/** From here on, nothing is done for these messages any more. */
export interface Silence {
  readonly side: Side;
  readonly lane: number;
  readonly fromMs: number;
  readonly eventId: number;
  readonly label: string;
  /** Unanswered messages of that user, by their ids and numbers. */
  readonly open: readonly Unanswered[];
}

export interface Unanswered {
  readonly mid: string;
  readonly number: number;
}

/** What the verdicts say of messages of one side that are lost: the event at which they were, where that is known. */
export type Lost = ReadonlyMap<string, number | null>;

/** A fault lasts here: everything that the lane stands for is under it for so long. */
export interface Spell {
  readonly lane: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** The fault's first event; -1 where it left none. */
  readonly eventId: number;
  /** `frozen`: it stands still. `fault`: its calls, or what it does, are not as they should be. */
  readonly kind: 'frozen' | 'fault';
}

export interface Summary {
  readonly messages: number;
  readonly answered: number;
  readonly events: number;
  readonly modelCalls: number;
}

/** An event on a lane, for the overview: times ascend. */
export interface LaneEvents {
  readonly atMs: Float64Array;
  readonly ids: Int32Array;
}

/** What gets lost goes so far on its way; there its cross stands. */
export const LOST_SHARE = 0.55;
