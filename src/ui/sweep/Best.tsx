/** What is best, in plain sentences with their uncertainty. */
import type { ReactElement } from 'react';
import { duration, percent } from '../format.ts';
import { sweepTexts } from '../texts/sweep.ts';
import type { SweptRow } from '../worker/lab/protocol.ts';
import { bestOf } from './front.ts';
import { parametersText } from './HeatMap.tsx';

export function Best({ rows }: { readonly rows: readonly SweptRow[] }): ReactElement | null {
  const words = sweepTexts;
  const best = bestOf(rows);
  if (best === undefined) return null;
  const { least, alike, quickest } = best;
  const reply = ({ replyMs: { median } }: SweptRow): string => (median === null ? words.none : duration(median));
  return (
    <section className="sweep-best" aria-label={words.best}>
      <h3>{words.best}</h3>
      <p>
        {words.least(
          parametersText(least),
          percent(least.wrong.share),
          percent(least.wrong.interval[0]),
          percent(least.wrong.interval[1]),
          reply(least),
        )}{' '}
        {words.alike(alike)}{' '}
        {quickest === least
          ? words.same
          : words.quickest(parametersText(quickest), reply(quickest), percent(quickest.wrong.share))}
      </p>
    </section>
  );
}
