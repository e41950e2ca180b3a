/** A section whose heading says how many things it holds. */
import type { ReactElement, ReactNode } from 'react';
import { PinButton } from '../pins/PinButton.tsx';
import type { Pin } from '../store/moment/pins.ts';

interface CountedProps {
  readonly title: string;
  readonly count: number;
  /** What can be pinned of it. */
  readonly pin?: Pin | undefined;
  readonly children: ReactNode;
}

export function Counted({ title, count, pin, children }: CountedProps): ReactElement {
  return (
    <section>
      <h3>
        {title} <small>{count}</small>
        {pin === undefined ? null : <PinButton pin={pin} name={title} />}
      </h3>
      {children}
    </section>
  );
}
