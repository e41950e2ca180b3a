/** Looking on while a run takes its events: how far it is, and whether it is to stop. */
import type { Bounds } from '../model/trace.ts';

/** A random draw, with its time and place: the test mode compares two runs draw by draw. */
export interface Draw {
  readonly stream: string;
  readonly value: number;
  readonly atMs: number;
  /** The node whose event was running; undefined while the world was built. */
  readonly node: string | undefined;
}

export type DrawListener = (draw: Draw) => void;

/** How far a run is. */
export interface Progress {
  readonly events: number;
  /** Virtual milliseconds of the last event. */
  readonly atMs: number;
}

/** Somebody who looks on while events are taken. Asked between events, when no node is current. */
export interface Watch {
  /** Whether to take no further event. */
  readonly stopped?: (() => boolean) | undefined;
  /** Told now and then how far the run is. */
  readonly progress?: ((progress: Progress) => void) | undefined;
}

/** One way from where a run is to a moment. */
export interface Leg {
  readonly bounds: Bounds;
  readonly untilMs: number;
  readonly watch: Watch;
  taken: number;
  told: number;
}
