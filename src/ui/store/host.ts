/** What surrounds the page: its workers, its address, what its browser keeps. */
import type { StoreApi } from 'zustand/vanilla';
import type { SimulationClient } from '../worker/client.ts';
import type { Origin } from './fresh.ts';
import type { Shelf } from './own/list.ts';
import type { PinBoard } from './moment/pin-board.ts';
import type { PageState, Theme } from './state.ts';

export type PageStore = StoreApi<PageState>;

/** What the page needs of its browser; tests give their own. */
export interface PageHost {
  readonly client: Pick<SimulationClient, 'describe' | 'run' | 'judge' | 'stop'>;
  /** Works out the marks of the list beside the client, so that nobody waits for them; closed when it is done. */
  readonly background: Pick<SimulationClient, 'summarise' | 'close'>;
  /** The address after `#`, at the start. */
  readonly hash: string;
  /** What the browser's history keeps beside it. */
  readonly origin: Origin | undefined;
  /** Id of the scenario that a newcomer sees. */
  readonly first: string;
  readonly theme: Theme;
  readonly reducedMotion: boolean;
  /** What the browser keeps of the person's own scenarios. */
  readonly shelf: Shelf;
  /** What is pinned: a link may bring its own. */
  readonly pins: Pick<PinBoard, 'visit'>;
  /** How the lanes are arranged: a link may bring that. */
  readonly lanes: { readonly visit: (text: string) => void };
}
