/** What the scenario is: what happens, what the document says of it and what is, what must be seen, who met it too. */
import type { ReactElement } from 'react';
import { type Claim, type Incident, lookAtOf, type Scenario, type Variant } from '../../sim/model/scenario.ts';
import { CHECK_IDS } from '../../sim/model/verdict.ts';
import { usePageState, useTools } from '../context.ts';
import { atTime } from '../format.ts';
import { Mark } from '../parts/Mark.tsx';
import { scenarioOf, variantOf } from '../store/selectors.ts';
import { claims, outcomes, texts } from '../texts.ts';
import { COMPARISON } from './comparison.ts';
import { CheckTitle } from './Verdicts.tsx';

export function Story(): ReactElement | null {
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
      {lookAt === undefined ? null : (
        <section>
          <h3>{texts.lookAt}</h3>
          <p>{lookAt}</p>
        </section>
      )}
      <section>
        <h3>{texts.story.happens}</h3>
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
      <Messages scenario={scenario} variant={variant} />
      <Policy />
      <Wild incidents={scenario.seenInTheWild} />
      <Comparison />
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

function Messages({ scenario, variant }: { readonly scenario: Scenario; readonly variant: Variant }): ReactElement {
  const messages = variant.messages ?? scenario.messages;
  return (
    <section>
      <h3>{texts.story.messages}</h3>
      <ol className="typed-messages">
        {messages.map((message, index) => (
          <li key={`${index}-${message.atMs}`}>
            <time className="mono">{atTime(message.atMs)}</time>
            <span>{message.text}</span>
          </li>
        ))}
      </ol>
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

/** The document's own table, with what the simulation shows of each row. */
function Comparison(): ReactElement {
  return (
    <details>
      <summary>{texts.story.comparison}</summary>
      {COMPARISON.map(({ aspect, tab, production, shown, scenarios }) => (
        <dl key={aspect} className="claim">
          <dt>{aspect}</dt>
          <dd>
            {texts.story.inTab}: {tab}. {texts.story.inProduction}: {production}.
          </dd>
          <dt>{texts.story.is}</dt>
          <dd>
            {shown}
            <span className="proofs">
              {scenarios.map((id) => (
                <Proof key={id} id={id} />
              ))}
            </span>
          </dd>
        </dl>
      ))}
    </details>
  );
}

function Proof({ id }: { readonly id: string }): ReactElement | null {
  const { page } = useTools();
  const scenario = usePageState((state) => state.scenarios.find((each) => each.id === id));
  if (scenario === undefined) return null;
  return (
    <button
      type="button"
      className="chip-small"
      onClick={() => void page.choose({ scenario: id, variant: scenario.variants[0].id })}
    >
      {id}
    </button>
  );
}
