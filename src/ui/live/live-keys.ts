/** The keys of the live view. They rest while somebody types; the page's own keys rest while it is on show. */
import { OPEN, PRESSING, TYPING } from '../keys.ts';
import type { PageStore } from '../store/host.ts';
import type { LiveRun } from '../store/live/live.ts';

export const COMPOSER_ID = 'live-composer';
export const FAULTS_ID = 'live-faults';

export function listenToLiveKeys(live: LiveRun, page: PageStore, window: Window): () => void {
  const focus = (id: string): void => window.document.getElementById(id)?.focus();
  const keys: Readonly<Record<string, () => void>> = {
    ' ': () => live.toggle(),
    t: () => focus(COMPOSER_ID),
    x: () => focus(FAULTS_ID),
    n: () => live.follow(),
    '?': () => page.setState({ overlay: 'keys' }),
  };
  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (target?.closest(TYPING) || window.document.querySelector(OPEN) !== null) return;
    if (event.key === ' ' && target?.closest(PRESSING)) return;
    if (event.key.length === 1 && !page.getState().singleKeys) return;
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
