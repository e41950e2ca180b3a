/** What is chosen in a view, kept in the page's address; what does not fit there is told of once. */
import { useEffect, useMemo } from 'react';
import { usePageState, useTools } from '../context.ts';
import { type Fields, readAsk, writeAsk } from '../store/ask.ts';
import type { Stage } from '../store/state.ts';

export function useChoices<C extends object>(
  stage: Stage,
  fields: Fields<C>,
  usual: C,
): readonly [C, (change: Partial<C>) => void] {
  const { page } = useTools();
  const text = usePageState((state) => state.asks[stage] ?? '');
  const { choices, problems } = useMemo(() => readAsk(text, fields, usual), [text, fields, usual]);
  useEffect(() => {
    for (const problem of problems) page.tell(problem);
  }, [problems, page]);
  const choose = (change: Partial<C>): void =>
    page.store.setState(({ asks }) => ({
      asks: { ...asks, [stage]: writeAsk({ ...choices, ...change }, fields, usual) },
    }));
  return [choices, choose];
}
