/**
 * The marks of the list, kept in the browser: one build gives the same verdicts each time, so who comes to it again has
 * them at once, and nothing is run for them. Another build does not know them. Own scenarios change: theirs are worked
 * out each time. Storage may be forbidden or full; then all of them are.
 */
import { isRecord } from '../sim/model/json.ts';
import { CHECK_IDS, type Outcome } from '../sim/model/verdict.ts';
import type { PageStore } from './store/host.ts';
import { type PageState, summaryKey } from './store/state.ts';
import type { RunSummary } from './worker/protocol.ts';

const OUTCOMES: readonly Outcome[] = ['holds', 'broken', 'inconclusive'];

/** Where they are kept; whatever storage does, it never throws. */
interface MarksHost {
  readonly load: () => string | undefined;
  readonly save: (text: string) => void;
}

/** Takes up what is kept of this build, and keeps what the page works out once it has all of it. */
export function keepMarks(store: PageStore, build: string, host: MarksHost): void {
  const known = read(host.load(), build);
  store.setState({ summaries: Object.fromEntries(known.map((summary) => [summaryKey(summary), summary] as const)) });
  store.subscribe((now, before) => {
    if (now.judging === null && before.judging !== null) host.save(written(now, build));
  });
}

function written({ summaries, own }: PageState, build: string): string {
  const mine = new Set(own.map(({ id }) => id));
  const kept = Object.values(summaries).filter(({ scenario }) => !mine.has(scenario));
  return JSON.stringify({ build, summaries: kept });
}

/** What cannot be read was not kept. */
function read(text: string | undefined, build: string): readonly RunSummary[] {
  if (text === undefined) return [];
  try {
    const kept: unknown = JSON.parse(text);
    if (!isRecord(kept) || kept['build'] !== build || !Array.isArray(kept['summaries'])) return [];
    return kept['summaries'].flatMap((value: unknown) => summaryOf(value) ?? []);
  } catch {
    return [];
  }
}

function summaryOf(value: unknown): RunSummary | undefined {
  if (!isRecord(value)) return undefined;
  const { scenario, variant, marks, asExpected, broken } = value;
  if (typeof scenario !== 'string' || typeof variant !== 'string' || typeof asExpected !== 'boolean') return undefined;
  if (!isRecord(marks) || !Array.isArray(broken)) return undefined;
  const [pipeline, baseline] = [outcomeOf(marks['pipeline']), outcomeOf(marks['baseline'])];
  if (pipeline === undefined || baseline === undefined) return undefined;
  const checks = CHECK_IDS.filter((id) => broken.includes(id));
  return { scenario, variant, marks: { pipeline, baseline }, asExpected, broken: checks };
}

function outcomeOf(value: unknown): Outcome | undefined {
  return OUTCOMES.find((outcome) => outcome === value);
}
