/** What was typed and thrown, as it is recorded; at the end, whether the recording replays exactly. */
import { Check, MessageSquare, TriangleAlert, X, Zap } from 'lucide-react';
import type { ReactElement } from 'react';
import { OWN_VARIANT, type OwnScenario } from '../../sim/model/own-scenario.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { broken } from '../store/selectors.ts';
import type { Replay } from '../store/live/state.ts';
import { faultWords } from '../own/fault-words.ts';
import { texts } from '../texts.ts';
import type { FaultDescription } from '../worker/protocol.ts';
import { type CameTo, isMissed, useHits } from './hit-words.ts';
import { useLive } from './live-context.ts';

const NO_FAULTS: readonly FaultDescription[] = [];

export function Recorded(): ReactElement {
  const own = useLive((state) => state.own);
  return (
    <section className="recorded" aria-labelledby="recorded-heading">
      <header>
        <h2 id="recorded-heading">{texts.live.recorded}</h2>
        {own === null ? null : <Name key={own.id} own={own} />}
        <SoFar />
      </header>
      <Standing />
      <Troubles />
      {own === null ? null : <Inputs own={own} />}
    </section>
  );
}

function Name({ own }: { readonly own: OwnScenario }): ReactElement {
  const { live } = useTools();
  return (
    <label className="recorded-name">
      {texts.live.recordedAs}
      <input
        key={own.title}
        className="field"
        defaultValue={own.title}
        maxLength={120}
        onBlur={(event) => live.rename(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
    </label>
  );
}

function SoFar(): ReactElement | null {
  const count = usePageState((state) => (state.result === null ? 0 : broken(state.result.verdicts.pipeline).length));
  const judged = usePageState((state) => (state.result?.verdicts.pipeline.length ?? 0) > 0);
  const over = useLive((state) => state.phase.kind === 'over');
  if (!judged) return null;
  const words = over ? texts.live.brokenInTheEnd(count) : texts.live.brokenSoFar(count);
  return <span className={`badge badge-${count === 0 ? 'holds' : 'broken'}`}>{words}</span>;
}

interface Input {
  readonly key: string;
  readonly atMs: number;
  readonly kind: 'message' | 'fault';
  readonly words: string;
  readonly came?: CameTo | undefined;
}

function inputsOf(
  own: OwnScenario,
  fromMs: number,
  faults: readonly FaultDescription[],
  hits: readonly CameTo[],
): readonly Input[] {
  const messages = own.messages.map(({ atMs, text }, index): Input => ({
    key: `m${index}`,
    atMs,
    kind: 'message',
    words: texts.live.typed(text),
  }));
  const thrown = own.faults.map((fault, index): Input => {
    const { atMs, words } = faultWords(fault, faults);
    return { key: `f${index}`, atMs, kind: 'fault', words, came: hits[index] };
  });
  return [...messages, ...thrown].filter(({ atMs }) => atMs >= fromMs).toSorted((a, b) => a.atMs - b.atMs);
}

function Inputs({ own }: { readonly own: OwnScenario }): ReactElement {
  const fromMs = useLive((state) => state.fromMs);
  const faults = usePageState((state) => state.description?.faults ?? NO_FAULTS);
  const inputs = inputsOf(own, fromMs, faults, useHits(own.faults));
  const before = own.messages.length + own.faults.length - inputs.length;
  return (
    <ol className="recorded-inputs">
      {before > 0 ? <li className="hint">{texts.live.before(before)}</li> : null}
      {inputs.length === 0 ? <li className="hint">{texts.live.recordedHint}</li> : null}
      {inputs.map(({ key, atMs, kind, words, came }) => (
        <li key={key} data-kind={kind}>
          <time className="mono">+{clockTime(atMs)}</time>
          {kind === 'message' ? <MessageSquare size={13} aria-hidden /> : <Zap size={13} aria-hidden />}
          <span>{words}</span>
          {came === undefined ? null : <small data-missed={isMissed(came)}>{came.words}</small>}
        </li>
      ))}
    </ol>
  );
}

function Standing(): ReactElement | null {
  const { live, page } = useTools();
  const phase = useLive((state) => state.phase);
  const own = useLive((state) => state.own);
  if (phase.kind === 'lost') {
    return (
      <div className="live-outcome" data-good={false} role="alert">
        <TriangleAlert size={15} aria-hidden />
        <p>
          <b>{texts.live.lost.heading}</b>: {phase.problem.found}. {texts.live.lost.kept}
        </p>
        <button type="button" className="button" onClick={() => void live.recover()}>
          {texts.live.restart}
        </button>
      </div>
    );
  }
  if (phase.kind !== 'over' || own === null) return null;
  const { over } = texts.live;
  return (
    <div className="live-outcome" data-good={phase.replay.kind === 'same'} role="status">
      {phase.replay.kind === 'same' ? <Check size={15} aria-hidden /> : null}
      <p>
        {replayWords(phase.replay)} {over.hash} <code title={phase.hash}>{phase.hash.slice(0, 8)}</code>
      </p>
      <button
        type="button"
        className="button primary"
        onClick={() => void page.choose({ scenario: own.id, variant: OWN_VARIANT })}
      >
        {over.open}
      </button>
    </div>
  );
}

function replayWords(replay: Replay): string {
  const { over } = texts.live;
  switch (replay.kind) {
    case 'checking':
      return over.checking;
    case 'same':
      return over.same;
    case 'differs':
      return `${over.differs} (${replay.hash.slice(0, 8)})`;
    case 'failed':
      return `${over.failed} ${replay.problem.message}`;
  }
}

/** What was refused; everything else was done. */
function Troubles(): ReactElement | null {
  const { live } = useTools();
  const problems = useLive((state) => state.problems);
  if (problems.length === 0) return null;
  return (
    <ul className="live-troubles" role="alert">
      {problems.map((problem, index) => (
        <li key={`${index}-${problem.message}`}>
          <TriangleAlert size={14} aria-hidden />
          <span>
            {texts.problems.of(problem.field)} {texts.problems.found} <code>{problem.found}</code>.{' '}
            {texts.problems.fits} {problem.expected}.
          </span>
          <button type="button" className="icon" aria-label={texts.dismiss} onClick={() => live.dismiss(problem)}>
            <X size={14} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
