/**
 * Whether a hand moves or zooms the view, frame upon frame. While it does, what else stands on the drawing as elements
 * is painted instead: one element that changes costs the browser as much as all that is painted, since it looks at the
 * whole page again. A single step is none: its elements follow at once.
 */
import { useSyncExternalStore } from 'react';

/** As long as nothing moved for this, the hand rests. */
const RESTS_AFTER_MS = 150;

let lastMs = -Infinity;
let moving = false;
const listeners = new Set<() => void>();

/** To be said with each change of a view by a hand, before the change itself. */
export function handMoves(): void {
  const now = performance.now();
  const goesOn = now - lastMs < RESTS_AFTER_MS;
  lastMs = now;
  if (moving || !goesOn) return;
  tell(true);
  setTimeout(look, RESTS_AFTER_MS);
}

function look(): void {
  const leftMs = lastMs + RESTS_AFTER_MS - performance.now();
  if (leftMs > 0) setTimeout(look, leftMs);
  else tell(false);
}

function tell(now: boolean): void {
  moving = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMoving(): boolean {
  return useSyncExternalStore(subscribe, () => moving);
}

/** For `memo`: elements that stay as they are while a hand moves the view, and follow once it rests. */
export function unlessMoving<P extends { readonly moving: boolean }>(before: P, now: P): boolean {
  if (now.moving) return true;
  const given = Object.entries(now);
  const known = new Map(Object.entries(before));
  return given.length === known.size && given.every(([name, value]) => Object.is(known.get(name), value));
}
