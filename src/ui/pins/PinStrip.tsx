/** What is pinned, at the moment on show; what the last step changed stands out, with what it was. */
import { X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useStore } from 'zustand';
import type { Trace } from '../../sim/model/trace.ts';
import { useTools } from '../context.ts';
import { duration, shown, wallClock } from '../format.ts';
import { type Pin, pinnedAt, type PinnedNow, type PinnedValue, writePin } from '../store/moment/pins.ts';
import { lifeStates, texts } from '../texts.ts';
import { nodeLabel } from '../words.ts';
import './pins.css';

interface PinStripProps {
  readonly trace: Trace;
  readonly count: number;
  readonly atMs: number;
}

export function PinStrip({ trace, count, atMs }: PinStripProps): ReactElement {
  const { pins } = useTools();
  const pinned = useStore(pins.store, (state) => state.pins);
  if (pinned.length === 0) return <p className="pins-none">{texts.pins.none}</p>;
  return (
    <section className="pins" aria-label={texts.pins.heading}>
      <dl>
        {pinnedAt(trace, pinned, count, atMs).map((each) => (
          <OnePin key={writePin(each.pin)} trace={trace} pinned={each} atMs={atMs} />
        ))}
      </dl>
    </section>
  );
}

interface OnePinProps {
  readonly trace: Trace;
  readonly pinned: PinnedNow;
  readonly atMs: number;
}

function OnePin({ trace, pinned: { pin, now, before, changed }, atMs }: OnePinProps): ReactElement {
  const { pins } = useTools();
  const name = nameOf(trace, pin);
  return (
    <div data-change={changed ? 'changed' : 'none'}>
      <dt>
        <span>{name}</span>
        <button
          type="button"
          className="pin"
          aria-label={texts.pins.unpin(name)}
          title={texts.pins.unpin(name)}
          onClick={() => pins.toggle(pin)}
        >
          <X size={12} aria-hidden />
        </button>
      </dt>
      <dd className="mono">
        <b title={told(now)}>{told(now)}</b> <small>{lasts(now, atMs)}</small>
        {changed ? (
          <small className="was">
            {texts.pins.was} {told(before)}
          </small>
        ) : null}
      </dd>
    </div>
  );
}

/** Its node as the run calls it; where this run has none, by its id. */
function nameOf(trace: Trace, pin: Pin): string {
  const node = nodeLabel(trace, pin.node);
  switch (pin.kind) {
    case 'held':
      return `${node} ${pin.key}`;
    case 'count':
      return `${node}: ${texts.pins.many(texts.moment.shelves[pin.shelf === 'other' ? 'keys' : pin.shelf])}`;
    case 'instance':
      return node;
    case 'clock':
      return `${node}: ${texts.moment.itsClock}`;
  }
}

function told(value: PinnedValue | null): string {
  if (value === null) return texts.pins.nothing;
  switch (value.kind) {
    case 'held':
      return Array.isArray(value.value) ? texts.pins.list(value.value.map(shown)) : shown(value.value);
    case 'count':
      return String(value.entries);
    case 'instance':
      return value.busy > 0 ? texts.moment.atWork(value.busy, lifeStates[value.state]) : lifeStates[value.state];
    case 'clock': {
      const size = duration(Math.abs(Math.round(value.skewMs)));
      if (Math.abs(value.skewMs) < 1) return `${wallClock(value.clockMs)}, ${texts.moment.inStep}`;
      return `${wallClock(value.clockMs)}, ${value.skewMs > 0 ? texts.moment.ahead(size) : texts.moment.behind(size)}`;
    }
  }
}

/** What is left of its time. */
function lasts(value: PinnedValue | null, atMs: number): string {
  if (value?.kind !== 'held' || value.expiresAtMs === null) return '';
  return texts.moment.expires(duration(Math.round(value.expiresAtMs - atMs)));
}
