/** The keys of the page. They rest while somebody types, and while a dialog or an open sheet has the floor. */
import type { Tools } from './context.ts';
import { enterPresentation } from './present/enter.ts';
import type { Actions } from './store/actions.ts';
import { FILTER_ID } from './panes/Scenarios.tsx';
import type { PageState } from './store/state.ts';
import { handMoves } from './timeline/index.ts';

interface KeyMap {
  readonly plain: Readonly<Record<string, () => void>>;
  readonly shifted: Readonly<Record<string, () => void>>;
}

/** Elements that have a use of their own for a key. */
export const TYPING = 'input, textarea, select, [contenteditable="true"]';
/** What has the floor while it is open. */
export const OPEN = 'dialog[open], :popover-open, [role="menu"]';
/** They are pressed by Space: it is theirs, whatever the page would do with it. */
export const PRESSING =
  'button, a[href], summary, label, audio, video, [role="button"], [role="tab"], [role="option"], [role="switch"], [role="checkbox"], [role="radio"], [role^="menuitem"]';
/** With Ctrl or the command key: they are there when single keys are switched off. */
const BY_COMMAND: Readonly<Record<string, PageState['overlay']>> = { k: 'find', '/': 'keys' };
/** Held down they move the view frame upon frame, as a wheel does. */
const ZOOMING = ['+', '=', '-'];
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
  const { store } = tools.page;

  const everywhere = {
    k: () => store.setState({ overlay: 'find' }),
    '?': () => store.setState({ overlay: 'keys' }),
  };
  const plainOf = (actions: Actions): Readonly<Record<string, () => void>> => ({
    ' ': actions.toggle,
    ArrowRight: () => actions.step(1),
    ArrowLeft: () => actions.step(-1),
    '+': () => actions.zoom(1),
    '=': () => actions.zoom(1),
    '-': () => actions.zoom(-1),
    '0': actions.fit,
    f: actions.firstFailure,
    b: actions.baseline,
    p: () => enterPresentation(store),
    ...everywhere,
    Home: actions.toStart,
    End: actions.toEnd,
    Escape: () => {
      actions.select(null);
      actions.hover(null);
    },
    '/': () => {
      store.setState({ phoneTab: 'scenarios' });
      const focus = (): void => window.document.getElementById(FILTER_ID)?.focus();
      focus();
      // On a phone the list has to be drawn first.
      window.requestAnimationFrame(focus);
    },
  });
  const shiftedOf = (actions: Actions): Readonly<Record<string, () => void>> => ({
    ArrowRight: () => actions.stepVisible(1),
    ArrowLeft: () => actions.stepVisible(-1),
  });
  const { comparedActions: both } = tools;
  const ofRun: KeyMap = { plain: plainOf(tools.actions), shifted: shiftedOf(tools.actions) };
  const ofTwo: KeyMap = {
    plain: { ...plainOf(both), n: () => both.difference(1) },
    shifted: { ...shiftedOf(both), n: () => both.difference(-1) },
  };
  /** A view that looks at no run scrolls by keys, and plays nothing that is out of sight. */
  const ofNone: KeyMap = { plain: everywhere, shifted: {} };

  /** What opens above the page may still be on its way: keys are for it already, and what is typed is kept for it. */
  const comes = ({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean => {
    const { overlay, typedAhead } = store.getState();
    if (overlay === 'none' || ctrlKey || metaKey || altKey || window.document.querySelector(OPEN) !== null)
      return false;
    if (key === 'Escape') store.setState({ overlay: 'none', typedAhead: '' });
    else if (overlay === 'find' && key.length === 1) store.setState({ typedAhead: typedAhead + key });
    return true;
  };

  const pressed = (event: KeyboardEvent): void => {
    const target = event.target instanceof Element ? event.target : null;
    const command = event.ctrlKey || event.metaKey;
    const overlay = command && !event.shiftKey && !event.altKey ? BY_COMMAND[event.key.toLowerCase()] : undefined;
    if (overlay !== undefined) {
      event.preventDefault();
      store.setState({ overlay });
      return;
    }
    if (comes(event)) {
      event.preventDefault();
      return;
    }
    if (command && !event.altKey && !target?.closest(TYPING) && store.getState().stage === 'replay') {
      const step = stepOf(event);
      if (step === 0) return;
      event.preventDefault();
      void tools.page.stepTo(store.getState().steps.at + step);
      return;
    }
    if (command || event.altKey || event.defaultPrevented || target?.closest(TYPING)) return;
    if (window.document.querySelector(OPEN) !== null) return;
    // The live view and a presentation have keys of their own.
    const { stage } = store.getState();
    if (stage === 'live' || stage === 'present') return;
    if (event.key === ' ' && target?.closest(PRESSING)) return;
    if (event.key.length === 1 && !store.getState().singleKeys) return;
    if (event.key.startsWith('Arrow') && target?.closest(WALKING)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const { plain, shifted } = stage === 'compare' ? ofTwo : stage === 'replay' ? ofRun : ofNone;
    const act = (event.shiftKey ? shifted[key] : undefined) ?? plain[key];
    if (act === undefined) return;
    event.preventDefault();
    if (event.repeat && ZOOMING.includes(key)) handMoves();
    act();
  };
  window.addEventListener('keydown', pressed);
  return () => window.removeEventListener('keydown', pressed);
}
