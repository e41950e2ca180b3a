/** What another run begins with, whatever was looked at before; and where it was opened. */
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

/** A link that is followed in a view that proves something leads back there. */
export function openedIn({ stage }: Pick<PageState, 'stage'>, next: Stage): ProvingStage | null {
  return next === 'replay' ? (STAGE_GROUPS.prove.find((each) => each === stage) ?? null) : null;
}

/** Another variant of the same scenario is still a look at what was opened. */
export function stillIn(
  { choice, cameFrom }: Pick<PageState, 'choice' | 'cameFrom'>,
  next: Choice,
): ProvingStage | null {
  return next.scenario === choice.scenario ? cameFrom : null;
}
