/** The public history as a story: what each version changed, what exploration finds in it, what its authors reported next. */
import './history.css';
import { Check, ChevronRight, FlaskConical, Minus, Play } from 'lucide-react';
import { type ReactElement, useEffect } from 'react';
import { useStore } from 'zustand';
import type { HistoryVersion } from '../../sim/model/history.ts';
import { usePageState } from '../context.ts';
import { sentenceCase } from '../format.ts';
import { LabForm, LabFrame, LabWork } from '../lab/LabFrame.tsx';
import { NumberChoice } from '../lab/NumberChoice.tsx';
import { useChoices } from '../lab/use-choices.ts';
import { useIsWrong } from '../lab/wrong.ts';
import { type Fields, wholeNumber } from '../store/ask.ts';
import { historyTexts } from '../texts/history.ts';
import { handsOf } from '../worker/lab/client.ts';
import type { HindcastRow, ToldVersion } from '../worker/lab/protocol.ts';
import { desk, versions } from './desk.ts';
import { kept, layOutKept } from './kept.ts';
import { keyOf, settingsText, summaryOf, versionsIn } from './story.ts';

interface Choices {
  readonly runs: number;
}

const USUAL: Choices = { runs: 200 };
const MOST_RUNS = 100_000;
const FIELDS: Fields<Choices> = { runs: wholeNumber(1, MOST_RUNS) };

export function History(): ReactElement {
  const words = historyTexts;
  const { work, result, lost } = useStore(desk.store);
  const listed = useStore(versions.store);
  const [{ runs }, choose] = useChoices('history', FIELDS, USUAL);
  useEffect(() => {
    if (listed.result.length === 0) void versions.ask({ kind: 'versions' }, 1);
  }, [listed.result.length]);
  const { told: before, seeds } = useStore(kept);
  useEffect(() => {
    if (listed.result.length > 0 && Object.keys(before).length === 0) void layOutKept(listed.result);
  }, [listed.result, before]);
  const busy = work.kind === 'working';
  const explore = (policies: readonly string[]): void =>
    void desk.ask({ kind: 'hindcast', runs, policies }, handsOf(navigator.hardwareConcurrency));
  const shown = { ...before, ...result };
  const told = Object.values(shown);
  const { found, named, never, versions: explored } = summaryOf(told);
  return (
    <LabFrame className="history" heading={words.heading} about={words.about}>
      <LabForm
        label={words.form}
        work={work}
        start={words.start}
        onStart={() => explore(listed.result.map(({ policy }) => policy))}
        onStop={() => desk.stop()}
        disabled={listed.result.length === 0}
      >
        <NumberChoice
          label={words.runs}
          value={runs}
          least={1}
          most={MOST_RUNS}
          disabled={busy}
          onChange={(value) => choose({ runs: value })}
        />
      </LabForm>
      <LabWork work={work} lost={lost} {...(told.length === 0 ? { idle: words.idle } : {})} />
      {told.length > Object.keys(result).length ? <p className="history-kept">{words.cameWithPage(seeds)}</p> : null}
      {told.length === 0 ? null : (
        <p className="history-summary" role="status">
          {words.summary(found, named, never, explored, versionsIn(listed.result))}
        </p>
      )}
      {listed.result.length === 0 ? (
        listed.work.kind === 'failed' ? (
          <LabWork work={listed.work} lost={[]} />
        ) : (
          <p className="nothing">{words.loading}</p>
        )
      ) : (
        <ol className="versions">
          {listed.result.map((version) => (
            <Version
              key={keyOf(version)}
              version={version}
              told={shown[keyOf(version)]}
              keptSeeds={result[keyOf(version)] === undefined ? seeds : null}
              busy={busy}
              onExplore={() => explore([version.policy])}
            />
          ))}
        </ol>
      )}
    </LabFrame>
  );
}

interface VersionProps {
  readonly version: HistoryVersion;
  readonly told: ToldVersion | undefined;
  /** Found by others, before, from so many seeds; null: explored here. */
  readonly keptSeeds: number | null;
  readonly busy: boolean;
  readonly onExplore: () => void;
}

function Version({ version, told, keptSeeds, busy, onExplore }: VersionProps): ReactElement {
  const words = historyTexts;
  const { policy, commit, date, next, findings } = version;
  const isWrong = useIsWrong();
  const described = usePageState((state) => state.description?.app.policies.find(({ id }) => id === policy));
  const settings = settingsText(version);
  return (
    <li className="version" data-policy={policy}>
      <div className="version-when">
        {date === null ? null : <time>{date}</time>}
        <code>{commit}</code>
      </div>
      <div className="version-what">
        <h3>
          {described?.title ?? policy} <code>{policy}</code>
        </h3>
        <p>
          <span className="label">{words.changed}</span> {described?.sentence}
          {settings === '' ? null : <em> {words.apart(settings)}</em>}
        </p>
        <div className="version-finds">
          <h4>
            {words.finds}{' '}
            {told === undefined ? null : (
              <small>{keptSeeds === null ? words.exploredIn(told.runs) : words.keptWith(keptSeeds)}</small>
            )}
          </h4>
          <button
            type="button"
            className="button"
            aria-label={words.oneOf(policy)}
            disabled={busy || isWrong}
            onClick={onExplore}
          >
            <FlaskConical size={13} aria-hidden />
            {words.one}
          </button>
        </div>
        <ul className="version-findings">
          {told === undefined
            ? findings.map(({ finding, reported }) => (
                <li key={finding} data-found="unknown">
                  <Minus size={14} aria-hidden />
                  <span className="finding-says">{sentenceCase(finding)}</span>
                  <span className="tag" data-reported={reported}>
                    {reported ? words.reported : words.never}
                  </span>
                  <small>{words.notYet}</small>
                </li>
              ))
            : told.rows
                .filter(({ history }) => history)
                .map((row) => <Named key={row.finding} row={row} runs={told.runs} isKept={keptSeeds !== null} />)}
        </ul>
        {told === undefined ? null : (
          <Beside rows={told.rows.filter(({ history }) => !history)} isKept={keptSeeds !== null} />
        )}
        <p className="version-next">
          <ChevronRight size={14} aria-hidden />
          <span>
            <span className="label">{words.next}</span> {next}
          </span>
        </p>
      </div>
    </li>
  );
}

interface NamedProps {
  readonly row: HindcastRow;
  readonly runs: number;
  readonly isKept: boolean;
}

function Named({ row, runs, isKept }: NamedProps): ReactElement {
  const words = historyTexts;
  const { found, finding, reported, check, pattern, faults, link } = row;
  return (
    <li data-found={found}>
      {found ? <Check size={14} strokeWidth={2.4} aria-hidden /> : <Minus size={14} aria-hidden />}
      <span className="finding-says">{sentenceCase(finding)}</span>
      <span className="tag" data-reported={reported}>
        {reported ? words.reported : words.never}
      </span>
      <small>
        <b>{found ? words.found(row.runs, isKept) : words.notFound(runs)}</b>
        {found ? ` · ${check}, ${pattern} · ${faults.length === 0 ? words.noFault : words.needs(faults)}` : ''}
      </small>
      {link === null ? null : (
        <a className="button" href={link} aria-label={words.openOf(finding)}>
          <Play size={11} fill="currentColor" aria-hidden />
          {words.open}
        </a>
      )}
    </li>
  );
}

interface BesideProps {
  readonly rows: readonly HindcastRow[];
  readonly isKept: boolean;
}

function Beside({ rows, isKept }: BesideProps): ReactElement | null {
  const words = historyTexts;
  if (rows.length === 0) return null;
  const faultless = rows.filter(({ faults }) => faults.length === 0);
  return (
    <details className="version-beside">
      <summary>{words.beside(rows.length, faultless.length)}</summary>
      <ul>
        {rows.map(({ pattern, finding, check, faults, runs, link }) => (
          <li key={pattern}>
            {link === null ? sentenceCase(finding) : <a href={link}>{sentenceCase(finding)}</a>}
            <small>
              {check} · {words.found(runs, isKept)} · {faults.length === 0 ? words.noFault : words.seenWith(faults)}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}
