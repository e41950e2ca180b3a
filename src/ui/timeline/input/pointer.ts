/**
 * The pointer on a drawing: moving points, a click selects, a drag moves the view, the wheel zooms around the pointer
 * (sideways, or with shift, it moves), two fingers zoom. At most one change of view a frame.
 */
import { type RefObject, useEffect, useRef } from 'react';
import { pan, type Scale, zoomAt } from '../place/scales.ts';
import { handMoves } from './motion.ts';
import type { TimeView } from '../layout/shapes.ts';

export interface PlotPoint {
  /** From the element's top left. */
  readonly x: number;
  readonly y: number;
  readonly screen: { readonly x: number; readonly y: number };
}

export interface PointerActs {
  readonly scale: () => Scale;
  readonly onView: (view: TimeView) => void;
  readonly onPoint: (point: PlotPoint | null) => void;
  readonly onClick: (point: PlotPoint) => void;
}

/** A press that moves less than this is a click. */
const DRAG_PX = 4;
/** How much a notch of the wheel zooms. */
const WHEEL_ZOOM = 0.0022;
const LARGEST_STEP = 120;

export function usePointer(host: RefObject<HTMLElement | null>, acts: PointerActs): void {
  const latest = useRef(acts);
  useEffect(() => {
    latest.current = acts;
  });
  useEffect(() => {
    const element = host.current;
    return element === null ? undefined : listen(element, () => latest.current);
  }, [host]);
}

function listen(element: HTMLElement, acts: () => PointerActs): () => void {
  const fingers = new Map<number, { x: number; readonly startX: number }>();
  let dragging = false;
  let frame = 0;
  let waiting: TimeView | null = null;

  const pointOf = (event: MouseEvent): PlotPoint => {
    const box = element.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top, screen: { x: event.clientX, y: event.clientY } };
  };
  const show = (view: TimeView): void => {
    waiting = view;
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      if (waiting !== null) {
        handMoves();
        acts().onView(waiting);
      }
      waiting = null;
    });
  };
  /** What the next change starts from: the view that waits for its frame, if one does. */
  const base = (): Scale => ({ ...acts().scale(), ...waiting });

  const onDown = (event: PointerEvent): void => {
    // What can be moved by itself is not a place to move the view by.
    const gripped = event.target instanceof Element && event.target.closest('[data-grip]') !== null;
    if (event.button !== 0 || gripped) return;
    fingers.set(event.pointerId, { x: event.clientX, startX: event.clientX });
    if (fingers.size === 1) dragging = false;
  };
  const onMove = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) {
      acts().onPoint(pointOf(event));
      return;
    }
    const others = [...fingers].filter(([id]) => id !== event.pointerId);
    const [other] = others;
    if (!dragging && Math.abs(event.clientX - finger.startX) < DRAG_PX && other === undefined) return;
    if (!dragging) {
      dragging = true;
      element.setPointerCapture(event.pointerId);
      acts().onPoint(null);
    }
    const movedPx = event.clientX - finger.x;
    if (other === undefined) show(pan(base(), -movedPx));
    else {
      const before = Math.max(20, Math.abs(finger.x - other[1].x));
      const after = Math.max(20, Math.abs(event.clientX - other[1].x));
      const middle = (event.clientX + other[1].x) / 2 - element.getBoundingClientRect().left;
      show(zoomAt(base(), before / after, middle));
    }
    finger.x = event.clientX;
  };
  const onUp = (event: PointerEvent): void => {
    const held = fingers.delete(event.pointerId);
    if (held && !dragging && event.type === 'pointerup') acts().onClick(pointOf(event));
    if (fingers.size === 0) dragging = false;
  };
  const onLeave = (): void => acts().onPoint(null);
  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    const across = event.shiftKey ? event.deltaY : event.deltaX;
    if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      show(pan(base(), across * lines));
      return;
    }
    const step = Math.max(-LARGEST_STEP, Math.min(LARGEST_STEP, event.deltaY * lines));
    show(zoomAt(base(), Math.exp(step * WHEEL_ZOOM), pointOf(event).x));
  };

  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onUp);
  element.addEventListener('pointercancel', onUp);
  element.addEventListener('pointerleave', onLeave);
  element.addEventListener('wheel', onWheel, { passive: false });
  return () => {
    cancelAnimationFrame(frame);
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onUp);
    element.removeEventListener('pointercancel', onUp);
    element.removeEventListener('pointerleave', onLeave);
    element.removeEventListener('wheel', onWheel);
  };
}
