/**
 * Every change of a run's conditions as a step that can be gone back to: a list, and a place in it. What is changed
 * after going back begins anew from there. Pure; the page runs what a step says, and words it from its neighbour.
 */
import type { Overrides } from '../worker/protocol.ts';

export interface Step {
  /** Counts up, so that a list can tell its steps apart. */
  readonly id: number;
  readonly overrides: Overrides;
  /** Changes of one gesture (a drag, a row of key presses) are one step; null: a gesture of its own. */
  readonly gesture: string | null;
}

export interface Steps {
  /** The first is what the scenario, or the link, began with. */
  readonly list: readonly [Step, ...Step[]];
  readonly at: number;
}

/** More than this nobody walks back through; the oldest give way, but for the beginning. */
const MOST_STEPS = 200;

export function firstStep(overrides: Overrides): Steps {
  return { list: [{ id: 0, overrides, gesture: null }], at: 0 };
}

export function currentStep({ list, at }: Steps): Step {
  return list[at] ?? list[0];
}

export function withStep(steps: Steps, step: Omit<Step, 'id'>): Steps {
  const [first, ...rest] = steps.list;
  const goesOn = isSame(currentStep(steps), step.gesture) && steps.at > 0;
  const kept = rest.slice(0, goesOn ? steps.at - 1 : steps.at);
  const id = goesOn ? currentStep(steps).id : Math.max(...steps.list.map((each) => each.id)) + 1;
  const list = [...kept, { ...step, id }].slice(1 - MOST_STEPS);
  return { list: [first, ...list], at: list.length };
}

function isSame({ gesture }: Step, other: string | null): boolean {
  return gesture !== null && gesture === other;
}
