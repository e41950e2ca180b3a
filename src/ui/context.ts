/** The thinnest binding between the store and React: what components read and do. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from './store/actions.ts';
import type { ComparedActions } from './store/compared/actions.ts';
import type { ComparedRuns } from './store/compared/compared.ts';
import type { LiveRun } from './store/live/live.ts';
import type { Page } from './store/page.ts';
import type { PageState } from './store/state.ts';
import type { PinBoard } from './store/moment/pin-board.ts';
import type { SimulationClient } from './worker/client.ts';

/** The page as components use it: a live run gives its panes one that has the live run's state. */
export type PageTools = Pick<
  Page,
  | 'store'
  | 'choose'
  | 'change'
  | 'attempt'
  | 'stepTo'
  | 'run'
  | 'show'
  | 'openTrace'
  | 'own'
  | 'forget'
  | 'fork'
  | 'endFork'
  | 'stopRun'
  | 'takeAsRecorded'
  | 'tell'
>;

export interface Tools {
  readonly page: PageTools;
  readonly actions: Actions;
  readonly live: LiveRun;
  /** For questions beside the run on show: a worker of its own, started by the first of them. */
  readonly aside: Pick<SimulationClient, 'run' | 'prevent' | 'stop'>;
  /** Two runs beside each other. */
  readonly compared: ComparedRuns;
  readonly comparedActions: ComparedActions;
  /** What is pinned, in every view. */
  readonly pins: PinBoard;
  /** The address of the whole view as it is at this moment. */
  readonly link: () => Promise<string>;
}

/** The same, with functions that can be taken apart from it. */
export function toolsOf(page: Page): PageTools {
  return {
    store: page.store,
    own: page.own,
    choose: (choice) => page.choose(choice),
    change: (overrides, gesture) => page.change(overrides, gesture),
    attempt: (overrides) => page.attempt(overrides),
    stepTo: (at) => page.stepTo(at),
    run: () => page.run(),
    show: (result, eventId) => page.show(result, eventId),
    openTrace: (name, text) => page.openTrace(name, text),
    forget: (id) => page.forget(id),
    fork: (atMs) => page.fork(atMs),
    endFork: () => page.endFork(),
    stopRun: () => page.stopRun(),
    takeAsRecorded: () => page.takeAsRecorded(),
    tell: (problem) => page.tell(problem),
  };
}

export const ToolsContext = createContext<Tools | null>(null);

export function useTools(): Tools {
  const tools = useContext(ToolsContext);
  if (tools === null) throw new Error('Assertion failed: a component is used outside of the page');
  return tools;
}

/** Reads a part of the state; the component draws again only when that part changes. */
export function usePageState<T>(select: (state: PageState) => T): T {
  return useStore(useTools().page.store, select);
}
