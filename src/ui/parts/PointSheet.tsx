/** A sheet that opens at a place, as soon as it is there; Escape, or a press elsewhere, closes it. */
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

interface PointSheetProps {
  readonly label: string;
  readonly at: { readonly x: number; readonly y: number };
  /** Width in pixels; a narrow window narrows it. */
  readonly width: number;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const MARGIN = 8;
const TALLEST = 560;
/** Less room than this below the place, and more above it: then it opens upwards. */
const LEAST = 300;

export function PointSheet({ label, at, width, onClose, children }: PointSheetProps): ReactElement {
  const sheet = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  });
  useEffect(() => {
    const element = sheet.current;
    if (element === null) return undefined;
    const before = document.activeElement;
    element.showPopover();
    element.querySelector<HTMLElement>('[data-focus-first], .params input, .params select')?.focus();
    const toggled = (event: ToggleEvent): void => {
      if (event.newState === 'closed') close.current();
    };
    element.addEventListener('toggle', toggled);
    return () => {
      element.removeEventListener('toggle', toggled);
      if (
        before instanceof HTMLElement &&
        (document.activeElement === document.body || element.contains(document.activeElement))
      )
        before.focus();
    };
  }, []);
  const wide = Math.min(width, window.innerWidth - 2 * MARGIN);
  const below = window.innerHeight - at.y - MARGIN;
  const up = below < LEAST && at.y > below;
  return (
    <div
      ref={sheet}
      popover="auto"
      role="dialog"
      aria-label={label}
      className="sheet"
      style={{
        width: wide,
        left: Math.min(Math.max(MARGIN, at.x), window.innerWidth - wide - MARGIN),
        top: up ? 'auto' : at.y,
        bottom: up ? window.innerHeight - at.y : 'auto',
        maxHeight: Math.min(TALLEST, up ? at.y - MARGIN : below),
      }}
    >
      {children}
    </div>
  );
}
