/** Playing: to the start, a step back, play, a step on, to the end; the speed, the moment, the whole run in small. */
import { ChevronLeft, ChevronRight, Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { ForkButton } from '../own/ForkBar.tsx';
import { endOf } from '../store/span.ts';
import { texts } from '../texts.ts';
import { Speed } from './Speed.tsx';

interface TransportProps {
  readonly minimap: ReactNode;
  /** In the place of the figures of one run. */
  readonly figures?: ReactNode;
}

export function Transport({ minimap, figures = <Figures /> }: TransportProps): ReactElement {
  return (
    <section className="transport" aria-label={texts.landmarks.transport}>
      <div className="transport-buttons">
        <Buttons />
        <Speed />
      </div>
      <Now />
      <div className="minimap">{minimap}</div>
      {figures}
    </section>
  );
}

interface TransportButtonProps {
  readonly label: string;
  readonly onClick: () => void;
  readonly primary?: boolean;
  readonly children: ReactNode;
}

function TransportButton({ label, onClick, primary = false, children }: TransportButtonProps): ReactElement {
  const disabled = usePageState((state) => state.result === null);
  return (
    <button
      type="button"
      className={primary ? 'play' : 'icon'}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  );
}

function Buttons(): ReactElement {
  const { actions } = useTools();
  const playing = usePageState((state) => state.playing);
  const { transport } = texts;
  return (
    <>
      <TransportButton label={transport.start} onClick={actions.toStart}>
        <SkipBack size={15} aria-hidden />
      </TransportButton>
      <TransportButton label={transport.back} onClick={() => actions.step(-1)}>
        <ChevronLeft size={17} aria-hidden />
      </TransportButton>
      <TransportButton label={playing ? transport.pause : transport.play} onClick={actions.toggle} primary>
        {playing ? (
          <Pause size={15} fill="currentColor" aria-hidden />
        ) : (
          <Play size={15} fill="currentColor" aria-hidden />
        )}
      </TransportButton>
      <TransportButton label={transport.forward} onClick={() => actions.step(1)}>
        <ChevronRight size={17} aria-hidden />
      </TransportButton>
      <TransportButton label={transport.end} onClick={actions.toEnd}>
        <SkipForward size={15} aria-hidden />
      </TransportButton>
    </>
  );
}

function Now(): ReactElement {
  const atMs = usePageState((state) => state.playheadMs);
  return (
    <output className="now mono" aria-label={texts.transport.now} aria-live="off">
      {atTime(atMs)}
    </output>
  );
}

function Figures(): ReactElement | null {
  const result = usePageState((state) => state.result);
  if (result === null) return null;
  const { trace, hash } = result;
  return (
    <p className="figures mono">
      <span>{texts.transport.events(trace.events.length, atTime(endOf(trace)))}</span>
      {trace.end.reason === 'bound' ? <span className="bound">{texts.transport.bound(trace.end.bound)}</span> : null}
      <span title={`${texts.transport.hash}: ${hash}`}>{hash.slice(0, 8)}</span>
      <ForkButton />
    </p>
  );
}
