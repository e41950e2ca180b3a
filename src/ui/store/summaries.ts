/** The marks of the list: every scenario that has none is run once, beside everything else, and then the worker is let go. */
import type { StoreApi } from 'zustand/vanilla';
import { type SimulationClient, WorkerProblem } from '../worker/client.ts';
import { type PageState, summaryKey } from './state.ts';

/** First every scenario's first variant, since the list shows those; then the others. */
export async function summariseAll(
  store: StoreApi<PageState>,
  background: Pick<SimulationClient, 'summarise' | 'close'>,
): Promise<void> {
  const { scenarios, summaries: known } = store.getState();
  const all = scenarios
    .flatMap(({ id, variants }) =>
      variants.map((variant, index) => ({ scenario: id, variant: variant.id, late: index > 0 })),
    )
    .filter((choice) => known[summaryKey(choice)] === undefined)
    .toSorted((a, b) => Number(a.late) - Number(b.late));
  for (const [done, { scenario, variant }] of all.entries()) {
    store.setState({ judging: { done, all: all.length } });
    try {
      const mine = store.getState().own.find(({ id }) => id === scenario);
      const own = mine === undefined ? {} : { own: mine };
      const summary = await background.summarise({ scenario, variant, overrides: {}, ...own });
      store.setState(({ summaries }) => ({ summaries: { ...summaries, [summaryKey(summary)]: summary } }));
    } catch (error) {
      if (!(error instanceof WorkerProblem)) throw error;
      // Its row keeps the dash of what was not run; whoever opens it is told why.
    }
  }
  store.setState({ judging: null });
  background.close();
}
