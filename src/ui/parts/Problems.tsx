/** What was wrong in a sentence, with what was found and what would fit, until it is let go. The page below goes on. */
import { TriangleAlert, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { usePageState, useTools } from '../context.ts';
import { texts } from '../texts.ts';

export function Problems(): ReactElement {
  const { page } = useTools();
  const problems = usePageState((state) => state.problems);
  return (
    <div className="problems" role="alert">
      {problems.map((problem, index) => (
        <div key={`${index}-${problem.message}`} className="problem">
          <TriangleAlert size={15} aria-hidden />
          <p>
            <b>{texts.problems.of(problem.field)}</b> {texts.problems.found} <code>{problem.found}</code>.{' '}
            {texts.problems.fits} {problem.expected}.
          </p>
          <button
            type="button"
            className="icon"
            aria-label={texts.dismiss}
            onClick={() => page.store.setState({ problems: problems.filter((other) => other !== problem) })}
          >
            <X size={15} aria-hidden />
          </button>
        </div>
      ))}
    </div>
  );
}
