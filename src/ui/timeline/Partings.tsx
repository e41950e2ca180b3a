/** The strip between the two timelines: a mark and a word where they part. A click selects the reply that shows it. */
import { memo, type ReactElement, useMemo } from 'react';
import type { Trace } from '../../sim/model/trace.ts';
import { measureWith } from './draw/canvas.ts';
import { Moved } from './draw/Moved.tsx';
import { paintParting } from './draw/paint-parting.ts';
import type { Palette } from './draw/palette.ts';
import { unlessMoving } from './input/motion.ts';
import { type Parting, partingsOf } from './layout/partings.ts';
import { type PlacedInRow, placeInRow } from './place/row.ts';
import { type Scale, xOf } from './place/scales.ts';
import { texts } from './texts.ts';

export const PARTINGS_PX = 22;
/** More in sight than this would be a wall of marks. */
const MOST = 60;

interface Props {
  readonly trace: Trace;
  readonly scale: Scale;
  readonly palette: Palette | null;
  readonly moving: boolean;
  readonly selectedEventId: number | null;
  readonly onSelect: (eventId: number) => void;
  readonly onHover: (eventId: number | null) => void;
}

export const Partings = memo(function Partings(props: Props): ReactElement {
  const { trace, scale, palette, moving, selectedEventId, onSelect, onHover } = props;
  const measure = useMemo(() => (palette === null ? null : measureWith(palette)), [palette]);
  const placed = useMemo(() => {
    const inSight = partingsOf(trace).filter(({ atMs }) => atMs >= scale.fromMs && atMs <= scale.toMs);
    if (measure === null) return [];
    return placeInRow(
      inSight.slice(0, MOST).map((parting) => ({
        item: parting,
        x: xOf(scale, parting.atMs),
        width: measure(parting.text, parting.tone === 'failure'),
        first: parting.tone === 'failure',
      })),
      scale.width,
    );
  }, [trace, scale, measure]);
  return (
    <div className="tl-partings" role="group" aria-label={texts.partings}>
      <span title={texts.partings}>{texts.partingsShort}</span>
      <div>
        <Marks {...{ placed, moving, selectedEventId, onSelect, onHover }} />
        <Moved
          moving={moving}
          palette={palette}
          width={scale.width}
          height={PARTINGS_PX}
          paint={(pen) => {
            for (const { item, x, side } of placed)
              paintParting(
                pen,
                item,
                x,
                side,
                item.eventId === selectedEventId,
                measure?.(item.text, item.tone === 'failure') ?? 0,
              );
          }}
        />
      </div>
    </div>
  );
});

interface MarksProps extends Pick<Props, 'moving' | 'selectedEventId' | 'onSelect' | 'onHover'> {
  readonly placed: readonly PlacedInRow<Parting>[];
}

/** The marks as elements, where they belong whenever the view rests. */
const Marks = memo(function Marks({ placed, selectedEventId, onSelect, onHover }: MarksProps): ReactElement {
  return (
    <div className="tl-still">
      {placed.map(({ item, x, side }) => (
        <Mark
          key={item.eventId}
          parting={item}
          x={x}
          side={side}
          selected={item.eventId === selectedEventId}
          onSelect={onSelect}
          onHover={onHover}
        />
      ))}
    </div>
  );
}, unlessMoving);

interface MarkProps extends Pick<Props, 'onSelect' | 'onHover'> {
  readonly parting: Parting;
  readonly x: number;
  /** On which side of the mark its words stand; null: there is no room for them. */
  readonly side: 'left' | 'right' | null;
  readonly selected: boolean;
}

function Mark({ parting, x, side, selected, onSelect, onHover }: MarkProps): ReactElement {
  const { eventId, text, tone } = parting;
  return (
    <button
      type="button"
      data-tone={tone}
      data-side={side ?? 'none'}
      aria-pressed={selected}
      aria-label={text}
      title={text}
      style={side === 'left' ? { left: 'auto', right: `calc(100% - ${x + 7}px)` } : { left: x - 7 }}
      onClick={() => onSelect(eventId)}
      onPointerEnter={() => onHover(eventId)}
      onPointerLeave={() => onHover(null)}
    >
      <svg width={14} height={14} aria-hidden>
        <path d="M2.5 5.2H11.5M2.5 8.8H11.5M9.6 1.8L4.4 12.2" />
      </svg>
      {side === null ? null : <span aria-hidden>{text}</span>}
    </button>
  );
}
