/** What a log shows: each situation with what it means, what to do, what cannot be told, and the way to its scenario. */
import { Play } from 'lucide-react';
import type { ReactElement } from 'react';
import {
  type Diagnosis,
  type Finding,
  MOST_LOG_CHARACTERS,
  type RebuiltTiming,
} from '../../sim/model/diagnose/index.ts';
import { usePageState, useTools } from '../context.ts';
import { duration, figures } from '../format.ts';
import { diagnoseTexts } from '../texts/diagnose.ts';
import { OneLine } from './Lines.tsx';
import { overridesOf, REBUILT_IN } from './rebuilt.ts';

/** A finding is proved by its first lines; the others are highlighted among all. */
const EVIDENCE_SHOWN = 6;

export function Findings({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactElement {
  const words = diagnoseTexts;
  const { findings, known, lines, cut, timing } = diagnosis;
  return (
    <>
      {cut ? <p className="cut">{words.cut(figures.format(MOST_LOG_CHARACTERS))}</p> : null}
      <h3>{words.findings}</h3>
      <p className="counts">{words.read(known, lines.length - known)}</p>
      {findings.length === 0 ? <NoFinding known={known} /> : null}
      {findings.map((finding) => (
        <OneFinding key={finding.id} finding={finding} diagnosis={diagnosis} />
      ))}
      {known === 0 ? null : <Timing timing={timing} />}
    </>
  );
}

function NoFinding({ known }: { readonly known: number }): ReactElement {
  const words = diagnoseTexts;
  return (
    <article className="finding">
      <h4>{known === 0 ? words.nothing : words.noSituation}</h4>
      <p>{known === 0 ? words.nothingAbout : words.noSituationAbout}</p>
    </article>
  );
}

const BADGES = { broken: 'badge badge-broken', unclear: 'badge badge-unclear', good: 'badge badge-holds' } as const;

interface OneFindingProps {
  readonly finding: Finding;
  readonly diagnosis: Diagnosis;
}

function OneFinding({ finding, diagnosis }: OneFindingProps): ReactElement {
  const words = diagnoseTexts;
  const shows = new Set(finding.lines);
  const evidence = diagnosis.lines.filter(({ number }) => shows.has(number));
  const rest = evidence.length - EVIDENCE_SHOWN;
  return (
    <article className="finding" data-kind={finding.kind}>
      <h4>
        <span className={BADGES[finding.kind]}>{words.kinds[finding.kind]}</span> {finding.title}{' '}
        {finding.reference === '' ? null : <small>{words.reference(finding.reference)}</small>}
      </h4>
      <ol className="evidence" aria-label={words.evidence}>
        {evidence.slice(0, EVIDENCE_SHOWN).map((line) => (
          <OneLine key={line.number} line={line} evidence />
        ))}
      </ol>
      {rest > 0 ? <p className="rest">{words.moreLines(rest)}</p> : null}
      <dl>
        <dt>{words.means}</dt>
        <dd>{finding.means}</dd>
        <dt>{words.todo}</dt>
        <dd>{finding.todo}</dd>
        {finding.cannotTell === '' ? null : (
          <>
            <dt>{words.cannotTell}</dt>
            <dd>{finding.cannotTell}</dd>
          </>
        )}
      </dl>
      <OpenScenario finding={finding} />
    </article>
  );
}

function OpenScenario({ finding }: { readonly finding: Finding }): ReactElement | null {
  const { page } = useTools();
  const scenario = usePageState((state) => state.scenarios.find(({ id }) => id === finding.scenario));
  if (scenario === undefined) return null;
  const variant = finding.variant ?? scenario.variants[0].id;
  return (
    <div className="opens">
      <button
        type="button"
        className="button"
        title={diagnoseTexts.opens}
        onClick={() => void page.choose({ scenario: scenario.id, variant })}
      >
        {diagnoseTexts.open(scenario.id)}
      </button>
      <span>{scenario.title}</span>
    </div>
  );
}

function Timing({ timing }: { readonly timing: RebuiltTiming | undefined }): ReactElement {
  const words = diagnoseTexts;
  const { page } = useTools();
  const variant = usePageState((state) => state.scenarios.find(({ id }) => id === REBUILT_IN)?.variants[0].id);
  if (timing === undefined || variant === undefined) return <p className="rest">{words.noTiming}</p>;
  const users = new Set(timing.messages.map(({ user }) => user)).size;
  const rebuild = (): void => {
    void page.choose({ scenario: REBUILT_IN, variant });
    void page.change(overridesOf(timing));
  };
  return (
    <article className="finding">
      <h4>{words.timing}</h4>
      <p>{words.timingAbout(timing.messages.length, users, duration(timing.messages.at(-1)?.atMs ?? 0))}</p>
      <div className="opens">
        <button type="button" className="button" onClick={rebuild}>
          <Play size={12} aria-hidden />
          {words.rebuild}
        </button>
        <span>{words.rebuildAbout}</span>
      </div>
    </article>
  );
}
