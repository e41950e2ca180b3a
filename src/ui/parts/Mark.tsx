/** A verdict's mark: a tick, a filled square with a cross, a dash. Never colour alone, and always with its word. */
import { Check, Minus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Outcome } from '../../sim/model/verdict.ts';
import { outcomes } from '../texts.ts';

interface MarkProps {
  readonly outcome: Outcome | undefined;
  /** What is marked, for whoever hears the page: `Production`. */
  readonly of?: string;
}

export function Mark({ outcome, of }: MarkProps): ReactElement {
  const word = outcomes[outcome ?? 'inconclusive'];
  const label = of === undefined ? word : `${of}: ${word.toLowerCase()}`;
  return (
    <span className={`mark mark-${outcome ?? 'none'}`} role="img" aria-label={label} title={label}>
      <Shape outcome={outcome} />
    </span>
  );
}

function Shape({ outcome }: { readonly outcome: Outcome | undefined }): ReactElement {
  if (outcome === 'holds') return <Check size={15} strokeWidth={2.4} aria-hidden />;
  if (outcome === 'broken') return <X size={10} strokeWidth={3.2} aria-hidden />;
  return <Minus size={12} strokeWidth={2} aria-hidden />;
}
