/** A run shown to others: the two chats, large, and a caption for each step. One key goes on. */
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useRef } from 'react';
import type { Trace } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { atTime, unbroken } from '../format.ts';
import { OPEN } from '../keys.ts';
import { Phone } from '../panes/Chats.tsx';
import { accountIn } from '../store/account.ts';
import { scenarioOf, usersOf, variantOf } from '../store/selectors.ts';
import { tabs, texts } from '../texts.ts';
import type { RunResult } from '../worker/protocol.ts';
import { leavePresentation } from './enter.ts';
import { type Move, moveFor } from './keys.ts';
import { type Step, stepAt, stepsOf } from './steps.ts';
import './present.css';

export function Present(): ReactElement {
  const result = usePageState((state) => state.result);
  return (
    <section className="present" aria-label={texts.present.label}>
      {result === null ? <p className="nothing">{texts.present.waiting}</p> : <Talk result={result} />}
    </section>
  );
}

/** What the run is called: the scenario's words, and the variant's where it is none of the first. */
function useTitle(): string {
  const title = usePageState((state) => scenarioOf(state)?.title ?? state.choice.scenario);
  const variant = usePageState((state) => {
    const scenario = scenarioOf(state);
    return scenario === undefined || scenario.variants.length < 2 ? null : variantOf(scenario, state.choice)?.title;
  });
  return variant === null || variant === undefined ? title : `${title}: ${variant}`;
}

function Talk({ result }: { readonly result: RunResult }): ReactElement {
  const { page } = useTools();
  const title = useTitle();
  const steps = useMemo(() => stepsOf({ trace: result.trace, account: accountIn(result), title }), [result, title]);
  const at = usePageState(({ playheadMs, selectedEventId }) => stepAt(steps, playheadMs, selectedEventId));
  const step = steps[at];
  const to = (next: number): void => {
    const found = steps[Math.min(Math.max(0, next), steps.length - 1)];
    if (found !== undefined)
      page.store.setState({ playheadMs: found.atMs, selectedEventId: found.eventId, playing: false });
  };
  const moves: Readonly<Record<Move, () => void>> = {
    next: () => to(at + 1),
    back: () => to(at - 1),
    first: () => to(0),
    last: () => to(steps.length - 1),
    leave: () => leavePresentation(page.store),
  };
  useMoves(moves);
  useFullScreenEnd(moves.leave);
  if (step === undefined) return <p className="nothing">{texts.present.waiting}</p>;
  return (
    <>
      <header>
        <h1>{title}</h1>
        <time className="mono">{atTime(step.atMs)}</time>
        <button
          type="button"
          className="icon"
          aria-label={texts.present.leave}
          title={texts.present.leave}
          onClick={moves.leave}
        >
          <X size={20} aria-hidden />
        </button>
      </header>
      <Chats trace={result.trace} eventId={step.eventId} />
      <Caption step={step} />
      <footer>
        <button type="button" className="button" disabled={at === 0} onClick={moves.back}>
          <ChevronLeft size={18} aria-hidden />
          {texts.present.back}
        </button>
        <span className="hint">{texts.present.hint}</span>
        <span className="mono">
          <span className="unseen">{texts.present.step(at + 1, steps.length)}</span>
          <span aria-hidden>
            {at + 1} / {steps.length}
          </span>
        </span>
        <button type="button" className="button primary" disabled={at === steps.length - 1} onClick={moves.next}>
          {texts.present.next}
          <ChevronRight size={18} aria-hidden />
        </button>
      </footer>
    </>
  );
}

/** Of several users, the one of whom the step speaks. */
function Chats({ trace, eventId }: { readonly trace: Trace; readonly eventId: number }): ReactElement {
  const users = usersOf(trace);
  const user = trace.events[eventId]?.users.find((each) => users.includes(each)) ?? users[0] ?? '';
  return (
    <div className="phones">
      <h2 className="unseen">{tabs.chat}</h2>
      <Phone trace={trace} side="pipeline" user={user} />
      <Phone trace={trace} side="baseline" user={user} />
    </div>
  );
}

function Caption({ step: { part, lines } }: { readonly step: Step }): ReactElement {
  return (
    <div className="caption" data-part={part} data-long={lines.length > 1} role="status">
      <h2>{texts.present.parts[part]}</h2>
      {lines.map((line) => (
        <p key={line}>{unbroken(line)}</p>
      ))}
    </div>
  );
}

/** Listens as long as the presentation is there, to what the step of now makes of a key. */
function useMoves(moves: Readonly<Record<Move, () => void>>): void {
  const latest = useRef(moves);
  useEffect(() => {
    latest.current = moves;
  });
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      // What is open above it, the search say, is typed into.
      if (document.querySelector(OPEN) !== null) return;
      const move = moveFor(event);
      if (move === undefined) return;
      event.preventDefault();
      latest.current[move]();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** The browser takes Escape for itself while it fills the screen: leaving that leaves the presentation. */
function useFullScreenEnd(leave: () => void): void {
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    const changed = (): void => {
      if (document.fullscreenElement === null) latest.current();
    };
    document.addEventListener('fullscreenchange', changed);
    return () => document.removeEventListener('fullscreenchange', changed);
  }, []);
}
