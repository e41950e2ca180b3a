/**
 * Keeps the page's address in step with the view, so that a reload, a bookmark and a shared link show the same.
 * Another scenario is a step in the browser's history; everything else replaces the address, at most a few times a
 * second, and not while it plays.
 */
import type { Checkpoint } from '../../../sim/model/trace-file/checkpoints.ts';
import { OWN_VARIANT, type OwnScenario } from '../../../sim/model/own-scenario.ts';
import { type Link, writeLink } from './link.ts';
import { foundIn, readOrigin } from '../fresh.ts';
import { openingEvent } from '../opening.ts';
import type { Page } from '../page.ts';
import { linkedPick } from '../compared/picks.ts';
import type { Pin } from '../moment/pins.ts';
import { openingView, storyEnd } from '../span.ts';
import { type PageState, type Sight, summaryKey } from '../state.ts';

const SETTLE_MS = 250;
/** Longer links are cut by chats and mail programs; what is in them is in a saved trace as well. */
export const LONGEST_LINK = 8_192;

/**
 * What is after `#` for the view on show, with it; `sight` is where two runs are looked at, `pins` what is pinned, `lanes`
 * how they are arranged.
 */
export function addressOf(
  state: PageState,
  sight: Sight | null = null,
  pins: readonly Pin[] = [],
  lanes: string | null = null,
): Promise<string> {
  return writeLink({
    choice: state.choice,
    own: state.own.find(({ id }) => id === state.choice.scenario) ?? null,
    overrides: state.overrides,
    recorded: recordedIn(state),
    found: foundIn(state),
    fork: state.fork?.before ?? null,
    ...(state.stage === 'compare' ? whereCompared(sight) : whereInRun(state)),
    tab: state.tab,
    stage: state.stage,
    ask: state.asks[state.stage] ?? '',
    compare: { left: linkedPick(state, state.compare.left), right: linkedPick(state, state.compare.right) },
    filter: state.filter,
    logFilter: state.logFilter,
    chatUser: state.chatUser,
    pins,
    lanes,
  });
}

/** The address under which anybody runs what a live run has recorded; null where nothing was done in it. */
export function addressOfRecorded(state: PageState, own: OwnScenario | null): Promise<string> | null {
  if (own === null || own.messages.length + own.faults.length === 0) return null;
  const choice = { scenario: own.id, variant: OWN_VARIANT };
  return addressOf({ ...state, result: null, selectedEventId: null, stage: 'replay', choice, own: [own] });
}

type Where = Pick<Link, 'atMs' | 'eventId' | 'rightEventId' | 'view'>;

function whereInRun(state: PageState): Where {
  const { result, playheadMs, selectedEventId: eventId, stage } = state;
  // A talk begins at the beginning, and says where it is; else the end goes without saying.
  const atEnd = result === null || (stage !== 'present' && playheadMs === storyEnd(result.trace));
  return { atMs: atEnd ? null : playheadMs, eventId, rightEventId: null, view: viewOf(state) };
}

function whereCompared(sight: Sight | null): Where {
  const { playheadMs = null, view = null, selected } = sight ?? {};
  return { atMs: playheadMs, eventId: selected?.left ?? null, rightEventId: selected?.right ?? null, view };
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

/** What an address is made of. */
export interface Shown {
  /** The address of the view as it is at this moment. */
  readonly address: () => Promise<string>;
  /** Whether it is about to change by itself: it plays. */
  readonly moves: () => boolean;
  /** Calls whenever the view has changed. Gives what ends that. */
  readonly subscribe: (changed: () => void) => () => void;
}

/** Starts keeping it; returns a function that stops it. */
export function keepAddress(page: Page, shown: Shown, window: Window): () => void {
  let timer: number | undefined;
  let written = window.location.hash;
  let origin = readOrigin(window.history.state);
  /** The scenario and variant of the address, once there is one: what is shown first, however soon one goes on from it. */
  let choice: string | undefined;
  /** Raised by whatever makes an address that is being packed one of the past. */
  let turn = 0;
  /** Addresses that are being opened: until they are shown, the view is another one. */
  let opening = 0;

  const write = async (): Promise<void> => {
    timer = undefined;
    const state = page.store.getState();
    if (opening > 0 || shown.moves() || state.result === null || state.run.kind === 'running') return;
    turn += 1;
    const mine = turn;
    const address = await shown.address();
    const { cameFrom } = state;
    if (mine !== turn || (address === written && cameFrom === origin?.cameFrom)) return;
    const moved = choice !== undefined && summaryKey(state.choice) !== choice;
    choice = summaryKey(state.choice);
    written = address;
    origin = { cameFrom };
    if (moved) window.history.pushState(origin, '', address);
    else window.history.replaceState(origin, '', address);
  };
  let view = page.store.getState().view;
  const changed = (): void => {
    const { view: now, result, choice: shows } = page.store.getState();
    if (result !== null) choice ??= summaryKey(shows);
    // While a hand zooms or moves it would be written again and again, and cost frames: it waits for the hand to rest.
    if (now !== view) {
      window.clearTimeout(timer);
      timer = undefined;
    }
    view = now;
    timer ??= window.setTimeout(() => void write(), SETTLE_MS);
  };
  const navigated = async (): Promise<void> => {
    if (window.location.hash === written) return;
    written = window.location.hash;
    origin = readOrigin(window.history.state);
    turn += 1;
    opening += 1;
    try {
      await page.open(written, origin);
    } finally {
      opening -= 1;
    }
    // Where one has come to is no step; whoever goes on from here takes one, however soon.
    choice = summaryKey(page.store.getState().choice);
    changed();
  };
  const go = (): void => void navigated();

  const unsubscribe = shown.subscribe(changed);
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
