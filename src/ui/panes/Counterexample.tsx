/**
 * A run that exploration found says so: the check that it breaks, by what cause, under which conditions, and whether it
 * still does so after a change; with the way back to what was explored, and the way into the scenarios.
 */
import { Bug, Save } from 'lucide-react';
import type { ReactElement } from 'react';
import { sentenceOf } from '../../sim/model/cause/names.ts';
import type { LinkedFinding } from '../../sim/model/link/index.ts';
import type { Outcome } from '../../sim/model/verdict.ts';
import { usePageState } from '../context.ts';
import { sentenceCase } from '../format.ts';
import { useCheckTitles } from '../lab/use-check-titles.ts';
import { useKeeping } from '../own/use-keeping.ts';
import { scenarioOf } from '../store/selectors.ts';
import { found as words } from '../texts/found.ts';
import { WayBack } from './WayBack.tsx';

const LONGEST_TITLE = 120;

export function Counterexample({ found: { check, pattern } }: { readonly found: LinkedFinding }): ReactElement {
  const title = useCheckTitles()(check);
  const keep = useKeeping();
  const cameFrom = usePageState((state) => state.cameFrom);
  const isOwn = usePageState((state) => scenarioOf(state)?.kind === 'own');
  const changed = usePageState(({ steps }) => steps.at > 0);
  const outcome = usePageState(({ result }): Outcome | null => {
    const verdict = result?.verdicts.pipeline.find((each) => each.check === check);
    return verdict?.verdict ?? null;
  });
  const shows = usePageState(({ result }) => result?.shows);
  const inputs = usePageState((state) => state.result?.trace.inputs);
  const cause = sentenceCase(sentenceOf(pattern));
  const now = shows?.kind === 'otherwise' ? shows.patterns.map(sentenceOf).join('; ') : null;
  return (
    <div className="counterexample" data-outcome={outcome} role="region" aria-label={words.region}>
      <h2>
        <Bug size={15} aria-hidden />
        {words.heading(title)}
      </h2>
      <div className="counterexample-does">
        <WayBack to={cameFrom ?? 'explore'} />
        {isOwn ? null : (
          <button type="button" className="button" onClick={() => keep(`${title}: ${cause}`.slice(0, LONGEST_TITLE))}>
            <Save size={13} aria-hidden />
            {words.keep}
          </button>
        )}
      </div>
      <p>
        {outcome === null ? null : (
          <span className={`badge badge-${outcome}`}>{changed ? words.changed[outcome] : words.asFound[outcome]}</span>
        )}{' '}
        {now === null ? words.cause(cause) : words.otherwise(sentenceOf(pattern), now)}{' '}
        {inputs === undefined ? null : words.conditions(inputs)}
      </p>
    </div>
  );
}
