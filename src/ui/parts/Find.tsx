/** Finds an event, a node or a scenario by its words, and goes there; in the live view also what can be thrown. */
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { createActions } from '../store/actions.ts';
import { faultFor, FORCE } from '../store/live/throwing.ts';
import { texts } from '../texts.ts';
import { Dialog } from './Dialog.tsx';
import { findHits, type Hit, keyOf } from './find-hits.ts';

export function Find({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { page, actions, live } = useTools();
  const onLive = usePageState((state) => state.stage === 'live');
  const trace = useStore(onLive ? live.stage : page.store, (state) => state.result?.trace);
  const description = usePageState((state) => (onLive ? state.description : null));
  const scenarios = usePageState((state) => state.scenarios);
  const [query, setQuery] = useState(() => page.store.getState().typedAhead);
  useEffect(() => page.store.setState({ typedAhead: '' }), [page]);
  const [at, setAt] = useState(0);
  const { hits, understood } = useMemo(
    () => findHits(query, { trace, scenarios, description }),
    [query, trace, scenarios, description],
  );
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    if (hit.kind === 'event') (onLive ? createActions(live.stage) : actions).goTo(hit.id);
    else if (hit.kind === 'throw') live.throw((atMs) => faultFor(hit.target, hit.blow, atMs, FORCE));
    else void page.choose({ scenario: hit.scenario.id, variant: hit.scenario.variants[0].id });
    onClose();
  };
  const ask = (words: string): void => {
    setQuery(words);
    setAt(0);
  };
  const move = (by: number): void => setAt((before) => Math.min(Math.max(0, before + by), hits.length - 1));
  return (
    <Dialog label={texts.findLabel} className="find" onClose={onClose}>
      <input
        className="field"
        type="text"
        role="combobox"
        aria-expanded={hits.length > 0}
        aria-controls="find-hits"
        aria-activedescendant={hits.length > 0 ? `find-hit-${at}` : undefined}
        aria-label={texts.findLabel}
        placeholder={texts.findLabel}
        value={query}
        onChange={(event) => ask(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') open(hits[at]);
          else return;
          event.preventDefault();
        }}
      />
      <p className="hint" role="status">
        {understood === null ? null : texts.findUnderstood(understood.words, understood.count)}
        {query === '' ? (
          <>
            {texts.findHint}{' '}
            <button type="button" className="example" onClick={() => ask(texts.findExample)}>
              {texts.findExample}
            </button>{' '}
            <button type="button" className="example" onClick={() => page.store.setState({ overlay: 'keys' })}>
              {texts.keys.heading}
            </button>
          </>
        ) : null}
      </p>
      <div id="find-hits" className="hits" role="listbox" aria-label={texts.findLabel}>
        {hits.map((hit, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={keyOf(hit)}
            id={`find-hit-${index}`}
            role="option"
            aria-selected={index === at}
            onPointerEnter={() => setAt(index)}
            onClick={() => open(hit)}
          >
            {hit.kind === 'event' ? (
              <>
                <time className="mono">{clockTime(hit.atMs)}</time>
                <span>{hit.words}</span>
                <small>{hit.where}</small>
              </>
            ) : hit.kind === 'throw' ? (
              <>
                <time className="mono">{texts.live.fault}</time>
                <span>{texts.live.blowAt(hit.blow, hit.target)}</span>
                <small>{texts.live.nameOf(hit.target)}</small>
              </>
            ) : (
              <>
                <time className="mono">{texts.list.scenario.toLowerCase()}</time>
                <span>{hit.scenario.id}</span>
                <small>{hit.scenario.title}</small>
              </>
            )}
          </button>
        ))}
      </div>
      {query !== '' && hits.length === 0 ? <p className="nothing">{texts.findNothing}</p> : null}
    </Dialog>
  );
}
