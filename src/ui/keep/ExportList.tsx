/** What a run can be saved as, one row a format; loaded when the menu is opened for the first time. */
import { type ReactElement, useRef } from 'react';
import { type Export, EXPORTS } from '../../sim/model/export/index.ts';
import { traceInPieces } from '../../sim/model/trace-file/pieces.ts';
import { usePageState, useTools } from '../context.ts';
import { saveFile } from './save.ts';
import { enterPresentation } from '../present/enter.ts';
import { exportedRun, fileNameOf } from '../store/exported.ts';
import { outcomes, texts } from '../texts.ts';
import { picturesTexts } from '../texts/pictures.ts';
import type { PageState } from '../store/state.ts';
import { openFile } from './open-file.ts';
import { useCopyLink } from './use-copy-link.ts';

/** Whoever opened the menu by keys goes on by keys. */
function focused(button: HTMLButtonElement | null): void {
  button?.focus();
}

/** On a phone the head has no room for its button: the link is here for everybody. */
function LinkRow(): ReactElement {
  const { outcome, copy } = useCopyLink();
  return (
    <li>
      <button type="button" onClick={() => void copy()}>
        <b>{outcome.kind === 'copied' ? texts.copied : texts.copyLink}</b>
        {outcome.kind === 'long' ? (
          <span>{texts.keep.longLink(outcome.kb)}</span>
        ) : outcome.kind === 'refused' ? (
          <span>
            {texts.copyRefused} <code className="link-itself">{outcome.link}</code>
          </span>
        ) : (
          <span>{texts.keep.linkAbout}</span>
        )}
      </button>
      <p className="unseen" role="status">
        {outcome.kind === 'copied' ? texts.copied : null}
      </p>
    </li>
  );
}

export function ExportList({ onDone }: { readonly onDone: () => void }): ReactElement {
  const { page, link: address } = useTools();
  const file = useRef<HTMLInputElement>(null);
  const name = usePageState(fileNameOf);
  const saveTrace = (): void => {
    const { result } = page.store.getState();
    if (result !== null) saveFile(`${name}.trace.json`, 'application/json', traceInPieces(result.trace));
    onDone();
  };
  const save = async ({ make, suffix, mediaType }: Export): Promise<void> => {
    const state = page.store.getState();
    const link = await address();
    const run = exportedRun(state, { link, wordOf: (outcome) => outcomes[outcome].toLowerCase() });
    if (run !== null) saveFile(`${name}${suffix}`, mediaType, make(run));
    onDone();
  };
  const open = (overlay: PageState['overlay']): void => {
    onDone();
    page.store.setState({ overlay });
  };
  return (
    <>
      <h2>{texts.keep.show}</h2>
      <ul className="catalogue">
        <li>
          <button
            type="button"
            ref={focused}
            onClick={() => {
              onDone();
              enterPresentation(page.store);
            }}
          >
            <b>{texts.present.start}</b>
            <span>{texts.present.startAbout}</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => open('picture')}>
            <b>{picturesTexts.picture}</b>
            <span>{picturesTexts.pictureAbout}</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => open('record')}>
            <b>{picturesTexts.record}</b>
            <span>{picturesTexts.recordAbout}</span>
          </button>
        </li>
      </ul>
      <h2>{texts.keep.share}</h2>
      <ul className="catalogue">
        <LinkRow />
      </ul>
      <h2>{texts.keep.heading}</h2>
      <ul className="catalogue">
        <li>
          <button type="button" onClick={saveTrace}>
            <b>{texts.keep.trace}</b>
            <span>{texts.keep.traceAbout}</span>
          </button>
        </li>
        {EXPORTS.map((each) => (
          <li key={each.id}>
            <button type="button" onClick={() => void save(each)}>
              <b>{each.title}</b>
              <span>{each.sentence}</span>
            </button>
          </li>
        ))}
      </ul>
      <h2>{texts.keep.open}</h2>
      <ul className="catalogue">
        <li>
          <button type="button" onClick={() => file.current?.click()}>
            <b>{texts.keep.openFile}</b>
            <span>{texts.keep.openAbout}</span>
          </button>
        </li>
        <li>
          <button
            type="button"
            onClick={() => {
              page.store.setState({ stage: 'compare', playing: false });
              onDone();
            }}
          >
            <b>{texts.keep.compare}</b>
            <span>{texts.keep.compareAbout}</span>
          </button>
        </li>
      </ul>
      <input
        ref={file}
        type="file"
        accept="application/json,.json"
        hidden
        aria-label={texts.keep.openFile}
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          if (chosen !== undefined) void openFile(page, chosen);
          onDone();
        }}
      />
    </>
  );
}
