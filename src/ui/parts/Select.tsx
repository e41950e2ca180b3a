/** The browser's own list to choose from, with the page's arrow on it. */
import { ChevronDown } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';

export function Select({ className = '', ...rest }: ComponentProps<'select'>): ReactElement {
  return (
    <span className={`select ${className}`}>
      <select className="field" {...rest} />
      <ChevronDown size={13} aria-hidden />
    </span>
  );
}
