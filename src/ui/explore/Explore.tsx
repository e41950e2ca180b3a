/** A campaign in the page: what to explore, how far it is, what was found, what that proves, and how it compares. */
import './explore.css';
import { ChevronDown } from 'lucide-react';
import { type ReactElement, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { AppDescription } from '../../sim/model/app.ts';
import { usePageState } from '../context.ts';
import { LabForm, LabFrame, LabWork, SelectChoice } from '../lab/LabFrame.tsx';
import { NumberChoice } from '../lab/NumberChoice.tsx';
import { useChoices } from '../lab/use-choices.ts';
import { useIsWrong } from '../lab/wrong.ts';
import { Popover } from '../parts/Popover.tsx';
import { texts } from '../texts.ts';
import { exploreTexts } from '../texts/explore.ts';
import { handsOf } from '../worker/lab/client.ts';
import { Beside } from './Beside.tsx';
import {
  asksForOwn,
  BOUNDS,
  choicesOf,
  type ExploreChoices,
  fieldsFor,
  MODES,
  questionOf,
  sameChoices,
  samePlan,
  USUAL,
} from './choices.ts';
import { compare, desk, NO_CAMPAIGN } from './desk.ts';
import { Findings } from './Findings.tsx';
import { isKept, layOutKept } from './kept.ts';
import { CampaignFiles, nameOf } from './CampaignFiles.tsx';
import { Mitigations } from './Mitigations.tsx';
import { Outcome } from './Outcome.tsx';

export function Explore(): ReactElement {
  const app = usePageState((state) => state.description?.app);
  const words = exploreTexts;
  return (
    <LabFrame className="explore" heading={words.heading} about={words.about}>
      {app === undefined ? <p className="nothing">{texts.opening}</p> : <Campaigns app={app} />}
    </LabFrame>
  );
}

function Campaigns({ app }: { readonly app: AppDescription }): ReactElement {
  const words = exploreTexts;
  const fields = useMemo(() => fieldsFor(app), [app]);
  const [choices, choose] = useChoices('explore', fields, USUAL);
  const { work, result, halted, lost } = useStore(desk.store);
  const { findings, runs, report, state } = result;
  const { policy } = choices;
  const [asked] = useState(choices);
  useEffect(() => void layOutKept(policy), [policy]);
  const hands = choices.workers === 0 ? handsOf(navigator.hardwareConcurrency) : choices.workers;
  const start = (more: boolean): void => {
    const from = more ? state : null;
    void desk.ask(questionOf(choices, from), hands, more ? result : NO_CAMPAIGN).then(compare);
  };
  const canGoOn = state !== null && samePlan(choices, choicesOf(state, choices));
  return (
    <>
      <LabForm
        label={words.form}
        work={work}
        start={words.start}
        onStart={() => start(false)}
        onStop={() => desk.stop()}
        more={
          canGoOn && work.kind !== 'working' && choices.until === 'runs' ? (
            <button type="button" className="button" onClick={() => start(true)}>
              {words.more(choices.runs)}
            </button>
          ) : null
        }
      >
        <ExploreChoicesForm app={app} choices={choices} choose={choose} disabled={work.kind === 'working'} />
      </LabForm>
      <LabWork
        work={work}
        lost={lost}
        timeMs={choices.until === 'time' ? choices.seconds * 1_000 : null}
        {...(report === null && findings.length === 0 ? { idle: words.idle } : {})}
      />
      <NotRun asked={asked} choices={choices} onRun={() => start(false)} />
      {isKept(report) && report !== null ? <p className="kept-campaign">{words.cameWithPage(nameOf(report))}</p> : null}
      <Outcome report={report} causes={findings} halted={halted} />
      <CampaignFiles choose={(kept) => choose(choicesOf(kept, choices))} />
      <Beside />
      <Findings findings={findings} runs={runs} ended={report !== null} />
    </>
  );
}

interface NotRunProps {
  /** The choices with which one came here: those of the address. */
  readonly asked: ExploreChoices;
  readonly choices: ExploreChoices;
  readonly onRun: () => void;
}

/** A campaign lives as long as the page: after a reload the address still asks for it, and nobody has run it. */
function NotRun({ asked, choices, onRun }: NotRunProps): ReactElement | null {
  const words = exploreTexts;
  const { work, result } = useStore(desk.store);
  const isWrong = useIsWrong();
  const isThere = result.findings.length > 0 && !isKept(result.report);
  if (work.kind !== 'idle' || isThere || !asksForOwn(asked) || !sameChoices(asked, choices)) return null;
  const { policy, seed, until, runs, seconds } = asked;
  return (
    <p className="not-run" role="status">
      <span>
        {words.notRun(
          until === 'runs' ? words.campaignName(policy, seed, runs) : words.timedName(policy, seed, seconds),
        )}
      </span>
      <button type="button" className="button" disabled={isWrong} onClick={onRun}>
        {words.run}
      </button>
    </p>
  );
}

interface FormProps {
  readonly app: AppDescription;
  readonly choices: ExploreChoices;
  readonly choose: (change: Partial<ExploreChoices>) => void;
  readonly disabled: boolean;
}

function ExploreChoicesForm({ app, choices, choose, disabled }: FormProps): ReactElement {
  const words = exploreTexts;
  const { mitigations, until } = choices;
  const [least, most] = until === 'runs' ? BOUNDS.runs : BOUNDS.seconds;
  return (
    <>
      <SelectChoice
        label={words.policy}
        value={choices.policy}
        disabled={disabled}
        options={app.policies.map(({ id }) => ({ value: id, name: id }))}
        onChange={(policy) => choose({ policy })}
      />
      <div className="lab-choice">
        <span className="choice-name" aria-hidden>
          {words.mitigations}
        </span>
        <Popover
          label={words.mitigations}
          name={`${words.mitigations}: ${mitigations.length === 0 ? words.mitigationsNone : words.mitigationsSome(mitigations.length)}`}
          className="field choice-button"
          disabled={disabled}
          width={420}
          button={
            <>
              {mitigations.length === 0 ? words.mitigationsNone : words.mitigationsSome(mitigations.length)}
              <ChevronDown size={13} aria-hidden />
            </>
          }
        >
          {() => <Mitigations app={app} chosen={mitigations} onChange={(chosen) => choose({ mitigations: chosen })} />}
        </Popover>
      </div>
      <SelectChoice
        label={words.mode}
        value={choices.mode}
        disabled={disabled}
        options={MODES.map((mode) => ({ value: mode, name: words.modes[mode] }))}
        onChange={(mode) => choose({ mode })}
      />
      <NumberChoice
        label={words.seed}
        value={choices.seed}
        least={BOUNDS.seed[0]}
        most={BOUNDS.seed[1]}
        disabled={disabled}
        onChange={(seed) => choose({ seed })}
      />
      <SelectChoice
        label={words.users}
        value={String(choices.users)}
        disabled={disabled}
        options={['1', '2', '3'].map((users) => ({ value: users, name: users }))}
        onChange={(users) => choose({ users: Number(users) })}
      />
      <SelectChoice
        label={words.budget}
        value={until}
        disabled={disabled}
        options={(['runs', 'time'] as const).map((each) => ({ value: each, name: words.budgets[each] }))}
        onChange={(each) => choose({ until: each })}
      />
      <NumberChoice
        key={until}
        label={until === 'runs' ? words.runs : words.seconds}
        value={until === 'runs' ? choices.runs : choices.seconds}
        least={least}
        most={most}
        disabled={disabled}
        onChange={(value) => choose(until === 'runs' ? { runs: value } : { seconds: value })}
      />
    </>
  );
}
