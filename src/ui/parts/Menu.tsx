/** A menu at the place where it was asked for, by the book: arrows walk, Escape and a press elsewhere close it. */
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef } from 'react';

export interface MenuItem {
  readonly id: string;
  readonly words: string;
  readonly icon?: ReactNode;
  readonly act: () => void;
}

interface MenuProps {
  readonly label: string;
  readonly heading: string;
  readonly at: { readonly x: number; readonly y: number };
  readonly items: readonly MenuItem[];
  /** Said where there is nothing to choose. */
  readonly nothing?: string;
  /** The same each time: the menu takes the focus when it is another one. */
  readonly onClose: () => void;
}

const WIDTH = 280;
const ROW = 32;
const MARGIN = 8;

export function Menu({ label, heading, at, items, nothing = '', onClose }: MenuProps): ReactElement {
  const menu = useRef<HTMLDivElement>(null);
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
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];
    const index = all.findIndex((item) => item === document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else if (event.key === 'ArrowDown') all[(index + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(index - 1 + all.length) % all.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const left = Math.max(MARGIN, Math.min(at.x, window.innerWidth - WIDTH - MARGIN));
  const top = Math.max(MARGIN, Math.min(at.y, window.innerHeight - (items.length + 1) * ROW - MARGIN));
  return (
    <div
      ref={menu}
      className="menu"
      role="menu"
      aria-label={label}
      style={{ left, top, width: WIDTH }}
      onKeyDown={keys}
    >
      <p className="menu-heading" aria-hidden>
        {heading}
      </p>
      {items.length === 0 ? <p className="nothing">{nothing}</p> : null}
      {items.map(({ id, words, icon, act }) => (
        <button
          key={id}
          type="button"
          role="menuitem"
          onClick={() => {
            onClose();
            act();
          }}
        >
          {icon}
          {words}
        </button>
      ))}
    </div>
  );
}
