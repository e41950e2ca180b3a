/**
 * The row below the axis on which every armed fault has its flag: what lasts is a bar with an end that moves as well,
 * ticks show when it took effect. A click on the row, or its button, adds something there.
 */
import { type MouseEvent, memo, type ReactElement, useMemo } from 'react';
import { measureWith } from '../draw/canvas.ts';
import { Moved } from '../draw/Moved.tsx';
import { type FlagsSight, paintFlags } from '../draw/paint-flags.ts';
import type { Palette } from '../draw/palette.ts';
import { unlessMoving } from '../input/motion.ts';
import { inSight } from '../place/badges.ts';
import { type PlacedInRow, placeInRow } from '../place/row.ts';
import { msAt, type Scale, xOf } from '../place/scales.ts';
import type { Measure } from '../place/wishes.ts';
import { texts } from '../texts.ts';
import type { Bench, Grip, OnHold } from './grip.ts';
import { Thumb } from './Thumb.tsx';

/** Height of the row, as the style sheet has it. */
export const STRIP_PX = 26;
/** More flags in sight than this would be a wall: the chips below have them all. */
const MOST_FLAGS = 60;
const MOST_STRIKES = 200;
/** Flags nearer to each other than this stand beside each other instead. */
const APART_PX = 13;

interface FaultStripProps {
  readonly bench: Bench;
  readonly scale: Scale;
  readonly palette: Palette | null;
  readonly moving: boolean;
  readonly playheadMs: number;
  readonly endMs: number;
  /** The mark that a hand is on: it stays, also where it is out of sight. */
  readonly heldId: string | null;
  readonly onHold: OnHold;
}

export function FaultStrip(props: FaultStripProps): ReactElement {
  const { bench, scale, palette, moving, playheadMs, endMs, heldId, onHold } = props;
  const measure = useMemo(() => (palette === null ? null : measureWith(palette)), [palette]);
  const faults = bench.grips.filter(({ kind }) => kind === 'fault').slice(0, MOST_FLAGS);
  const spot = (event: MouseEvent<HTMLElement>): void => {
    if (event.target instanceof Element && event.target.closest('[data-grip]') !== null) return;
    event.preventDefault();
    const atMs = Math.max(0, Math.round(msAt(scale, event.clientX - event.currentTarget.getBoundingClientRect().left)));
    bench.onSpot({ atMs, stands: null, at: { x: event.clientX, y: event.clientY } });
  };
  return (
    <div className="tl-strip" role="group" aria-label={texts.strip}>
      <div className="tl-strip-head">
        <span>{texts.stripShort}</span>
        <button
          type="button"
          aria-haspopup="menu"
          aria-label={texts.add}
          title={texts.add}
          onClick={(event) => {
            const { left, bottom } = event.currentTarget.getBoundingClientRect();
            bench.onSpot({ atMs: Math.round(playheadMs), stands: null, at: { x: left, y: bottom + 2 } });
          }}
        >
          <svg width={12} height={12} viewBox="0 0 12 12" aria-hidden>
            <path d="M6 2v8M2 6h8" stroke="currentColor" strokeWidth={1.5} fill="none" />
          </svg>
        </button>
      </div>
      {/* What a click here does, the button beside it does for keys. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div className="tl-strip-track" onClick={spot}>
        {faults.length === 0 ? <span className="tl-strip-hint">{texts.stripHint}</span> : null}
        <Flags {...{ bench, faults, scale, measure, moving, endMs, heldId, onHold }} />
        <Moved
          moving={moving && faults.length > 0}
          palette={palette}
          width={scale.width}
          height={STRIP_PX}
          paint={(pen) => paintFlags(pen, sightOf(faults, scale, measure))}
        />
      </div>
    </div>
  );
}

function strikesIn(faults: readonly Grip[], scale: Scale): readonly number[] {
  return faults
    .flatMap(({ strikes }) => strikes)
    .filter((atMs) => inSight(scale, atMs))
    .slice(0, MOST_STRIKES)
    .map((atMs) => xOf(scale, atMs));
}

/** What lasts, as far as it is in sight: to its end, or to where it strikes. */
function lastingIn(faults: readonly Grip[], scale: Scale): FlagsSight['lasting'] {
  return faults.flatMap(({ id, atMs, endMs, strikes: [first], moves }) => {
    const until = endMs ?? (moves && first !== undefined && first > atMs ? first : null);
    if (until === null) return [];
    const [from, to] = [Math.max(0, xOf(scale, atMs)), Math.min(scale.width, xOf(scale, until))];
    return to <= from ? [] : [{ id, from, to, waits: endMs === null }];
  });
}

/** Side by side where they would cover each other. */
function flagsOf(shown: readonly Grip[], scale: Scale, measure: Measure | null): readonly PlacedInRow<Grip>[] {
  const taken: number[] = [];
  const wanted = shown.map((grip) => {
    let x = xOf(scale, grip.atMs);
    while (taken.some((other) => Math.abs(other - x) < APART_PX)) x += APART_PX;
    taken.push(x);
    return { item: grip, x, width: measure === null ? 0 : measure(grip.word, true) + 6, first: true };
  });
  return placeInRow(wanted, scale.width);
}

function shownOf(faults: readonly Grip[], scale: Scale, heldId: string | null): readonly Grip[] {
  return faults.filter(({ id, atMs, endMs }) => id === heldId || inSight(scale, atMs) || inSight(scale, endMs ?? atMs));
}

/** As it is painted: what stands out of sight is not. */
function sightOf(faults: readonly Grip[], scale: Scale, measure: Measure | null): FlagsSight {
  const shown = shownOf(faults, scale, null);
  return {
    strikes: strikesIn(faults, scale),
    lasting: lastingIn(faults, scale),
    flags: flagsOf(shown, scale, measure)
      .filter(({ item }) => inSight(scale, item.atMs))
      .map(({ item: { word, strikes }, x, side }) => ({
        x,
        word,
        width: measure?.(word, true) ?? 0,
        side,
        struck: strikes.length > 0,
      })),
    ends: shown.flatMap(({ ends, endMs }) =>
      ends && endMs !== null && inSight(scale, endMs) ? xOf(scale, endMs) : [],
    ),
  };
}

interface FlagsProps {
  readonly bench: Bench;
  readonly faults: readonly Grip[];
  readonly scale: Scale;
  readonly measure: Measure | null;
  readonly moving: boolean;
  readonly endMs: number;
  readonly heldId: string | null;
  readonly onHold: OnHold;
}

/** The row as elements, where they belong whenever the view rests. */
const Flags = memo(function Flags({ bench, faults, scale, measure, endMs, heldId, onHold }: FlagsProps): ReactElement {
  const shown = shownOf(faults, scale, heldId);
  return (
    <div className="tl-still">
      {strikesIn(faults, scale).map((x, index) => (
        // Two may be at one moment.
        <i key={index} className="tl-strike" style={{ left: x - 1 }} />
      ))}
      {lastingIn(faults, scale).map(({ id, from, to, waits }) => (
        <i key={id} className="tl-lasts" data-waits={waits} style={{ left: from, width: to - from }} />
      ))}
      {flagsOf(shown, scale, measure).map(({ item: grip, x, side }) => (
        <Thumb
          key={grip.id}
          grip={grip}
          part="whole"
          scale={scale}
          bench={bench}
          endMs={endMs}
          className="tl-flag"
          shift={x - xOf(scale, grip.atMs)}
          onHold={onHold}
        >
          <svg width={11} height={16} viewBox="0 0 11 16" aria-hidden>
            <path d="M1.5 15V1" stroke="currentColor" strokeWidth={1.6} fill="none" />
            <path d="M1.5 1.5 10 4.7 1.5 8Z" className="tl-pennant" />
          </svg>
          {side === null ? null : <span data-side={side}>{grip.word}</span>}
        </Thumb>
      ))}
      {shown
        .filter(({ ends, endMs: until }) => ends && until !== null)
        .map((grip) => (
          <Thumb
            key={grip.id}
            grip={grip}
            part="end"
            scale={scale}
            bench={bench}
            endMs={endMs}
            className="tl-flag-end"
            onHold={onHold}
          />
        ))}
    </div>
  );
}, unlessMoving);
