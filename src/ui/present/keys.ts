/** The keys of a presentation: those of a keyboard, and those that a clicker sends. */

/** By key: a step on or back; to the first or the last; out. */
export type Move = 'next' | 'back' | 'first' | 'last' | 'leave';

const MOVES: Readonly<Record<string, Move>> = {
  ' ': 'next',
  ArrowRight: 'next',
  ArrowDown: 'next',
  PageDown: 'next',
  Enter: 'next',
  ArrowLeft: 'back',
  ArrowUp: 'back',
  PageUp: 'back',
  Backspace: 'back',
  Home: 'first',
  End: 'last',
  Escape: 'leave',
};

/** A button under the focus keeps its own Space and Enter. */
export function moveFor({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): Move | undefined {
  if (ctrlKey || metaKey || altKey) return undefined;
  const pressing = target instanceof Element && target.closest('button') !== null;
  return pressing && (key === ' ' || key === 'Enter') ? undefined : MOVES[key];
}
