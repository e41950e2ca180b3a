/**
 * A mark that is moved by pointer and by keys. While a hand is on it the mark follows the hand, whatever the run makes
 * of it; a press that does not move opens it.
 */
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { pan, type Scale } from '../place/scales.ts';
import {
  type Bench,
  type Grip,
  type GripPart,
  keyStepMs,
  type MovePhase,
  type OnHold,
  pointerStepMs,
  snapped,
} from './grip.ts';

/** A press that moves less than this is a click. */
const DRAG_PX = 4;
let gestures = 0;

interface Hold {
  readonly pointerId: number;
  readonly startX: number;
  readonly startMs: number;
  readonly gesture: string;
  /** Where the stretch in sight was when the hand took hold: the mark stays under the hand. */
  readonly scale: Scale;
  moving: boolean;
  lastMs: number;
}

export interface GripHandlers {
  /** Where its mark is: under the hand while one is on it. */
  readonly atMs: number;
  readonly held: boolean;
  readonly handlers: {
    readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
    readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
    readonly onLostPointerCapture: () => void;
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
    readonly onFocus: () => void;
    readonly onBlur: () => void;
  };
}

interface GripUse {
  readonly grip: Grip;
  readonly part: GripPart;
  readonly scale: Scale;
  readonly bench: Bench;
  readonly onHold: OnHold;
  /** What a click does; where nothing is said, it opens. */
  readonly onClick?: (() => void) | undefined;
}

export function useGrip({ grip, part, scale, bench, onHold, onClick }: GripUse): GripHandlers {
  const hold = useRef<Hold | null>(null);
  const keyed = useRef('');
  const [heldMs, setHeldMs] = useState<number | null>(null);
  const ownMs = part === 'end' ? (grip.endMs ?? grip.atMs) : grip.atMs;
  const movable = part === 'end' ? grip.ends : grip.moves;

  const move = (atMs: number, phase: MovePhase, gesture: string): void =>
    bench.onMove({ id: grip.id, part, atMs, phase, gesture });
  const letGo = (): void => {
    hold.current = null;
    setHeldMs(null);
    onHold(grip.id, null);
  };
  const open = (element: HTMLElement): void => {
    const { left, bottom } = element.getBoundingClientRect();
    bench.onOpen(grip.id, { x: left, y: bottom });
  };

  /** Whoever takes marks away by keys goes on with the next one, and is never left on nothing. */
  const takeAway = (element: HTMLElement): void => {
    const next = neighbourOf(element);
    bench.onRemove(grip.id);
    element.ownerDocument.defaultView?.requestAnimationFrame(() => {
      if (!element.isConnected) next?.focus();
    });
  };

  return {
    atMs: heldMs ?? ownMs,
    held: heldMs !== null,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0 || hold.current !== null) return;
        gestures += 1;
        hold.current = {
          pointerId: event.pointerId,
          startX: event.clientX,
          startMs: ownMs,
          gesture: `drag ${gestures}`,
          scale,
          moving: false,
          lastMs: ownMs,
        };
        event.currentTarget.setPointerCapture(event.pointerId);
        // From the first: what is held stays on the drawing, wherever its first move takes it.
        onHold(grip.id, ownMs);
      },
      onPointerMove: (event) => {
        const held = hold.current;
        if (held === null || event.pointerId !== held.pointerId || !movable) return;
        const movedPx = event.clientX - held.startX;
        if (!held.moving && Math.abs(movedPx) < DRAG_PX) return;
        held.moving = true;
        const movedMs = pan(held.scale, movedPx).fromMs - held.scale.fromMs;
        const atMs = snapped(held.startMs + movedMs, pointerStepMs(held.scale));
        if (atMs === held.lastMs && heldMs !== null) return;
        held.lastMs = atMs;
        setHeldMs(atMs);
        onHold(grip.id, atMs);
        move(atMs, 'moving', held.gesture);
      },
      onPointerUp: (event) => {
        const held = hold.current;
        if (held === null || event.pointerId !== held.pointerId) return;
        letGo();
        if (held.moving) move(held.lastMs, 'moved', held.gesture);
        else if (onClick === undefined) open(event.currentTarget);
        else onClick();
      },
      // Also where the system takes the pointer away. After a release nothing is held any more.
      onLostPointerCapture: () => {
        const held = hold.current;
        if (held === null) return;
        letGo();
        if (held.moving) move(held.startMs, 'back', held.gesture);
      },
      onFocus: () => {
        gestures += 1;
        keyed.current = `keys ${gestures}`;
      },
      onBlur: () => onHold(grip.id, null),
      onKeyDown: (event) => {
        // Those are the browser's and the page's.
        if (event.altKey || event.ctrlKey || event.metaKey) return;
        const held = hold.current;
        if (event.key === 'Escape' && held !== null && held.moving) {
          letGo();
          move(held.startMs, 'back', held.gesture);
        } else if (event.key === 'Enter' || event.key === ' ') open(event.currentTarget);
        else if (event.key === 'Delete' || event.key === 'Backspace') takeAway(event.currentTarget);
        else {
          const way = WAYS[event.key];
          if (way === undefined || !movable) return;
          const coarse = event.shiftKey || event.key.startsWith('Page');
          const stepMs = keyStepMs(scale, coarse);
          const atMs = Math.max(0, Math.round(ownMs) + way * stepMs);
          onHold(grip.id, atMs);
          move(atMs, 'moved', keyed.current);
        }
        event.preventDefault();
        event.stopPropagation();
      },
    },
  };
}

function neighbourOf(element: HTMLElement): HTMLElement | null {
  const kind = element.dataset['grip'] ?? '';
  const all = [...element.ownerDocument.querySelectorAll<HTMLElement>(`[data-grip="${kind}"]`)];
  const at = all.indexOf(element);
  return all[at - 1] ?? all[at + 1] ?? element.ownerDocument.querySelector<HTMLElement>('.tl-strip-head button');
}

const WAYS: Readonly<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  PageUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageDown: -1,
};
