/**
 * Keeps the page's address in step with the view, so that a reload, a bookmark and a shared link show the same.
 * Another scenario is a step in the browser's history; everything else replaces the address, at most a few times a
 * second, and not while it plays.
 */
import type { Checkpoint } from '../../sim/model/checkpoints.ts';
import { writeLink } from './link.ts';
import { openingEvent } from './opening.ts';
import type { Page } from './page.ts';
import { openingView, storyEnd } from './span.ts';
import { type PageState, summaryKey } from './state.ts';

const SETTLE_MS = 250;
/** Longer links are cut by chats and mail programs; what is in them is in a saved trace as well. */
export const LONGEST_LINK = 8_192;

/** What is after `#` for the view on show, with it. */
export function addressOf(state: PageState): Promise<string> {
  const { result, playheadMs } = state;
  const atEnd = result === null || playheadMs === storyEnd(result.trace);
  return writeLink({
    choice: state.choice,
    own: state.own.find(({ id }) => id === state.choice.scenario) ?? null,
    overrides: state.overrides,
    recorded: recordedIn(state),
    atMs: atEnd ? null : playheadMs,
    eventId: state.selectedEventId,
    view: viewOf(state),
    tab: state.tab,
    stage: state.stage,
    compare: state.compare,
    filter: state.filter,
    logFilter: state.logFilter,
    chatUser: state.chatUser,
  });
}

/** What a link was made of stays what it is held against; else the run on show is. */
function recordedIn({ recorded, run, result }: PageState): readonly Checkpoint[] {
  if (recorded.length > 0) return recorded;
  return run.kind === 'done' && result !== null ? result.checkpoints : [];
}

/** Only a stretch that somebody chose is worth a word. */
function viewOf({ result, view }: PageState): PageState['view'] | null {
  if (result === null) return null;
  const own = openingView(result.trace, openingEvent(result));
  return own.fromMs === view.fromMs && own.toMs === view.toMs ? null : view;
}

/** Starts keeping it; returns a function that stops it. */
export function keepAddress(page: Page, window: Window): () => void {
  let timer: number | undefined;
  let written = window.location.hash;
  /** The scenario and variant of the address, once there is one. */
  let choice: string | undefined;
  /** Raised by whatever makes an address that is being packed one of the past. */
  let turn = 0;
  /** Addresses that are being opened: until they are shown, the view is another one. */
  let opening = 0;

  const write = async (): Promise<void> => {
    timer = undefined;
    const state = page.store.getState();
    if (opening > 0 || state.playing || state.result === null || state.run.kind === 'running') return;
    turn += 1;
    const mine = turn;
    const address = await addressOf(state);
    if (mine !== turn || address === written) return;
    const moved = choice !== undefined && summaryKey(state.choice) !== choice;
    choice = summaryKey(state.choice);
    written = address;
    if (moved) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };
  const changed = (): void => {
    timer ??= window.setTimeout(() => void write(), SETTLE_MS);
  };
  const navigated = async (): Promise<void> => {
    if (window.location.hash === written) return;
    written = window.location.hash;
    choice = undefined;
    turn += 1;
    opening += 1;
    await page.open(written);
    opening -= 1;
    changed();
  };
  const go = (): void => void navigated();

  const unsubscribe = page.store.subscribe(changed);
  window.addEventListener('popstate', go);
  window.addEventListener('hashchange', go);
  return () => {
    unsubscribe();
    turn += 1;
    window.clearTimeout(timer);
    window.removeEventListener('popstate', go);
    window.removeEventListener('hashchange', go);
  };
}
