/**
 * Keeps the page's address in step with the view, so that a reload, a bookmark and a shared link show the same.
 * Another scenario is a step in the browser's history; everything else replaces the address, at most a few times a
 * second, and not while it plays.
 */
import { writeLink } from './link.ts';
import { openingEvent } from './opening.ts';
import type { Page } from './page.ts';
import { openingView, storyEnd } from './span.ts';
import { type PageState, summaryKey } from './state.ts';

const SETTLE_MS = 250;

/** What is after `#` for the view on show. */
export function addressOf(state: PageState): string {
  const { result, playheadMs } = state;
  const atEnd = result === null || playheadMs === storyEnd(result.trace);
  return writeLink({
    choice: state.choice,
    own: state.own.find(({ id }) => id === state.choice.scenario) ?? null,
    overrides: state.overrides,
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

  const write = (): void => {
    timer = undefined;
    const state = page.store.getState();
    if (state.playing || state.result === null || state.run.kind === 'running') return;
    const address = addressOf(state);
    if (address === written) return;
    const moved = choice !== undefined && summaryKey(state.choice) !== choice;
    choice = summaryKey(state.choice);
    written = address;
    if (moved) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  };
  const changed = (): void => {
    timer ??= window.setTimeout(write, SETTLE_MS);
  };
  const navigated = (): void => {
    if (window.location.hash === written) return;
    written = window.location.hash;
    choice = undefined;
    void page.open(written);
  };

  const unsubscribe = page.store.subscribe(changed);
  window.addEventListener('popstate', navigated);
  window.addEventListener('hashchange', navigated);
  return () => {
    unsubscribe();
    window.clearTimeout(timer);
    window.removeEventListener('popstate', navigated);
    window.removeEventListener('hashchange', navigated);
  };
}
