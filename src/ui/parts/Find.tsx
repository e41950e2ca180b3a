/** Finds an event, a node or a scenario by its words, and goes there; in the live view also what can be thrown. */
import { type ReactElement, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Scenario } from '../../sim/model/scenario.ts';
import type { Trace } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { createActions } from '../store/actions.ts';
import { type Blow, blowsFor, faultFor, FORCE, type Target, targetsIn } from '../store/throwing.ts';
import { texts } from '../texts.ts';
import { headline, nodeLabel } from '../words.ts';
import type { Description } from '../worker/protocol.ts';
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
  | { readonly kind: 'scenario'; readonly scenario: Scenario }
  | { readonly kind: 'throw'; readonly target: Target; readonly blow: Blow };

interface Searched {
  readonly trace: Trace | undefined;
  readonly scenarios: readonly Scenario[];
  /** What can be done now, where the view has such things. */
  readonly description: Description | null;
}

/** What can be thrown first, then scenarios, then events in their order: every word must be in them somewhere. */
function search(query: string, { trace, scenarios, description }: Searched): readonly Hit[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const has = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word));
  const hits: Hit[] = (description === null ? [] : targetsIn(description)).flatMap((target) =>
    blowsFor(target, description?.faults ?? [])
      .filter((blow) => has(`${texts.live.blowAt(blow, target)} ${texts.live.faults}`))
      .map((blow): Hit => ({ kind: 'throw', target, blow })),
  );
  for (const scenario of scenarios) {
    if (has(`${scenario.id} ${scenario.title}`)) hits.push({ kind: 'scenario', scenario });
  }
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

function keyOf(hit: Hit): string {
  switch (hit.kind) {
    case 'event':
      return `event ${hit.id}`;
    case 'scenario':
      return `scenario ${hit.scenario.id}`;
    case 'throw':
      return `throw ${hit.target.id} ${hit.blow}`;
  }
}

export function Find({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { page, actions, live } = useTools();
  const onLive = usePageState((state) => state.stage === 'live');
  const trace = useStore(onLive ? live.stage : page.store, (state) => state.result?.trace);
  const description = usePageState((state) => (onLive ? state.description : null));
  const scenarios = usePageState((state) => state.scenarios);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const hits = useMemo(() => search(query, { trace, scenarios, description }), [query, trace, scenarios, description]);
  const open = (hit: Hit | undefined): void => {
    if (hit === undefined) return;
    if (hit.kind === 'event') (onLive ? createActions(live.stage) : actions).goTo(hit.id);
    else if (hit.kind === 'throw') live.throw((atMs) => faultFor(hit.target, hit.blow, atMs, FORCE));
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
