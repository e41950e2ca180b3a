/** A section whose heading says how many things it holds. */
import type { ReactElement, ReactNode } from 'react';

interface CountedProps {
  readonly title: string;
  readonly count: number;
  readonly children: ReactNode;
}

export function Counted({ title, count, children }: CountedProps): ReactElement {
  return (
    <section>
      <h3>
        {title} <small>{count}</small>
      </h3>
      {children}
    </section>
  );
}
