/**
 * The marks of the list, kept in the browser: one build gives the same verdicts each time, so who comes to it again has
 * them at once, and nothing is run for them. Another build does not know them. Own scenarios change: theirs are worked
 * out each time. Storage may be forbidden or full; then all of them are.
 */
import * as v from 'valibot';
import { CHECK_IDS } from '../sim/model/verdict.ts';
import type { PageStore } from './store/host.ts';
import { type PageState, summaryKey } from './store/state.ts';

const outcome = v.picklist(['holds', 'broken', 'inconclusive']);
const schema = v.object({
  build: v.string(),
  summaries: v.array(
    v.object({
      scenario: v.string(),
      variant: v.string(),
      marks: v.object({ pipeline: outcome, baseline: outcome }),
      asExpected: v.boolean(),
      broken: v.array(v.picklist(CHECK_IDS)),
    }),
  ),
});

/** Where they are kept; whatever storage does, it never throws. */
interface MarksHost {
  readonly load: () => string | undefined;
  readonly save: (text: string) => void;
}

/** Takes up what is kept of this build, and keeps what the page works out once it has all of it. */
export function keepMarks(store: PageStore, build: string, host: MarksHost): void {
  const known = read(host.load());
  if (known?.build === build) {
    store.setState({
      summaries: Object.fromEntries(known.summaries.map((summary) => [summaryKey(summary), summary] as const)),
    });
  }
  store.subscribe((now, before) => {
    if (now.judging === null && before.judging !== null) host.save(written(now, build));
  });
}

function written({ summaries, own }: PageState, build: string): string {
  const mine = new Set(own.map(({ id }) => id));
  const kept = Object.values(summaries).filter(({ scenario }) => !mine.has(scenario));
  return JSON.stringify({ build, summaries: kept });
}

function read(text: string | undefined): v.InferOutput<typeof schema> | undefined {
  if (text === undefined) return undefined;
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
