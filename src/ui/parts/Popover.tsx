/**
 * A button that opens a sheet beside it. The browser's own popover closes it (Escape, a click elsewhere) and gives
 * the focus back; its content is drawn only while it is open.
 */
import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface PopoverProps {
  readonly label: string;
  /** Where the button's words may be hidden for want of room. */
  readonly name?: string;
  readonly className: string;
  readonly button: ReactNode;
  /** Where the button's words may be cut. */
  readonly title?: string;
  /** Width of the sheet in pixels; a narrow window narrows it. */
  readonly width: number;
  /** At the left edge of the window: what is changed in it is watched in the middle. */
  readonly aside?: boolean;
  readonly disabled?: boolean;
  /** Opens as soon as it is there. */
  readonly opens?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

const GAP = 6;
const MARGIN = 8;
const TALLEST = 700;

function focusFirst(sheet: HTMLElement): void {
  sheet.querySelector<HTMLElement>('[data-focus-first], .params input, .params select')?.focus();
}

/** The field that one types into stays where it is, however little is found. */
function keepHeight(sheet: HTMLElement): void {
  const searches = sheet.querySelector('[type="search"]') !== null;
  sheet.style.minHeight = searches ? `${sheet.offsetHeight}px` : '';
}

export function Popover(props: PopoverProps): ReactElement {
  const {
    label,
    name,
    className,
    button,
    title,
    width,
    aside = false,
    disabled = false,
    opens = false,
    children,
  } = props;
  const id = useId();
  const trigger = useRef<HTMLButtonElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const place = (): void => {
    const rect = trigger.current?.getBoundingClientRect();
    const style = sheet.current?.style;
    if (rect === undefined || style === undefined) return;
    const wide = Math.min(width, window.innerWidth - 2 * MARGIN);
    const left = aside ? MARGIN : Math.min(Math.max(MARGIN, rect.left), window.innerWidth - wide - MARGIN);
    const above = rect.top > window.innerHeight / 2;
    style.width = `${wide}px`;
    style.left = `${left}px`;
    style.top = above ? 'auto' : `${rect.bottom + GAP}px`;
    style.bottom = above ? `${window.innerHeight - rect.top + GAP}px` : 'auto';
    style.minHeight = '';
    style.maxHeight = `${Math.min(TALLEST, (above ? rect.top : window.innerHeight - rect.bottom) - GAP - MARGIN)}px`;
  };

  useEffect(() => {
    if (opens) sheet.current?.showPopover();
  }, [opens]);

  return (
    <>
      <button
        ref={trigger}
        type="button"
        className={className}
        disabled={disabled}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={name}
        title={title}
      >
        {button}
      </button>
      <div
        ref={sheet}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="sheet"
        onBeforeToggle={(event) => {
          if (event.newState === 'open') place();
          setOpen(event.newState === 'open');
        }}
        onToggle={(event) => {
          if (event.newState === 'open') {
            // The browser moves the focus into a sheet only where its content was there before it opened.
            focusFirst(event.currentTarget);
            keepHeight(event.currentTarget);
          } else if (document.activeElement === document.body) {
            // Nor does it give the focus back where the element that had it is gone with the content.
            trigger.current?.focus();
          }
        }}
      >
        {open ? children(() => document.getElementById(id)?.hidePopover()) : null}
      </div>
    </>
  );
}
