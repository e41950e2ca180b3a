/** Starts the page: the worker, the store, the address, the keys, the playing, and then React. */
import './fonts.css';
import './theme.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/sheets.css';
import './styles/panes.css';
import './styles/inspector.css';
import './styles/side.css';
import './styles/verdicts.css';
import './styles/moment.css';
import './styles/story.css';
import './styles/bottom.css';
import './own/own.css';
import './keep/keep.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { OWN_VARIANT, type OwnScenario } from '../sim/model/own-scenario.ts';
import { App } from './App.tsx';
import { ToolsContext, toolsOf } from './context.ts';
import { listenToKeys } from './keys.ts';
import { listenToDrops } from './keep/drop.ts';
import { createActions } from './store/actions.ts';
import { readOrigin } from './store/fresh.ts';
import { addressOf, addressOfRecorded, keepAddress, type Shown } from './store/link/address.ts';
import { LiveRun } from './store/live/live.ts';
import { comparedActions } from './store/compared/actions.ts';
import { ComparedRuns } from './store/compared/compared.ts';
import { OwnShelf } from './store/own/own.ts';
import { Page } from './store/page.ts';
import { PinBoard } from './store/moment/pin-board.ts';
import { type Frames, playWith } from './store/playback.ts';
import { lanes } from './timeline/index.ts';
import { keepMarks } from './kept-marks.ts';
import { keepHabits, remember, remembered } from './remembered.ts';
import { SimulationClient, spawnWorker } from './worker/client.ts';
import { LiveClient } from './worker/live-client.ts';
import type { RunResult } from './worker/protocol.ts';

/** What a newcomer sees: a failure that needs no fault at all. */
const FIRST = 'requeue-deduplicated';
const PINS = 'pins';
const MARKS = 'marks';

/** Runs an own scenario in a worker of its own, which nobody else asks anything. */
async function runApart(own: OwnScenario): Promise<RunResult> {
  const client = new SimulationClient(spawnWorker);
  try {
    return await client.run({ scenario: own.id, variant: OWN_VARIANT, overrides: {}, own });
  } finally {
    client.close();
  }
}

function subscribeAll(
  stores: readonly { readonly subscribe: (changed: () => void) => () => void }[],
  changed: () => void,
): () => void {
  const ends = stores.map((store) => store.subscribe(changed));
  return () => ends.forEach((end) => end());
}

function start(root: HTMLElement): void {
  const pins = new PinBoard({ load: () => remembered(PINS), save: (text) => remember(PINS, text) });
  const page = new Page({
    pins,
    lanes,
    client: new SimulationClient(spawnWorker),
    background: new SimulationClient(spawnWorker),
    hash: window.location.hash,
    origin: readOrigin(window.history.state),
    first: FIRST,
    shelf: new OwnShelf(() => window.localStorage),
    theme: 'auto',
    reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  keepHabits(page);
  // The built file's name has the hash of everything that it stands on; the development server's names never change.
  if (import.meta.env.PROD) {
    keepMarks(page.store, import.meta.url, {
      load: () => remembered(MARKS),
      save: (text) => remember(MARKS, text),
    });
  }
  const frames: Frames = {
    request: (frame) => window.requestAnimationFrame(frame),
    cancel: (id) => window.cancelAnimationFrame(id),
  };
  const live = new LiveRun({
    client: new LiveClient(spawnWorker),
    frames,
    keep: (own) => page.own.keep(own),
    rerun: runApart,
    page: page.store,
  });
  const aside = new SimulationClient(spawnWorker);
  const compared = new ComparedRuns(aside, page.store);
  const shown: Shown = {
    address: () => addressOf(page.store.getState(), compared.sight(), pins.pins, lanes.text()),
    moves: () => page.store.getState().playing || compared.stage.getState().playing,
    subscribe: (changed) => subscribeAll([page.store, compared.store, compared.stage, pins.store, lanes], changed),
  };
  const tools = {
    page: toolsOf(page),
    actions: createActions(page.store),
    live,
    aside,
    compared,
    comparedActions: comparedActions(compared),
    pins,
    // Whoever gets a live view gets what was done in it.
    link: async () => {
      const isLive = page.store.getState().stage === 'live';
      const recorded = isLive ? addressOfRecorded(live.stage.getState(), live.store.getState().own) : null;
      return new URL(await (recorded ?? shown.address()), window.location.href).href;
    },
  };
  keepAddress(page, shown, window);
  listenToKeys(tools, window);
  listenToDrops(tools.page, window);
  playWith(page.store, frames);
  playWith(compared.stage, frames);
  createRoot(root).render(
    <StrictMode>
      <ToolsContext value={tools}>
        <App />
      </ToolsContext>
    </StrictMode>,
  );
  void page.start();
}

const root = document.getElementById('root');
if (root === null) throw new Error('Assertion failed: index.html has an element with id "root"');
start(root);
