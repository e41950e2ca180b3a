/** Copies the address of the view, and what came of it: a link that is too long for most programs is not copied. */
import { useEffect, useState } from 'react';
import { useTools } from '../context.ts';
import { LONGEST_LINK } from '../store/link/address.ts';

/** How long the sign that it is copied stays, in real milliseconds. */
const SAID_MS = 2500;

export type Copied =
  | { readonly kind: 'none' }
  | { readonly kind: 'copied' }
  | { readonly kind: 'long'; readonly kb: number }
  | { readonly kind: 'refused'; readonly link: string };

const NONE: Copied = { kind: 'none' };

export interface CopyLinkTools {
  readonly outcome: Copied;
  readonly copy: () => Promise<void>;
  /** Lets go of what was said. */
  readonly forget: () => void;
}

export function useCopyLink(): CopyLinkTools {
  const { link: address } = useTools();
  const [outcome, setOutcome] = useState<Copied>(NONE);
  useEffect(() => {
    if (outcome.kind !== 'copied') return undefined;
    const timer = window.setTimeout(() => setOutcome(NONE), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const link = await address();
    if (link.length > LONGEST_LINK) {
      setOutcome({ kind: 'long', kb: Math.ceil(link.length / 1024) });
      return;
    }
    try {
      // On an insecure origin there is no clipboard at all.
      await navigator.clipboard.writeText(link);
      setOutcome({ kind: 'copied' });
    } catch {
      setOutcome({ kind: 'refused', link });
    }
  };
  return { outcome, copy, forget: () => setOutcome(NONE) };
}
