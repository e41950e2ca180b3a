/** What a run can be saved as, one row a format; loaded when the menu is opened for the first time. */
import type { ReactElement } from 'react';
import { type Export, EXPORTS } from '../../sim/model/export/index.ts';
import { usePageState, useTools } from '../context.ts';
import { saveFile } from '../own/save.ts';
import { addressOf } from '../store/address.ts';
import { exportedRun, fileNameOf } from '../store/exported.ts';
import { outcomes, texts } from '../texts.ts';

/** Whoever opened the menu by keys goes on by keys. */
function focused(button: HTMLButtonElement | null): void {
  button?.focus();
}

export function ExportList({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { page } = useTools();
  const name = usePageState(fileNameOf);
  const saveTrace = (): void => {
    const { result } = page.store.getState();
    if (result !== null) saveFile(`${name}.trace.json`, 'application/json', JSON.stringify(result.trace));
    onDone();
  };
  const save = ({ make, suffix, mediaType }: Export): void => {
    const state = page.store.getState();
    const { origin, pathname } = window.location;
    const link = `${origin}${pathname}${addressOf(state)}`;
    const run = exportedRun(state, { link, wordOf: (outcome) => outcomes[outcome].toLowerCase() });
    if (run !== null) saveFile(`${name}${suffix}`, mediaType, make(run));
    onDone();
  };
  return (
    <>
      <h2>{texts.keep.heading}</h2>
      <ul className="catalogue">
        <li>
          <button type="button" ref={focused} onClick={saveTrace}>
            <b>{texts.keep.trace}</b>
            <span>{texts.keep.traceAbout}</span>
          </button>
        </li>
        {EXPORTS.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => save(each)}>
              <b>{each.title}</b>
              <span>{each.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
