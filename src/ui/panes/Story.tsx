/** What the scenario is: what happens, what the document says of it and what is, what must be seen, who met it too. */
import { lazy, type ReactElement, Suspense } from 'react';
import { type Claim, type Incident, lookAtOf, type TypedMessage, type Variant } from '../../sim/model/scenario.ts';
import { CHECK_IDS } from '../../sim/model/verdict.ts';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { Mark } from '../parts/Mark.tsx';
import { isForeign, scenarioOf, variantOf } from '../store/selectors.ts';
import { claims, outcomes, texts } from '../texts.ts';
import { CheckTitle } from './Verdicts.tsx';

/** It reads whole runs: it comes when a story is opened. */
const RunStory = lazy(async () => ({ default: (await import('./RunStory.tsx')).RunStory }));

/** A minute of typing is told by its beginning. */
const MESSAGES_SHOWN = 12;

export function Story(): ReactElement | null {
  const { page } = useTools();
  const changed = usePageState(isForeign);
  const scenario = usePageState(scenarioOf);
  const choice = usePageState((state) => state.choice);
  const variant = variantOf(scenario, choice);
  if (scenario === undefined || variant === undefined) return null;
  const lookAt = lookAtOf(scenario, variant);
  return (
    <article className="story">
      <header>
        <h2>{scenario.title}</h2>
        <p className="reference">
          {texts.story.reference}: {scenario.reference}
        </p>
        {scenario.variants.length > 1 ? <p className="variant">{variant.title}</p> : null}
      </header>
      <Suspense fallback={null}>
        <RunStory />
      </Suspense>
      {changed ? (
        <section>
          <h3>{texts.story.changed}</h3>
          <p>{texts.story.changedAbout}</p>
          <button type="button" className="button" onClick={() => void page.change({})}>
            {texts.conditions.reset}
          </button>
        </section>
      ) : null}
      {lookAt === undefined ? null : (
        <section>
          <h3>{texts.lookAt}</h3>
          <p>{lookAt}</p>
        </section>
      )}
      <section>
        <h3>{changed ? texts.story.happensUnchanged : texts.story.happens}</h3>
        <p>{variant.happens}</p>
      </section>
      {scenario.claims.length === 0 ? null : (
        <section>
          <h3>{texts.story.claims}</h3>
          {scenario.claims.map((claim) => (
            <OneClaim key={claim.says} claim={claim} />
          ))}
        </section>
      )}
      <Expectations variant={variant} />
      <Messages />
      <Policy />
      <Wild incidents={scenario.seenInTheWild} />
      <Table />
    </article>
  );
}

function OneClaim({ claim }: { readonly claim: Claim }): ReactElement {
  return (
    <dl className="claim" data-verdict={claim.verdict}>
      <dt>{texts.story.says}</dt>
      <dd>{claim.says}</dd>
      <dt>{texts.story.is}</dt>
      <dd>
        <b>{claims[claim.verdict]}</b> {claim.because}
      </dd>
    </dl>
  );
}

function Expectations({ variant }: { readonly variant: Variant }): ReactElement {
  const listed = CHECK_IDS.filter((check) => variant.expected[check] !== undefined);
  return (
    <section>
      <h3>{texts.story.expected}</h3>
      <ul className="expectations">
        {listed.map((check) => (
          <li key={check}>
            <Mark outcome={variant.expected[check]} />
            <span>
              <CheckTitle id={check} />
            </span>
            <small>{outcomes[variant.expected[check] ?? 'holds'].toLowerCase()}</small>
          </li>
        ))}
      </ul>
      <p className="rest">{listed.length === 0 ? texts.story.expectedAll : texts.story.otherChecks}</p>
    </section>
  );
}

const NO_MESSAGES: readonly TypedMessage[] = [];

/** What is typed in the run on show, changed or not. */
function Messages(): ReactElement {
  const messages = usePageState((state) => state.result?.trace.inputs.messages ?? NO_MESSAGES);
  return (
    <section>
      <h3>{texts.story.messages}</h3>
      <ol className="typed-messages">
        {messages.slice(0, MESSAGES_SHOWN).map((message, index) => (
          <li key={`${index}-${message.atMs}`}>
            <time className="mono">{atTime(message.atMs)}</time>
            <span>{message.text}</span>
          </li>
        ))}
      </ol>
      {messages.length > MESSAGES_SHOWN ? (
        <p className="rest">{texts.story.moreMessages(messages.length - MESSAGES_SHOWN)}</p>
      ) : null}
    </section>
  );
}

function Policy(): ReactElement | null {
  const id = usePageState((state) => state.result?.trace.inputs.policy);
  const policy = usePageState((state) => state.description?.app.policies.find((each) => each.id === id));
  if (policy === undefined) return null;
  return (
    <section>
      <h3>{texts.story.policies}</h3>
      <p>
        <b>{policy.title}</b>. {policy.sentence}
      </p>
    </section>
  );
}

function Wild({ incidents }: { readonly incidents: readonly Incident[] }): ReactElement {
  return (
    <section>
      <h3>{texts.story.wild}</h3>
      {incidents.length === 0 ? <p>{texts.story.wildNone}</p> : null}
      <ul className="wild">
        {incidents.map(({ repository, number, sentence }) => (
          <li key={`${repository}#${number}`}>
            <a href={`https://github.com/${repository}/issues/${number}`} target="_blank" rel="noreferrer">
              {repository} #{number}
            </a>
            <p>{sentence}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The ways to what needs the whole width: the document's own table, and the diagnosis. */
function Table(): ReactElement {
  const { page } = useTools();
  return (
    <section className="elsewhere">
      <button type="button" className="button" onClick={() => page.store.setState({ stage: 'document' })}>
        {texts.story.table}
      </button>
      <button type="button" className="button" onClick={() => page.store.setState({ stage: 'diagnose' })}>
        {texts.story.diagnose}
      </button>
    </section>
  );
}
