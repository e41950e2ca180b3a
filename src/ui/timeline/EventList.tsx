/**
 * Everything that is drawn, as text: a list of the events with time, node and words, walked with the arrow keys. It is
 * always there for screen readers and keyboards; the button in the corner shows it to everybody else.
 */
import { type KeyboardEvent, memo, type MouseEvent, type ReactElement, useEffect, useId, useMemo, useRef } from 'react';
import type { Side, Trace, TraceEvent } from '../../sim/model/trace.ts';
import { clockTime } from '../format.ts';
import { texts } from './texts.ts';
import { describeEvent } from './words/index.ts';

interface Props {
  readonly trace: Trace;
  readonly only?: Side | undefined;
  readonly selectedEventId: number | null;
  readonly onSelect: (eventId: number) => void;
  /** In sight, or only for those who read without seeing. */
  readonly shown: boolean;
}

/** Rows in the document at a time; the rest is counted by `aria-setsize`. */
const ROWS = 120;

/** Moving the view leaves it as it is. */
export const EventList = memo(function EventList({
  trace,
  only,
  selectedEventId,
  onSelect,
  shown,
}: Props): ReactElement {
  const ids = useMemo(
    () => trace.events.filter((event) => isTold(event) && (only ?? event.side) === event.side).map(({ id }) => id),
    [trace, only],
  );
  // Two lists may be on one page.
  const prefix = useId();
  const labels = useMemo(() => new Map(trace.nodes.map(({ id, label }) => [id, label])), [trace]);
  const position = Math.max(0, selectedEventId === null ? 0 : nearest(ids, selectedEventId));
  const from = Math.max(0, Math.min(position - ROWS / 2, ids.length - ROWS));
  const list = useRef<HTMLUListElement>(null);
  const wasShown = useRef(false);
  useEffect(() => {
    const block = wasShown.current ? 'nearest' : 'center';
    wasShown.current = shown;
    if (shown) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block });
  }, [shown, selectedEventId]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined || ids.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const next = selectedEventId === null ? 0 : position + step;
    const id = ids[Math.min(Math.max(next, 0), ids.length - 1)];
    if (id !== undefined) onSelect(id);
  };

  const onClick = (event: MouseEvent<HTMLUListElement>): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-event]') : null;
    const id = Number(row?.getAttribute('data-event') ?? 'none');
    if (Number.isInteger(id)) onSelect(id);
  };

  return (
    <ul
      ref={list}
      className="tl-list"
      data-shown={shown}
      role="listbox"
      aria-label={texts.events}
      aria-activedescendant={selectedEventId === null ? undefined : `${prefix}-${selectedEventId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {ids.slice(from, from + ROWS).map((id, index) => {
        const event = trace.events[id];
        if (event === undefined) return null;
        const { title, failed } = describeEvent(trace, event);
        return (
          <li
            key={id}
            id={`${prefix}-${id}`}
            role="option"
            aria-selected={id === selectedEventId}
            aria-setsize={ids.length}
            aria-posinset={from + index + 1}
            data-side={event.side}
            data-failed={failed}
            data-event={id}
          >
            <time>{clockTime(event.atMs)}</time>
            <span>
              {event.side === 'baseline' ? `${texts.baseline}: ` : ''}
              {labels.get(event.node) ?? event.node}
            </span>
            <span>{title}</span>
          </li>
        );
      })}
    </ul>
  );
});

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 20,
  PageUp: -20,
  Home: -1e9,
  End: 1e9,
};

/** Timers that only guard a call are noise. */
function isTold({ kind }: TraceEvent): boolean {
  return kind !== 'timer-set' && kind !== 'timer-cleared';
}

/** Position of the event, or of the last one before it. */
function nearest(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? Infinity) <= id) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
