/** The thinnest binding between the store and React: what components read and do. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Actions } from './store/actions.ts';
import type { Page } from './store/page.ts';
import type { PageState } from './store/state.ts';

export interface Tools {
  readonly page: Page;
  readonly actions: Actions;
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
