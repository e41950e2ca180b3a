/** A modal dialog by the browser's own element: it keeps the focus inside, closes on Escape and on a click outside. */
import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

interface DialogProps {
  readonly label: string;
  readonly className: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function Dialog({ label, className, onClose, children }: DialogProps): ReactElement {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return undefined;
    element.showModal();
    // The element itself is hit only on its backdrop: its content fills it.
    const pressed = (event: MouseEvent): void => {
      if (event.target === element) onClose();
    };
    element.addEventListener('click', pressed);
    return () => {
      element.removeEventListener('click', pressed);
      element.close();
    };
  }, [onClose]);
  return (
    <dialog
      ref={dialog}
      aria-label={label}
      className={`overlay ${className}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="overlay-body">{children}</div>
    </dialog>
  );
}
