/** A button whose sign stands for its words: they are its name, and what a pointer is told. */
import type { ReactElement, ReactNode } from 'react';

export interface IconButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
  /** The sign, hidden from who listens. */
  readonly children: ReactNode;
}

export function IconButton({ label, onClick, disabled = false, children }: IconButtonProps): ReactElement {
  return (
    <button
      type="button"
      className="button icon-only"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
