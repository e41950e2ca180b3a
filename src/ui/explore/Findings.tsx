/** What was found, by cause: the checks that it breaks, how often, the smallest example, and what to do with it. */
import { type ReactElement, useDeferredValue } from 'react';
import { sentenceCase } from '../format.ts';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { exploreTexts } from '../texts/explore.ts';
import type { ListedFinding } from '../worker/lab/protocol.ts';
import { CurveOf } from './CurveOf.tsx';
import { type Cause, causesOf } from '../../sim/model/causes.ts';
import { TakeAway } from './TakeAway.tsx';

interface FindingsProps {
  readonly findings: readonly ListedFinding[];
  readonly runs: number;
  /** Whether the campaign has ended: until then nothing is small, and no button moves under the pointer. */
  readonly ended: boolean;
}

export function Findings({ findings, runs, ended }: FindingsProps): ReactElement | null {
  const words = exploreTexts;
  const settled = useDeferredValue(findings);
  const causes = causesOf(settled);
  if (causes.length === 0) return null;
  return (
    <section className="findings" aria-label={words.findings(causes.length)}>
      <header>
        <h3>{words.findings(causes.length)}</h3>
        <p>{words.order}</p>
      </header>
      <ol>
        {causes.map((cause) => (
          <OneCause key={`${cause.pattern}/${cause.excepted}`} cause={cause} runs={runs} ended={ended} />
        ))}
      </ol>
    </section>
  );
}

interface CauseProps {
  readonly cause: Cause<ListedFinding>;
  readonly runs: number;
  readonly ended: boolean;
}

function OneCause({ cause, runs, ended }: CauseProps): ReactElement {
  const words = exploreTexts;
  const { shown } = cause;
  const needs = shown.smallest ? words.needs(shown.faults) : words.seenWith(shown.faults);
  const without = shown.smallest ? words.noFault : words.withoutFault;
  return (
    <li className="cause" data-pattern={cause.pattern}>
      <div className="cause-head">
        <h4>{sentenceCase(cause.cause)}</h4>
        <span className={shown.faults.length === 0 ? 'badge badge-broken' : 'badge'}>
          {shown.faults.length === 0 ? without : needs}
        </span>
        {cause.excepted ? <span className="badge badge-lateness">{words.excepted}</span> : null}
        <code>{cause.pattern}</code>
      </div>
      <ul className="cause-checks">
        {cause.findings.map((finding) => (
          <CheckRow key={finding.check} finding={finding} runs={runs} />
        ))}
      </ul>
      <div className="cause-example">
        <p>
          <span className="label">{shown.smallest ? words.smallest : words.plainest}</span> {shown.size}
        </p>
        {shown.verdict === '' ? null : <p className="says">{shown.verdict}</p>}
        <div className="finding-does">
          <TakeAway finding={shown} />
          {ended ? <CurveOf finding={shown} /> : null}
        </div>
      </div>
    </li>
  );
}

function CheckRow({ finding, runs }: { readonly finding: ListedFinding; readonly runs: number }): ReactElement {
  const words = exploreTexts;
  const titleOf = useCheckTitles();
  const share = finding.count / Math.max(1, runs);
  return (
    <li>
      <span className="check-title">{titleOf(finding.check)}</span>
      <span className="share-bar" aria-hidden>
        <span style={{ width: `${Math.max(1, share * 100)}%` }} />
      </span>
      <span className="check-times">{words.times(finding.count, runs)}</span>
      <small>{words.first(finding.runs)}</small>
    </li>
  );
}
