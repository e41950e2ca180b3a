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
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { ToolsContext } from './context.ts';
import { listenToKeys } from './keys.ts';
import { createActions } from './store/actions.ts';
import { keepAddress } from './store/address.ts';
import { Page } from './store/page.ts';
import { playWith } from './store/playback.ts';
import { type Theme, THEMES } from './store/state.ts';
import { SimulationClient, spawnWorker } from './worker/client.ts';

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

function start(root: HTMLElement): void {
  const page = new Page({
    client: new SimulationClient(spawnWorker),
    background: new SimulationClient(spawnWorker),
    hash: window.location.hash,
    first: FIRST,
    theme: rememberedTheme(),
    reducedMotion: window.matchMedia('(prefers-reduced-motion: reduce)').matches,
  });
  const tools = { page, actions: createActions(page.store) };
  page.store.subscribe(({ theme }, before) => {
    if (theme !== before.theme) rememberTheme(theme);
  });
  keepAddress(page, window);
  listenToKeys(tools, window);
  playWith(page.store, {
    request: (frame) => window.requestAnimationFrame(frame),
    cancel: (id) => window.cancelAnimationFrame(id),
  });
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
