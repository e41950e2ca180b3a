/** What was wrong in a sentence, with what was found and what would fit, until it is let go. The page below goes on. */
import { TriangleAlert, X } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { usePageState, useTools } from '../context.ts';
import { texts } from '../texts.ts';
import type { Problem } from '../worker/protocol.ts';

/** More than these at once would take the page away from what is below. */
const MOST_SHOWN = 2;

export function Problems(): ReactElement {
  const { page } = useTools();
  const problems = usePageState((state) => state.problems);
  const [all, showAll] = useState(false);
  const folds = problems.length > MOST_SHOWN;
  const shown = folds && !all ? problems.slice(0, 1) : problems;
  const letGo = (gone: readonly Problem[]): void =>
    page.store.setState({ problems: problems.filter((each) => !gone.includes(each)) });
  return (
    <div className="problems" role="alert">
      {shown.map((problem, index) => (
        <div key={`${index}-${problem.message}`} className="problem">
          <TriangleAlert size={15} aria-hidden />
          <p>
            <b>{texts.problems.of(problem.field)}</b> {texts.problems.found} <code>{problem.found}</code>.{' '}
            {texts.problems.fits} {problem.expected}.
          </p>
          {folds && index === 0 ? (
            <>
              <button type="button" className="button" aria-expanded={all} onClick={() => showAll(!all)}>
                {all ? texts.problems.fewer : texts.problems.more(problems.length - 1)}
              </button>
              <button type="button" className="button" onClick={() => letGo(problems)}>
                {texts.problems.dismissAll}
              </button>
            </>
          ) : null}
          <button type="button" className="icon" aria-label={texts.dismiss} onClick={() => letGo([problem])}>
            <X size={15} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
