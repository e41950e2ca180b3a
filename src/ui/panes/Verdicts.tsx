/** The verdicts of a run: in short beside the chats, and in full with their proof. A click leads to what proves it. */
import { type ReactElement, useState } from 'react';
import { CHECK_IDS, type CheckId, type Outcome } from '../../sim/model/verdict.ts';
import { usePageState, useTools } from '../context.ts';
import { clockTime } from '../format.ts';
import { Mark } from '../parts/Mark.tsx';
import { isForeign } from '../store/selectors.ts';
import { checkKinds, outcomes, sides, sidesShort, texts } from '../texts.ts';
import { headline } from '../words.ts';
import type { CheckDescription, JudgedVerdict, RunResult } from '../worker/protocol.ts';

const PROOFS_SHOWN = 4;
const PROOFS_MORE = 20;
const RANK: Readonly<Record<Outcome, number>> = { broken: 0, holds: 1, inconclusive: 2 };

interface Pair {
  readonly check: CheckId;
  readonly pipeline: JudgedVerdict | undefined;
  readonly baseline: JudgedVerdict | undefined;
}

/** What is broken first; otherwise in the order of the checks. */
function pairsOf(result: RunResult): readonly Pair[] {
  const find = (list: readonly JudgedVerdict[], check: CheckId): JudgedVerdict | undefined =>
    list.find((verdict) => verdict.check === check);
  const rank = ({ pipeline, baseline }: Pair): number =>
    2 * RANK[pipeline?.verdict ?? 'inconclusive'] + (baseline?.verdict === 'broken' ? 0 : 1);
  return CHECK_IDS.map((check) => ({
    check,
    pipeline: find(result.verdicts.pipeline, check),
    baseline: find(result.verdicts.baseline, check),
  }))
    .filter(({ pipeline, baseline }) => pipeline !== undefined || baseline !== undefined)
    .toSorted((a, b) => rank(a) - rank(b));
}

/** How a check is called and when it holds; before the worker has told, its id. */
function useCheck(id: CheckId): CheckDescription {
  return usePageState((state) => state.description?.checks.find((check) => check.id === id)) ?? unnamed(id);
}

function unnamed(id: CheckId): CheckDescription {
  return { id, kind: 'safety', title: id, sentence: '' };
}

/** The check's name, wherever it is spoken of. */
export function CheckTitle({ id }: { readonly id: CheckId }): string {
  return useCheck(id).title;
}

function firstProof({ pipeline, baseline }: Pair): number | undefined {
  return pipeline?.eventIds[0] ?? baseline?.eventIds[0];
}

function isBroken({ pipeline }: Pair): boolean {
  return pipeline?.verdict === 'broken';
}

/** One line each, with the sentence under what is broken. */
export function VerdictsInShort(): ReactElement | null {
  const { actions } = useTools();
  const result = usePageState((state) => state.result);
  if (result === null) return null;
  return (
    <section className="verdicts-short" aria-label={texts.verdicts.heading}>
      <div className="columns">
        <h2>{texts.verdicts.heading}</h2>
        <span aria-hidden>{sidesShort.pipeline}</span>
        <span aria-hidden>{sidesShort.baseline}</span>
      </div>
      {/* It scrolls: where every button rests, since there is nothing to prove, keys reach it all the same. */}
      <ul {...{ tabIndex: 0 }}>
        {pairsOf(result).map((pair) => {
          const proof = firstProof(pair);
          return (
            <li key={pair.check} data-broken={isBroken(pair)}>
              <button
                type="button"
                className="row"
                disabled={proof === undefined}
                onClick={() => {
                  if (proof !== undefined) actions.goTo(proof);
                }}
              >
                <span className="name">
                  <CheckTitle id={pair.check} />
                  {isBroken(pair) ? <small>{pair.pipeline?.sentence}</small> : null}
                </span>
                <Mark outcome={pair.pipeline?.verdict} of={sides.pipeline} />
                <Mark outcome={pair.baseline?.verdict} of={sides.baseline} />
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Each with its word, its sentence, what was expected and the events that prove it. */
export function Verdicts(): ReactElement | null {
  const result = usePageState((state) => state.result);
  const changed = usePageState(isForeign);
  if (result === null) return null;
  return (
    <div className="verdicts">
      <h2 className="unseen">{texts.verdicts.heading}</h2>
      {changed ? <p className="hint">{texts.verdicts.ofRun}</p> : null}
      <ul>
        {pairsOf(result).map((pair) => (
          <li key={pair.check} data-broken={isBroken(pair)}>
            <CheckHead id={pair.check} />
            {pair.pipeline === undefined ? null : <One verdict={pair.pipeline} of={sides.pipeline} />}
            {pair.baseline === undefined ? null : <One verdict={pair.baseline} of={sides.baseline} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

function CheckHead({ id }: { readonly id: CheckId }): ReactElement {
  const { title, kind, sentence } = useCheck(id);
  return (
    <>
      <h3>
        {title} <small>{checkKinds[kind]}</small>
      </h3>
      <p className="when">{sentence}</p>
    </>
  );
}

function One({ verdict, of }: { readonly verdict: JudgedVerdict; readonly of: string }): ReactElement {
  const { actions } = useTools();
  const [shown, setShown] = useState(PROOFS_SHOWN);
  const rest = verdict.eventIds.length - shown;
  return (
    <div className="one">
      <Mark outcome={verdict.verdict} of={of} />
      <div>
        <p>
          <b>{of}</b> <span className={`word word-${verdict.verdict}`}>{outcomes[verdict.verdict].toLowerCase()}</span>
          <Expected verdict={verdict} />
        </p>
        <p className="sentence">{verdict.sentence}</p>
        {verdict.eventIds.length === 0 ? null : (
          <>
            <h4>{texts.verdicts.proof}</h4>
            <ul className="proofs">
              {verdict.eventIds.slice(0, shown).map((id) => (
                <Proof key={id} id={id} onOpen={actions.goTo} />
              ))}
            </ul>
            {rest > 0 ? (
              <button type="button" className="more" onClick={() => setShown(shown + PROOFS_MORE)}>
                {texts.verdicts.more(rest)}
              </button>
            ) : null}
          </>
        )}
      </div>
    </div>
  );
}

function Expected({ verdict }: { readonly verdict: JudgedVerdict }): ReactElement | null {
  if (verdict.expected === null) return null;
  if (verdict.expected === verdict.verdict) return <small className="as-expected">{texts.verdicts.asExpected}</small>;
  return <small className="not-expected">{texts.verdicts.unexpected(outcomes[verdict.expected])}</small>;
}

/** When, where, what: an event by its number alone says nothing. */
function Proof({ id, onOpen }: { readonly id: number; readonly onOpen: (id: number) => void }): ReactElement | null {
  const { actions } = useTools();
  const trace = usePageState((state) => state.result?.trace);
  const selected = usePageState((state) => state.selectedEventId === id);
  const event = trace?.events[id];
  if (trace === undefined || event === undefined) return null;
  return (
    <li>
      <button
        type="button"
        aria-pressed={selected}
        onClick={() => onOpen(id)}
        onPointerEnter={() => actions.hover(id)}
        onPointerLeave={() => actions.hover(null)}
      >
        <time className="mono">{clockTime(event.atMs)}</time>
        <span>{headline(trace, event)}</span>
      </button>
    </li>
  );
}
