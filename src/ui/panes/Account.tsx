/** The run told in plain sentences, each of them the way to the event that it speaks of. */
import type { ReactElement } from 'react';
import { type Account as Told, type AccountPart, headingOf, type Sentence } from '../../sim/model/account/index.ts';
import { usePageState, useTools } from '../context.ts';
import { accountIn } from '../store/account.ts';
import { texts } from '../texts.ts';
import { unbroken } from '../format.ts';
import type { RunResult } from '../worker/protocol.ts';

/** Longer parts are told by their beginning: a story that nobody reads is none. */
const MOST_SENTENCES = 12;

interface AccountProps {
  readonly result: RunResult;
  /** What a search for a remedy found, in a sentence. */
  readonly remedy: string | null;
}

export function Account({ result, remedy }: AccountProps): ReactElement {
  const account = accountIn(result);
  const { did, first, why, next, ledTo, standing } = account;
  return (
    <section className="account" aria-label={texts.story.account}>
      <Part account={account} part="did" sentences={did} />
      <div className="account-first" data-standing={standing}>
        <h3>{headingOf('first', standing)}</h3>
        <ul>
          <Told sentence={first} />
        </ul>
      </div>
      <Part account={account} part="why" sentences={why} />
      <Part account={account} part="next" sentences={next} />
      <Part account={account} part="ledTo" sentences={ledTo} />
      {remedy === null ? null : (
        <div>
          <h3>{texts.story.remedy}</h3>
          <p>{remedy}</p>
        </div>
      )}
    </section>
  );
}

interface PartProps {
  readonly account: Told;
  readonly part: AccountPart;
  readonly sentences: readonly Sentence[];
}

function Part({ account, part, sentences }: PartProps): ReactElement | null {
  if (sentences.length === 0) return null;
  const rest = sentences.length - MOST_SENTENCES;
  return (
    <div>
      <h3>{headingOf(part, account.standing)}</h3>
      <ul>
        {sentences.slice(0, MOST_SENTENCES).map((sentence) => (
          <Told key={sentence.text} sentence={sentence} />
        ))}
      </ul>
      {rest > 0 ? <p className="rest">{texts.story.moreSentences(rest)}</p> : null}
    </div>
  );
}

/** A click selects the event and moves the playhead to it; what speaks of the whole run is text only. */
function Told({ sentence: { text, eventIds } }: { readonly sentence: Sentence }): ReactElement {
  const { actions } = useTools();
  const [first] = eventIds;
  const selected = usePageState(
    ({ selectedEventId }) => selectedEventId !== null && eventIds.includes(selectedEventId),
  );
  const line = unbroken(text);
  if (first === undefined) return <li>{line}</li>;
  return (
    <li>
      <button
        type="button"
        aria-current={selected ? 'true' : undefined}
        title={texts.story.show}
        onClick={() => actions.goTo(first)}
        onPointerEnter={() => actions.hover(first)}
        onPointerLeave={() => actions.hover(null)}
      >
        {line}
      </button>
    </li>
  );
}
