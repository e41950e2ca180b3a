/** What another run begins with, whatever was looked at before; and where it was opened. */
import { canonicalJson } from '../../sim/model/trace-file/hash.ts';
import { isRecord } from '../../sim/model/json.ts';
import type { RunInputs } from '../../sim/model/trace.ts';
import { type Choice, EVERYTHING, type PageState, type ProvingStage, type Stage, STAGE_GROUPS } from './state.ts';

const NOTHING_DONE = {
  fork: null,
  found: null,
  cameFrom: null,
  recorded: [],
  playing: false,
  newcomer: false,
} as const;
export const FRESH = { ...NOTHING_DONE, chatUser: null, logFilter: EVERYTHING } as const;

/** What was found in the run on show: of one that was changed it is not known any more, whatever it shows. */
export function foundIn({ found, steps }: Pick<PageState, 'found' | 'steps'>): PageState['found'] {
  return steps.at === 0 ? found : null;
}

/** The same run, shown from elsewhere (a file, a comparison), is still the one in which it was found. */
export function stillFound(
  { result, ...state }: Pick<PageState, 'found' | 'steps' | 'result'>,
  inputs: RunInputs,
): PageState['found'] {
  const same = result !== null && canonicalJson(result.trace.inputs) === canonicalJson(inputs);
  return same ? foundIn(state) : null;
}

/** A link that is followed in a view that proves something leads back there. */
export function openedIn({ stage }: Pick<PageState, 'stage'>, next: Stage): Origin {
  return { cameFrom: next === 'replay' ? (provingStage(stage) ?? null) : null };
}

function provingStage(stage: unknown): ProvingStage | undefined {
  return STAGE_GROUPS.prove.find((each) => each === stage);
}

/** What the browser's history keeps beside an address: whoever reloads came from there, whoever gets the link did not. */
export type Origin = Pick<PageState, 'cameFrom'>;

/** Undefined where the page has kept nothing: a link that is followed only now. */
export function readOrigin(kept: unknown): Origin | undefined {
  if (!isRecord(kept) || !('cameFrom' in kept)) return undefined;
  return { cameFrom: provingStage(kept['cameFrom']) ?? null };
}

/** Another variant of the same scenario is still a look at what was opened. */
export function stillIn(
  { choice, cameFrom }: Pick<PageState, 'choice' | 'cameFrom'>,
  next: Choice,
): ProvingStage | null {
  return next.scenario === choice.scenario ? cameFrom : null;
}
