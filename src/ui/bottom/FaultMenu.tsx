/** The menu of all faults: a search, and what fits under its headings. To pick one arms it and opens its form. */
import { Plus } from 'lucide-react';
import { type KeyboardEvent, type ReactElement, useId, useRef, useState } from 'react';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { searchFaults } from './fault-groups.ts';

const WIDTH = 420;

interface FaultMenuProps {
  readonly catalogue: readonly FaultDescription[];
  readonly onAdd: (id: string) => void;
}

export function FaultMenu({ catalogue, onAdd }: FaultMenuProps): ReactElement {
  return (
    <Popover
      label={texts.conditions.allFaults}
      name={texts.conditions.addFault}
      className="button"
      width={WIDTH}
      button={
        <>
          <Plus size={13} aria-hidden />
          <span>{texts.conditions.addFault}</span>
        </>
      }
    >
      {(close) => (
        <FaultList
          catalogue={catalogue}
          onAdd={(id) => {
            close();
            onAdd(id);
          }}
        />
      )}
    </Popover>
  );
}

/** Arrow keys walk from the search into the list and through it. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const way = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (way === 0) return;
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('input, li button')];
  const at = items.findIndex((item) => item === document.activeElement);
  event.preventDefault();
  items[Math.min(Math.max(0, at + way), items.length - 1)]?.focus();
}

/** All faults, with a search above them. */
export function FaultList({ catalogue, onAdd }: FaultMenuProps): ReactElement {
  const [query, setQuery] = useState('');
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = searchFaults(catalogue, query);
  const first = found[0]?.[1][0];
  return (
    <div className="fault-menu" ref={list} role="presentation" onKeyDown={walk}>
      <h2>{texts.conditions.allFaults}</h2>
      <input
        className="field"
        type="search"
        data-focus-first
        aria-label={texts.conditions.searchFaults}
        placeholder={texts.conditions.searchFaults}
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || query.trim() === '' || first === undefined) return;
          // The focus goes back to the menu's button, which must not take this Enter for its own.
          event.preventDefault();
          onAdd(first.id);
        }}
      />
      {found.map(([group, faults]) => (
        <section key={group} aria-labelledby={`${id}-${group}`}>
          <h3 id={`${id}-${group}`}>{texts.conditions.faultGroups[group]}</h3>
          <ul className="catalogue">
            {faults.map((fault) => (
              <li key={fault.id}>
                <button type="button" onClick={() => onAdd(fault.id)}>
                  <b>{fault.title}</b>
                  <span>{fault.sentence}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {found.length === 0 ? <p className="nothing">{texts.conditions.noFault}</p> : null}
    </div>
  );
}
