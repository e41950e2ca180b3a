/** The way into the presentation and out of it: the view, and the full screen where the browser allows it. */
import type { PageStore } from '../store/host.ts';

/** From the start of the run. The full screen has to be asked for while a hand is still on the button or key. */
export function enterPresentation(store: PageStore): void {
  if (store.getState().result === null) return;
  store.setState({ stage: 'present', playing: false, playheadMs: 0, selectedEventId: 0, overlay: 'none' });
  // Refused or not there: the window is filled all the same.
  void document.documentElement.requestFullscreen?.().catch(() => undefined);
}

export function leavePresentation(store: PageStore): void {
  store.setState({ stage: 'replay' });
  if (document.fullscreenElement !== null) void document.exitFullscreen().catch(() => undefined);
}
