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
import './styles/aspects.css';
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
import { addressOf, keepAddress } from './store/address.ts';
import { LiveRun } from './store/live.ts';
import { AsideRuns } from './store/aside.ts';
import { OwnShelf } from './store/own.ts';
import { Page } from './store/page.ts';
import { type Frames, playWith } from './store/playback.ts';
import { type Theme, THEMES } from './store/state.ts';
import { SimulationClient, spawnWorker } from './worker/client.ts';
import { LiveClient } from './worker/live-client.ts';
import type { RunResult } from './worker/protocol.ts';

/** What a newcomer sees: a failure that needs no fault at all. */
const FIRST = 'requeue-deduplicated';
const THEME_KEY = 'theme';

/** Storage may be forbidden; then the choice lasts as long as the page. */
function rememberedTheme(): Theme {
  try {
    const stored = window.localStorage.getItem(THEME_KEY);
    return THEMES.find((theme) => theme === stored) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function rememberTheme(theme: Theme): void {
  try {
    window.localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Said above: it lasts as long as the page.
  }
}

/** Runs an own scenario in a worker of its own, which nobody else asks anything. */
async function runApart(own: OwnScenario): Promise<RunResult> {
  const client = new SimulationClient(spawnWorker);
  try {
    return await client.run({ scenario: own.id, variant: OWN_VARIANT, overrides: {}, own });
  } finally {
    client.close();
  }
}

function start(root: HTMLElement): void {
  const page = new Page({
    client: new SimulationClient(spawnWorker),
    background: new SimulationClient(spawnWorker),
    hash: window.location.hash,
    first: FIRST,
    shelf: new OwnShelf(() => window.localStorage),
    theme: rememberedTheme(),
    reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
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
  const tools = {
    page: toolsOf(page),
    actions: createActions(page.store),
    live,
    aside: new SimulationClient(spawnWorker),
    compared: new AsideRuns(new SimulationClient(spawnWorker)),
    link: async () => new URL(await addressOf(page.store.getState()), window.location.href).href,
  };
  page.store.subscribe(({ theme }, before) => {
    if (theme !== before.theme) rememberTheme(theme);
  });
  keepAddress(page, window);
  listenToKeys(tools, window);
  listenToDrops(tools.page, window);
  playWith(page.store, frames);
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
