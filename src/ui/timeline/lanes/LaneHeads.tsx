/**
 * The column of lane names. A lane folds to a thin strip by its button, and moves up and down by dragging its name, or
 * by Alt and the arrow keys on the button.
 */
import { type KeyboardEvent, memo, type PointerEvent, type ReactElement, useRef } from 'react';
import type { Layout, Section } from '../layout/index.ts';
import type { Lane } from '../layout/shapes.ts';
import { short } from '../layout/sheet.ts';
import { ONE_LINE_BELOW, type SectionGeometry } from '../place/geometry.ts';
import { texts } from '../texts.ts';
import { type Arrangement, arranged, laneKey, withFold, withLaneAt } from './arrangement.ts';

interface LaneHeadsProps {
  readonly layout: Layout;
  readonly section: Section;
  readonly geometry: SectionGeometry;
  readonly arrangement: Arrangement;
  readonly onArrange: (next: Arrangement) => void;
  readonly onLane?: ((choice: LaneChoice) => void) | undefined;
}

/** A press that moves less than this is none. */
const DRAG_PX = 5;

export const LaneHeads = memo(function LaneHeads(props: LaneHeadsProps): ReactElement {
  const { layout, section, geometry, arrangement, onArrange, onLane } = props;
  const list = useRef<HTMLUListElement>(null);
  const drag = useRef<{ readonly key: string; readonly startY: number; moving: boolean } | null>(null);
  const keys = layout.lanes.slice(section.fromLane, section.toLane).map(laneKey);
  const order = arranged(keys, arrangement);

  const letGo = (): void => {
    drag.current = null;
  };
  const onMove = (event: PointerEvent<HTMLElement>): void => {
    const held = drag.current;
    if (held === null || list.current === null) return;
    // Released where nobody heard it.
    if (event.buttons === 0) return letGo();
    if (!held.moving && Math.abs(event.clientY - held.startY) < DRAG_PX) return;
    // Again each time: a name that has changed places is no longer the one that caught the pointer.
    event.currentTarget.setPointerCapture(event.pointerId);
    held.moving = true;
    const y = event.clientY - list.current.getBoundingClientRect().top;
    const at = placeAt(geometry, order.indexOf(held.key), y);
    if (at !== order.indexOf(held.key)) onArrange(withLaneAt(arrangement, keys, held.key, at));
  };
  return (
    <ul ref={list} className="tl-lanes">
      {geometry.order.map((index, place) => {
        const lane = layout.lanes[index];
        const band = geometry.bands[index - geometry.fromLane];
        if (lane === undefined || band === undefined) return null;
        const { height, folded } = band;
        const low = height < ONE_LINE_BELOW;
        const key = laneKey(lane);
        const hit = onLane === undefined || !canBeHit(lane) || folded ? undefined : onLane;
        return (
          // What a pointer does here, the lane's buttons do for keys.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
          <li
            key={key}
            data-low={low}
            data-folded={folded}
            data-clock={lane.clockOffsetMs !== 0}
            title={`${lane.name}, ${lane.sub}`}
            style={{ height }}
            onPointerDown={(event) => {
              if (event.button !== 0 || isButton(event.target)) return;
              drag.current = { key, startY: event.clientY, moving: false };
            }}
            onPointerMove={onMove}
            onPointerUp={letGo}
            onPointerCancel={letGo}
            onContextMenu={
              hit === undefined
                ? undefined
                : (event) => {
                    event.preventDefault();
                    hit({ target: lane.stands, at: { x: event.clientX, y: event.clientY } });
                  }
            }
          >
            <Fold
              name={lane.name}
              folded={folded}
              onFold={() => onArrange(withFold(arrangement, key))}
              onStep={(by) => onArrange(withLaneAt(arrangement, keys, key, place + by))}
            />
            <Name name={lane.name} />
            {folded ? null : <Sub lane={lane} low={low} />}
            {hit === undefined ? null : <Hit lane={lane} onLane={hit} />}
          </li>
        );
      })}
    </ul>
  );
});

function isButton(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button') !== null;
}

/** Where a lane belongs whose name is held at that height: it trades places once it is over the middle of the next. */
function placeAt({ bands, order, fromLane }: SectionGeometry, from: number, y: number): number {
  let place = from;
  const middle = (at: number): number => {
    const band = bands[(order[at] ?? -1) - fromLane];
    return band === undefined ? Number.NaN : band.y + band.height / 2;
  };
  while (place + 1 < order.length && y > middle(place + 1)) place += 1;
  while (place > 0 && y < middle(place - 1)) place -= 1;
  return place;
}

interface FoldProps {
  readonly name: string;
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onStep: (by: 1 | -1) => void;
}

function Fold({ name, folded, onFold, onStep }: FoldProps): ReactElement {
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by === 0 || !event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(by);
  };
  return (
    <button
      type="button"
      className="tl-fold"
      aria-expanded={!folded}
      aria-label={texts.lane(name)}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      title={texts.foldTitle(folded)}
      onClick={onFold}
      onKeyDown={onKeyDown}
    >
      <svg width={8} height={8} viewBox="0 0 8 8" aria-hidden>
        <path d={folded ? 'M2.5 1 5.5 4 2.5 7' : 'M1 2.5 4 5.5 7 2.5'} stroke="currentColor" fill="none" />
      </svg>
    </button>
  );
}

/** A lane that somebody pointed at, and where the pointer was. */
export interface LaneChoice {
  readonly target: string;
  readonly at: { readonly x: number; readonly y: number };
}

export function canBeHit({ role, side }: Lane): boolean {
  return role !== 'phone' && role !== 'platform' && (side === 'pipeline' || role === 'tab');
}

/** For whoever has no right button: the same from a button. */
function Hit({ lane, onLane }: { readonly lane: Lane; readonly onLane: (choice: LaneChoice) => void }): ReactElement {
  return (
    <button
      type="button"
      className="tl-hit"
      aria-haspopup="menu"
      aria-label={texts.hit(lane.name)}
      title={texts.hit(lane.name)}
      onClick={(event) => {
        const { right, top } = event.currentTarget.getBoundingClientRect();
        onLane({ target: lane.stands, at: { x: right, y: top } });
      }}
    >
      <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden>
        <path d="M7 .5 2 7h3.4L4.6 11.5 10 4.8H6.5Z" fill="currentColor" />
      </svg>
    </button>
  );
}

/** Where there is no room for all of it, the word is cut and the number stays: it tells one lane from the next. */
function Name({ name }: { readonly name: string }): ReactElement {
  const at = name.lastIndexOf(' ');
  const number = /^#?\d+$/.test(name.slice(at + 1)) ? name.slice(at + 1) : '';
  if (at < 0 || number === '') return <b>{name}</b>;
  return (
    <b className="tl-numbered">
      <span>{name.slice(0, at)}</span> <span>{number}</span>
    </b>
  );
}

/** A clock that is off is worth more than what the node is for. */
function Sub({
  lane: { sub, clockOffsetMs },
  low,
}: {
  readonly lane: Lane;
  readonly low: boolean;
}): ReactElement | null {
  if (clockOffsetMs === 0) return low ? null : <span>{sub}</span>;
  const offset = `${clockOffsetMs < 0 ? '−' : '+'}${short(Math.abs(clockOffsetMs))}`;
  return (
    <span className="tl-clock" title={texts.clockTitle}>
      {texts.clock(offset)}
    </span>
  );
}
