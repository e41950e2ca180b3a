/**
 * What the browser keeps of a person's habits: a few short texts. Storage may be forbidden or full; then a habit lasts as
 * long as the page, and nobody is told: nothing that was made is lost.
 */
import type { Page } from './store/page.ts';
import { THEMES } from './store/state.ts';

const THEME = 'theme';
const SINGLE_KEYS = 'single-keys';
const OFF = 'off';

/** Undefined where there is none, or nobody may look. */
export function remembered(name: string): string | undefined {
  try {
    return window.localStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, text: string): void {
  try {
    window.localStorage.setItem(name, text);
  } catch {
    // Said above: it lasts as long as the page.
  }
}

/** Takes up the habits of the last time, and keeps those of today. */
export function keepHabits({ store }: Pick<Page, 'store'>): void {
  const theme = THEMES.find((each) => each === remembered(THEME)) ?? 'auto';
  store.setState({ theme, singleKeys: remembered(SINGLE_KEYS) !== OFF });
  store.subscribe((now, before) => {
    if (now.theme !== before.theme) remember(THEME, now.theme);
    if (now.singleKeys !== before.singleKeys) remember(SINGLE_KEYS, now.singleKeys ? 'on' : OFF);
  });
}
