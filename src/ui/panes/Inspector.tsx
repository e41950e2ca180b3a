/** The selected event three ways: its facts, the chain of causes that it stands in, and its raw record. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import type { Trace, TraceEvent } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { chainOf, type Link } from '../store/causes.ts';
import { texts } from '../texts.ts';
import { describeEvent } from '../timeline/words/index.ts';
import { Changes } from './Changes.tsx';

export function Inspector(): ReactElement {
  const trace = usePageState((state) => state.result?.trace);
  const selectedId = usePageState((state) => state.selectedEventId);
  const event = selectedId === null ? undefined : trace?.events[selectedId];
  return (
    <section className="inspector" aria-label={texts.landmarks.inspector}>
      {trace === undefined || event === undefined ? (
        <p className="nothing">{texts.inspector.none}</p>
      ) : (
        <>
          <Facts trace={trace} event={event} />
          <Chain trace={trace} event={event} />
          <Raw trace={trace} event={event} />
        </>
      )}
    </section>
  );
}

interface PartProps {
  readonly trace: Trace;
  readonly event: TraceEvent;
}

/** Moments, ids and addresses line up in the monospaced face; sentences do not. */
const FIGURES = /^[^\s“]*[\d_/:][^\s“]*( (s|ms|min|h|before))?$/;

function Facts({ trace, event }: PartProps): ReactElement {
  const { title, facts, failed } = describeEvent(trace, event);
  return (
    <div className="facts" tabIndex={0} role="group" aria-label={title}>
      <h2 data-failure={failed}>{title}</h2>
      <dl>
        {facts.map(([name, value], index) => (
          <div key={`${index}-${name}`}>
            <dt>{name}</dt>
            <dd className={FIGURES.test(value) ? 'mono' : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      <Changes trace={trace} event={event} />
    </div>
  );
}

function Chain({ trace, event }: PartProps): ReactElement {
  const chain = chainOf(trace, event.id);
  return (
    <div className="chain">
      <h3>
        {chain.length === 1 ? texts.inspector.noCause : `${texts.inspector.chain}, ${texts.inspector.chainAfter}`}
      </h3>
      <ol>
        {chain.map((link) => (
          <Step key={link.event.id} trace={trace} link={link} />
        ))}
      </ol>
    </div>
  );
}

function Step({ trace, link }: { readonly trace: Trace; readonly link: Link }): ReactElement {
  const { actions } = useTools();
  const { event, part } = link;
  const { title, failed } = describeEvent(trace, event);
  return (
    <li data-part={part} data-failure={failed}>
      <button
        type="button"
        aria-current={part === 'selected' ? 'step' : undefined}
        onClick={() => actions.goTo(event.id)}
        onPointerEnter={() => actions.hover(event.id)}
        onPointerLeave={() => actions.hover(null)}
      >
        <time className="mono">{clockTime(event.atMs)}</time>
        <i aria-hidden />
        <span>{title}</span>
      </button>
    </li>
  );
}

function Raw({ trace, event }: PartProps): ReactElement {
  const { actions } = useTools();
  return (
    <div
      className="raw"
      tabIndex={0}
      role="group"
      aria-label={texts.inspector.record(event.id + 1, trace.events.length)}
    >
      <header>
        <h3>{texts.inspector.record(event.id + 1, trace.events.length)}</h3>
        <button
          type="button"
          className="icon"
          aria-label={texts.inspector.previous}
          disabled={event.id === 0}
          onClick={() => actions.goTo(event.id - 1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <button
          type="button"
          className="icon"
          aria-label={texts.inspector.next}
          disabled={event.id === trace.events.length - 1}
          onClick={() => actions.goTo(event.id + 1)}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
      </header>
      <dl className="mono">
        {Object.entries(event).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
