/**
 * Plays a run: moves the playhead with the real time of the screen's frames. It asks for frames only while it
 * plays, and stops at the end.
 */
import type { PageStore } from './host.ts';
import { endOf, speedFor } from './span.ts';

export interface Frames {
  readonly request: (frame: (realMs: number) => void) => number;
  readonly cancel: (id: number) => void;
}

/** A frame that comes late (a hidden tab) counts as no more than this. */
const LONGEST_FRAME_MS = 100;

/** Starts listening; returns a function that stops it. */
export function playWith(store: PageStore, frames: Frames): () => void {
  let pending: number | undefined;
  let lastMs: number | undefined;

  const frame = (realMs: number): void => {
    pending = undefined;
    const { playing, result, playheadMs, speed } = store.getState();
    if (!playing || result === null) {
      lastMs = undefined;
      return;
    }
    const passedMs = lastMs === undefined ? 0 : Math.min(realMs - lastMs, LONGEST_FRAME_MS);
    lastMs = realMs;
    const endMs = endOf(result.trace);
    const nextMs = Math.min(endMs, playheadMs + passedMs * (speed ?? speedFor(result.trace)));
    // Whoever listens asks for the next frame: asking here as well would double the frames with every one.
    store.setState({ playheadMs: nextMs, playing: nextMs < endMs });
  };

  const wake = (): void => {
    if (store.getState().playing) pending ??= frames.request(frame);
  };
  const unsubscribe = store.subscribe(wake);
  wake();
  return () => {
    unsubscribe();
    if (pending !== undefined) frames.cancel(pending);
  };
}
