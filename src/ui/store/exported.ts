/** The run on show as the exports need it: with the page's words for its verdicts and the page's address for its view. */
import type { ExportedRun } from '../../sim/model/export/index.ts';
import type { Outcome } from '../../sim/model/verdict.ts';
import { LONGEST_LINK } from './link/address.ts';
import { scenarioOf } from './selectors.ts';
import type { PageState } from './state.ts';

export interface ExportWords {
  /** The page's address, with what is after its `#`. */
  readonly link: string;
  /** The word of an outcome as the page shows it. */
  readonly wordOf: (outcome: Outcome) => string;
}

/** What the files of this run are called, without their ending. */
export function fileNameOf({ result }: Pick<PageState, 'result'>): string {
  if (result === null) return 'run';
  const { scenario, variant, seed } = result.trace.inputs;
  return [scenario, variant, seed].join('-').replaceAll(/[^\w.-]+/g, '-');
}

export function exportedRun(state: PageState, { link, wordOf }: ExportWords): ExportedRun | null {
  const { result, description } = state;
  if (result === null) return null;
  const titles = new Map(description?.checks.map(({ id, title }) => [id, title]));
  return {
    trace: result.trace,
    hash: result.hash,
    title: scenarioOf(state)?.title ?? result.trace.inputs.scenario,
    link,
    command: commandOf(state, link),
    verdicts: result.verdicts.pipeline.map(({ check, verdict, sentence, eventIds, messages }) => ({
      check,
      verdict,
      sentence,
      eventIds,
      messages,
      title: titles.get(check) ?? check,
      word: wordOf(verdict),
    })),
  };
}

/** What does not fit into a link is in a saved trace. */
function commandOf(state: PageState, link: string): string {
  return link.length > LONGEST_LINK ? `${PROGRAM} replay ${fileNameOf(state)}.trace.json` : commandFor(link);
}

const PROGRAM = 'npm run --silent batchsim --';

/** The command that runs what is behind an address. */
export function commandFor(link: string): string {
  return `${PROGRAM} run --link '${link.slice(link.indexOf('#')).replaceAll("'", '%27')}'`;
}
