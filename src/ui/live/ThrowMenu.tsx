/** What can be done to one node, at the place where it was asked for: a menu by the book. */
import { type KeyboardEvent, type ReactElement, useEffect, useRef } from 'react';
import { usePageState, useTools } from '../context.ts';
import { blowsFor, faultFor, FORCE, type Target } from '../store/throwing.ts';
import { texts } from '../texts.ts';
import { BLOW_ICONS } from './blows.ts';

interface ThrowMenuProps {
  readonly target: Target;
  readonly at: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

const WIDTH = 280;
const ROW = 32;
const MARGIN = 8;

export function ThrowMenu({ target, at, onClose }: ThrowMenuProps): ReactElement {
  const { live } = useTools();
  const faults = usePageState((state) => state.description?.faults);
  const menu = useRef<HTMLDivElement>(null);
  const blows = blowsFor(target, faults ?? []);
  useEffect(() => {
    const before = document.activeElement;
    menu.current?.querySelector<HTMLElement>('[role="menuitem"]')?.focus();
    const elsewhere = (event: PointerEvent): void => {
      if (event.target instanceof Node && menu.current?.contains(event.target) === true) return;
      onClose();
    };
    window.addEventListener('pointerdown', elsewhere);
    return () => {
      window.removeEventListener('pointerdown', elsewhere);
      if (before instanceof HTMLElement) before.focus();
    };
  }, [onClose]);
  const keys = (event: KeyboardEvent): void => {
    const items = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const index = items.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'ArrowDown') items[(index + 1) % items.length]?.focus();
    else if (event.key === 'ArrowUp') items[(index - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(MARGIN, Math.min(at.x, window.innerWidth - WIDTH - MARGIN));
  const top = Math.max(MARGIN, Math.min(at.y, window.innerHeight - (blows.length + 1) * ROW - MARGIN));
  return (
    <div
      ref={menu}
      className="throw-menu"
      role="menu"
      aria-label={texts.live.menuOf(target)}
      style={{ left, top, width: WIDTH }}
      onKeyDown={keys}
    >
      <h3>{texts.live.nameOf(target)}</h3>
      {blows.length === 0 ? <p className="nothing">{texts.live.nothingThere}</p> : null}
      {blows.map((blow) => {
        const Icon = BLOW_ICONS[blow];
        return (
          <button
            key={blow}
            type="button"
            role="menuitem"
            onClick={() => {
              live.throw((atMs) => faultFor(target, blow, atMs, FORCE));
              onClose();
            }}
          >
            <Icon size={14} aria-hidden />
            {texts.live.blowAt(blow, target)}
          </button>
        );
      })}
    </div>
  );
}
