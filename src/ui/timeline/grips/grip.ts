/**
 * What can be taken hold of on the drawing and put at another moment: the conditions of a run, as whoever knows them
 * gives them to the timeline. Times are virtual. Pure; what a move means is not known here.
 */
import { msPerPixel, type Scale } from '../place/scales.ts';

export interface Grip {
  readonly id: string;
  readonly kind: 'fault' | 'message';
  /** As it is called where it is not seen: `Crash, processor`. */
  readonly name: string;
  /** On its flag. */
  readonly word: string;
  /** What it does and how it can be moved, in a sentence or two. */
  readonly about: string;
  /** Where its mark stands. */
  readonly atMs: number;
  /** Until when it lasts; null for what has no end, or none that is drawn. */
  readonly endMs: number | null;
  /** Whether it can be put elsewhere, and its end. */
  readonly moves: boolean;
  readonly ends: boolean;
  /** When it took effect. */
  readonly strikes: readonly number[];
  /** The event that shows it; -1 where there is none. */
  readonly eventId: number;
}

export type GripPart = 'whole' | 'end';

/** `moving`: a hand is on it. `moved`: it is put there. `back`: the hand thought better of it. */
export type MovePhase = 'moving' | 'moved' | 'back';

export interface Move {
  readonly id: string;
  readonly part: GripPart;
  readonly atMs: number;
  readonly phase: MovePhase;
  /** The same for all that belongs to one drag, or to one row of key presses. */
  readonly gesture: string;
}

/** The mark that a hand, or the focus, is on, and where. */
export interface Held {
  readonly id: string;
  readonly atMs: number;
}

/** Tells where a mark is while it is held; null when it is let go. */
export type OnHold = (id: string, atMs: number | null) => void;

export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** A place on the drawing that somebody pointed at. */
export interface Spot {
  readonly atMs: number;
  /** Whom its lane stands for; null outside of the lanes of production. */
  readonly stands: string | null;
  readonly at: ScreenPoint;
}

/** What the timeline needs so that the conditions of a run can be changed on it. */
export interface Bench {
  readonly grips: readonly Grip[];
  readonly onMove: (move: Move) => void;
  /** Somebody wants to see it, or to change more of it than its time. */
  readonly onOpen: (id: string, at: ScreenPoint) => void;
  readonly onRemove: (id: string) => void;
  readonly onSpot: (spot: Spot) => void;
}

const KEY_PX = 5;
const COARSE = 10;

/** The roundest time that a pixel can show: nobody aims at 4.1837 s. */
export function pointerStepMs(scale: Scale): number {
  return roundStep(msPerPixel(scale));
}

/** How far an arrow key moves. */
export function keyStepMs(scale: Scale, coarse: boolean): number {
  return roundStep(msPerPixel(scale) * KEY_PX) * (coarse ? COARSE : 1);
}

/** 1, 2 or 5 of the largest unit of ten that is not longer; never less than a millisecond. */
function roundStep(ms: number): number {
  let unit = 1;
  while (unit * 10 <= ms) unit *= 10;
  return unit * ([5, 2].find((times) => unit * times <= ms) ?? 1);
}

export function snapped(ms: number, stepMs: number): number {
  return Math.max(0, Math.round(ms / stepMs) * stepMs);
}
