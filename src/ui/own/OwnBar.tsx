/** What can be done with an own scenario (nothing where there is nothing to do), and how a changed run becomes one. */
import { FileDown, Radio, Save, Trash2 } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { OWN_VARIANT, type OwnScenario } from '../../sim/model/own-scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { isChanged } from '../store/selectors.ts';
import { newOwnId } from '../store/own/own.ts';
import { IconButton } from '../parts/IconButton.tsx';
import { texts } from '../texts.ts';
import { saveJson } from '../keep/save.ts';
import { useKeeping, useRecording } from './use-keeping.ts';

export function OwnBar(): ReactElement | null {
  const own = usePageState((state) => state.own.find(({ id }) => id === state.choice.scenario));
  const [gone, setGone] = useState<OwnScenario | null>(null);
  return (
    <>
      {gone === null ? null : <Undo gone={gone} onDone={() => setGone(null)} />}
      {own === undefined ? null : <Mine key={own.id} own={own} onDelete={setGone} />}
    </>
  );
}

function Undo({ gone, onDone }: { readonly gone: OwnScenario; readonly onDone: () => void }): ReactElement {
  const { page } = useTools();
  return (
    <div className="own-bar" role="status">
      <p>{texts.own.deleted(gone.title)}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          page.own.keep(gone);
          void page.choose({ scenario: gone.id, variant: OWN_VARIANT });
          onDone();
        }}
      >
        {texts.own.undo}
      </button>
    </div>
  );
}

/** Where the run on show was changed and is nobody's own: makes it one. */
export function KeepAsMine(): ReactElement {
  const keep = useKeeping();
  const foreign = usePageState(
    (state) => isChanged(state) && !state.own.some(({ id }) => id === state.choice.scenario),
  );
  return (
    <IconButton label={texts.own.saveAsMine} disabled={!foreign} onClick={() => keep()}>
      <Save size={14} aria-hidden />
    </IconButton>
  );
}

function Mine({
  own,
  onDelete,
}: {
  readonly own: OwnScenario;
  readonly onDelete: (own: OwnScenario) => void;
}): ReactElement {
  const { page, live } = useTools();
  const record = useRecording();
  const visiting = usePageState((state) => state.visiting.includes(own.id));
  const changed = usePageState(isChanged);
  const rename = (title: string): void => {
    const named = title.trim();
    if (named !== '' && named !== own.title) page.own.keep({ ...own, title: named });
  };
  const save = (): void => {
    const next = record(own.id, own.title);
    if (next === null) return;
    page.own.keep(own.from === undefined ? next : { ...next, from: own.from });
    void page.choose({ scenario: own.id, variant: OWN_VARIANT });
  };
  return (
    <div className="own-bar" role="group" aria-label={texts.own.bar}>
      <label>
        {texts.own.name}
        <input
          key={own.title}
          className="field"
          defaultValue={own.title}
          maxLength={120}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
          }}
        />
      </label>
      {visiting ? (
        <>
          <p>{texts.own.visiting}</p>
          <button type="button" className="button primary" onClick={() => page.own.keep(own)}>
            {texts.own.keep}
          </button>
        </>
      ) : null}
      {changed ? (
        <button type="button" className="button primary" onClick={save}>
          <Save size={13} aria-hidden />
          {texts.own.save}
        </button>
      ) : null}
      <button
        type="button"
        className="button"
        onClick={() => {
          const endMs = Math.max(0, ...own.messages.map(({ atMs }) => atMs)) + 1;
          page.store.setState({ stage: 'live', playing: false });
          void live.start({ ...own, id: newOwnId(Math.random) }, endMs);
        }}
      >
        <Radio size={13} aria-hidden />
        {texts.own.goOn}
      </button>
      <IconButton label={texts.own.export} onClick={() => saveJson(`${own.id}.json`, own)}>
        <FileDown size={14} aria-hidden />
      </IconButton>
      <IconButton
        label={texts.own.delete}
        onClick={() => {
          onDelete(own);
          page.forget(own.id);
        }}
      >
        <Trash2 size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
