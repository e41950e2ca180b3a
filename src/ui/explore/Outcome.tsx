/** What a campaign proves: found, none found, or inconclusive and why; the canary and what must be met stand beside it. */
import { Check, CircleHelp, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { sentenceCase } from '../format.ts';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { exploreTexts } from '../texts/explore.ts';
import type { CampaignReport, ListedFinding } from '../worker/lab/protocol.ts';
import { failsFewerThanOneIn } from '../../sim/model/none-found.ts';
import { causesOf } from '../../sim/model/causes.ts';

const MARKS = { found: X, 'none found': Check, inconclusive: CircleHelp } as const;

interface OutcomeProps {
  readonly report: CampaignReport | null;
  readonly causes: readonly ListedFinding[];
  /** Whether somebody stopped it: maybe only while findings were made small. */
  readonly halted: boolean;
}

export function Outcome({ report, causes, halted }: OutcomeProps): ReactElement | null {
  const titleOf = useCheckTitles();
  if (report === null) return null;
  const words = exploreTexts;
  const { verdict, canary, unmet, cutShort, reached, newestAt, exhaustive, runs, end, comparisons = [] } = report;
  const Icon = MARKS[verdict];
  const small = causes.filter(({ smallest }) => smallest).length;
  const oneIn = failsFewerThanOneIn(report);
  return (
    <section className="campaign-outcome" data-verdict={verdict} aria-label={words.verdicts[verdict]}>
      <p className="campaign-verdict" role="status">
        <Icon size={16} strokeWidth={2.4} aria-hidden />
        <b>{words.verdicts[verdict]}</b>
        <span>
          {sentenceOf(report, causes)}
          {oneIn === undefined ? '' : ` ${words.shows(oneIn, report.findings.length > 0)}`}
        </span>
        {(halted && small < causes.length) || end === 'stop' ? (
          <span className="campaign-halted">{words.halted(small, causes.length)}</span>
        ) : null}
      </p>
      <div className="campaign-trust">
        <h3>{words.trust}</h3>
        <ul>
          {exhaustive === null ? null : (
            <li data-good={runs >= exhaustive.schedules}>
              {words.exhaustive(Math.min(runs, exhaustive.schedules), exhaustive)}
            </li>
          )}
          <li data-good={canary.found > 0}>{words.canary(canary.found, canary.runs)}</li>
          {Object.entries(cutShort).map(([bound, times]) => (
            <li key={bound} data-good="false">
              {words.cutShort(bound, times)}
            </li>
          ))}
          {unmet.length === 0 ? (
            <li data-good="true">{words.met}</li>
          ) : (
            <li data-good="false">
              <details open={verdict === 'inconclusive'}>
                <summary>{words.unmet(unmet.length)}</summary>
                <ul>
                  {unmet.map(({ id, sentence }) => (
                    <li key={id}>{sentenceCase(sentence)}</li>
                  ))}
                </ul>
              </details>
            </li>
          )}
          <li>{words.reached(reached, newestAt)}</li>
        </ul>
      </div>
      {comparisons.length === 0 ? null : (
        <div className="campaign-trust">
          <h3>{words.comparisons}</h3>
          <ul>
            {comparisons.map((rate) => (
              <li key={rate.check}>{words.comparison(titleOf(rate.check), rate)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

function sentenceOf({ verdict, runs, findings }: CampaignReport, listed: readonly ListedFinding[]): string {
  const words = exploreTexts;
  switch (verdict) {
    case 'found': {
      const own = listed.filter(({ excepted }) => !excepted);
      return words.foundSentence(causesOf(own).length, new Set(own.map(({ check }) => check)).size, runs);
    }
    case 'none found':
      return findings.length > 0 ? words.exceptedSentence(runs) : words.noneSentence(runs);
    case 'inconclusive':
      return words.inconclusiveSentence(runs);
  }
}
