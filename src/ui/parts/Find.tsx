/** Finds an event, a node or a scenario by its words, and goes there. */
import { type ReactElement, useMemo, useState } from 'react';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Trace } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { texts } from '../texts.ts';
import { headline, nodeLabel } from '../words.ts';
import { Dialog } from './Dialog.tsx';

const SHOWN = 12;

type Hit =
  | {
      readonly kind: 'event';
      readonly id: number;
      readonly atMs: number;
      readonly words: string;
      readonly where: string;
    }
  | { readonly kind: 'scenario'; readonly scenario: Scenario };

/** Scenarios first, then events in their order: every word must be in them somewhere. */
function search(query: string, trace: Trace | undefined, scenarios: readonly Scenario[]): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const hits: Hit[] = scenarios
    .filter(({ id, title }) => has(`${id} ${title}`))
    .map((scenario) => ({ kind: 'scenario', scenario }));
  for (const event of trace?.events ?? []) {
    if (hits.length >= SHOWN || trace === undefined) break;
    const said = headline(trace, event);
    const where = nodeLabel(trace, event.node);
    if (has(`e${event.id} ${said} ${where} ${event.kind}`)) {
      hits.push({ kind: 'event', id: event.id, atMs: event.atMs, words: said, where });
    }
  }
  return hits.slice(0, SHOWN);
}

export function Find({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { page, actions } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const scenarios = usePageState((state) => state.scenarios);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => search(query, trace, scenarios), [query, trace, scenarios]);
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    if (hit.kind === 'event') actions.goTo(hit.id);
    else void page.choose({ scenario: hit.scenario.id, variant: hit.scenario.variants[0].id });
    onClose();
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
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown') move(1);
          else if (event.key === 'ArrowUp') move(-1);
          else if (event.key === 'Enter') open(hits[at]);
          else return;
          event.preventDefault();
        }}
      />
      <div id="find-hits" className="hits" role="listbox" aria-label={texts.findLabel}>
        {hits.map((hit, index) => (
          <button
            type="button"
            tabIndex={-1}
            key={hit.kind === 'event' ? hit.id : hit.scenario.id}
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
