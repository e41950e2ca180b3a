/** Copies the address of the view. It says that it did; where the browser refuses, it says so and gives the link. */
import { Check, Link2 } from 'lucide-react';
import { type ReactElement, useEffect, useId, useState } from 'react';
import { useTools } from '../context.ts';
import { saveFile } from '../own/save.ts';
import { LONGEST_LINK } from '../store/address.ts';
import { fileNameOf } from '../store/exported.ts';
import { texts } from '../texts.ts';

/** How long the sign that it is copied stays, in real milliseconds. */
const SAID_MS = 2500;

type Outcome =
  | { readonly kind: 'none' }
  | { readonly kind: 'copied' }
  | { readonly kind: 'long'; readonly kb: number }
  | { readonly kind: 'refused'; readonly link: string };

const NONE: Outcome = { kind: 'none' };

/** Whoever wanted the link can copy it at once. */
function focused(element: HTMLElement | null): void {
  element?.focus();
}

export function CopyLink(): ReactElement {
  const { page, link: address } = useTools();
  const [outcome, setOutcome] = useState<Outcome>(NONE);
  const id = useId();
  useEffect(() => {
    if (outcome.kind !== 'copied') return undefined;
    const timer = window.setTimeout(() => setOutcome(NONE), SAID_MS);
    return () => window.clearTimeout(timer);
  }, [outcome]);
  const copy = async (): Promise<void> => {
    const link = await address();
    if (link.length > LONGEST_LINK) {
      setOutcome({ kind: 'long', kb: link.length / 1024 });
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
  const save = (): void => {
    const state = page.store.getState();
    if (state.result !== null) {
      saveFile(`${fileNameOf(state)}.trace.json`, 'application/json', JSON.stringify(state.result.trace));
    }
    setOutcome(NONE);
  };
  return (
    <div className="copy-link">
      <button
        type="button"
        className="button icon-only"
        aria-label={texts.copyLink}
        title={texts.copyLink}
        onClick={() => void copy()}
      >
        {outcome.kind === 'copied' ? <Check size={16} aria-hidden /> : <Link2 size={16} aria-hidden />}
      </button>
      <div className="copy-said" role="status">
        {outcome.kind === 'copied' ? <p>{texts.copied}</p> : null}
        {outcome.kind === 'long' ? (
          <div>
            <p>{texts.keep.longLink(Math.ceil(outcome.kb))}</p>
            <button type="button" className="button" ref={focused} onClick={save} onBlur={() => setOutcome(NONE)}>
              {texts.keep.saveInstead}
            </button>
          </div>
        ) : null}
        {outcome.kind === 'refused' ? (
          <div>
            <label htmlFor={id}>{texts.copyRefused}</label>
            <input
              id={id}
              className="field mono"
              aria-label={texts.linkItself}
              readOnly
              ref={focused}
              value={outcome.link}
              onFocus={(event) => event.currentTarget.select()}
              onBlur={() => setOutcome(NONE)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setOutcome(NONE);
              }}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}
