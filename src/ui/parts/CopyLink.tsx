/** Copies the address of the view. It says that it did; where the browser refuses, it says so and gives the link. */
import { Check, Link2 } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { traceInPieces } from '../../sim/model/trace-file/pieces.ts';
import { useTools } from '../context.ts';
import { useCopyLink } from '../keep/use-copy-link.ts';
import { saveFile } from '../keep/save.ts';
import { fileNameOf } from '../store/exported.ts';
import { texts } from '../texts.ts';
import { IconButton } from './IconButton.tsx';

/** Whoever wanted the link can copy it at once. */
function focused(element: HTMLElement | null): void {
  element?.focus();
}

export function CopyLink(): ReactElement {
  const { page } = useTools();
  const { outcome, copy, forget } = useCopyLink();
  const id = useId();
  const save = (): void => {
    const state = page.store.getState();
    if (state.result !== null) {
      saveFile(`${fileNameOf(state)}.trace.json`, 'application/json', traceInPieces(state.result.trace));
    }
    forget();
  };
  return (
    <div className="copy-link">
      <IconButton label={texts.copyLink} onClick={() => void copy()}>
        {outcome.kind === 'copied' ? <Check size={16} aria-hidden /> : <Link2 size={16} aria-hidden />}
      </IconButton>
      <div className="copy-said" role="status">
        {outcome.kind === 'copied' ? <p>{texts.copied}</p> : null}
        {outcome.kind === 'long' ? (
          <div>
            <p>{texts.keep.longLink(outcome.kb)}</p>
            <button type="button" className="button" ref={focused} onClick={save} onBlur={forget}>
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
              onBlur={forget}
              onKeyDown={(event) => {
                if (event.key === 'Escape') forget();
              }}
            />
          </div>
        ) : null}
      </div>
    </div>
  );
}
