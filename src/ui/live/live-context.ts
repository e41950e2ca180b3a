/** What components of the live view read and do. */
import { useStore } from 'zustand';
import { useTools } from '../context.ts';
import type { LiveRun } from '../store/live/live.ts';
import type { LiveState } from '../store/live/state.ts';
import { newOwnId } from '../store/own/own.ts';
import { blankOwn } from '../store/own/from.ts';

export function useLive<T>(select: (state: LiveState) => T): T {
  return useStore(useTools().live.store, select);
}

/** A live run in which nothing has been done yet, under the conditions of the one before where there was one. */
export function startBlank(live: LiveRun, conditions: Parameters<typeof blankOwn>[1] = {}): Promise<void> {
  return live.start(blankOwn(newOwnId(Math.random), conditions));
}
