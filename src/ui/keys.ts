/** The keys of the page. They rest while somebody types, and while a dialog or an open sheet has the floor. */
import type { Tools } from './context.ts';
import { FILTER_ID } from './panes/Scenarios.tsx';

/** Elements that have a use of their own for a key. */
const TYPING = 'input, textarea, select, [contenteditable="true"]';
/** What has the floor while it is open. */
const OPEN = 'dialog[open], :popover-open';
const PRESSING = 'button, a, summary, [role="tab"], [role="option"]';
const WALKING = '[role="tablist"], [role="slider"], [role="listbox"], [role="separator"]';

/** Back with Ctrl Z, on again with Ctrl Shift Z or Ctrl Y. */
function stepOf({ key, shiftKey }: KeyboardEvent): -1 | 0 | 1 {
  switch (key.toLowerCase()) {
    case 'z':
      return shiftKey ? 1 : -1;
    case 'y':
      return 1;
    default:
      return 0;
  }
}

export function listenToKeys(tools: Tools, window: Window): () => void {
  const { page, actions } = tools;
  const { store } = page;

  const plain: Readonly<Record<string, () => void>> = {
    ' ': actions.toggle,
    ArrowRight: () => actions.step(1),
    ArrowLeft: () => actions.step(-1),
    '+': () => actions.zoom(1),
    '=': () => actions.zoom(1),
    '-': () => actions.zoom(-1),
    '0': actions.fit,
    f: actions.firstFailure,
    b: actions.baseline,
    k: () => store.setState({ overlay: 'find' }),
    '?': () => store.setState({ overlay: 'keys' }),
    Home: actions.toStart,
    End: actions.toEnd,
    Escape: () => store.setState({ selectedEventId: null, hoveredEventId: null }),
    '/': () => {
      store.setState({ phoneTab: 'scenarios' });
      const focus = (): void => window.document.getElementById(FILTER_ID)?.focus();
      focus();
      // On a phone the list has to be drawn first.
      window.requestAnimationFrame(focus);
    },
  };
  const shifted: Readonly<Record<string, () => void>> = {
    ArrowRight: () => actions.stepVisible(1),
    ArrowLeft: () => actions.stepVisible(-1),
  };

  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const command = event.ctrlKey || event.metaKey;
    if (command && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      store.setState({ overlay: 'find' });
      return;
    }
    if (command && !event.altKey && !target?.closest(TYPING) && store.getState().stage === 'replay') {
      const step = stepOf(event);
      if (step === 0) return;
      event.preventDefault();
      void page.stepTo(store.getState().steps.at + step);
      return;
    }
    if (command || event.altKey || event.defaultPrevented || target?.closest(TYPING)) return;
    if (window.document.querySelector(OPEN) !== null) return;
    // The live view has keys of its own.
    if (store.getState().stage === 'live') return;
    if (event.key === ' ' && target?.closest(PRESSING)) return;
    if (event.key.startsWith('Arrow') && target?.closest(WALKING)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = (event.shiftKey ? shifted[key] : undefined) ?? plain[key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
