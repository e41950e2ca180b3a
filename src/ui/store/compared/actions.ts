/**
 * What a person does with two runs at once: the same as with one. Steps go through the events of both in the order of
 * time, and select with each its like. The first failure is here where they part.
 */
import { type Actions, createActions } from '../actions.ts';
import type { ComparedRuns, Pair } from './compared.ts';
import { eventsOf } from './compare.ts';
import { remembered } from '../selectors.ts';

export interface ComparedActions extends Actions {
  /** To the next difference, or the one before. */
  readonly difference: (direction: 1 | -1) => void;
}

interface Entry {
  readonly where: 'left' | 'right';
  readonly id: number;
  readonly atMs: number;
  readonly visible: boolean;
}

const WHERE = ['left', 'right'] as const;

/** The events of both, in the order of time; of one moment those on the left come first. */
const entriesOf = remembered((pair: Pair): readonly Entry[] =>
  WHERE.flatMap((where) =>
    pair[where].result.trace.events
      .filter(({ side }) => side === pair[where].side)
      .map(({ id, atMs, kind }) => ({ where, id, atMs, visible: kind === 'message' || kind === 'reply' })),
  ).toSorted((a, b) => a.atMs - b.atMs),
);

export function comparedActions(compared: ComparedRuns): ComparedActions {
  const { stage, store } = compared;
  const playhead = (): number => stage.getState().playheadMs;
  const go = (entry: Entry | undefined): void => {
    if (entry !== undefined) compared.goTo(entry.where, entry.id);
  };
  /** Where in the list the selection stands, if the playhead is on it. */
  let last: Entry | undefined;

  const step = (direction: 1 | -1): void => {
    const { pair, selected } = store.getState();
    if (pair === null) return;
    const entries = entriesOf(pair);
    const isOn = (entry: Entry): boolean => entry.atMs === playhead() && selected[entry.where] === entry.id;
    // Several events share a moment: walk on from the one that the last step came to.
    const on = last !== undefined && isOn(last) ? entries.indexOf(last) : entries.findIndex(isOn);
    const after = entries.findIndex(({ atMs }) => atMs > playhead());
    const next = after < 0 ? entries.length : after;
    last = entries[on >= 0 ? on + direction : direction === 1 ? next : next - 1];
    go(last);
  };

  return {
    ...createActions(stage),
    step,
    stepVisible: (direction) => {
      const { pair } = store.getState();
      if (pair === null) return;
      const visible = entriesOf(pair).filter((entry) => entry.visible);
      go(
        direction === 1
          ? visible.find(({ atMs }) => atMs > playhead())
          : visible.findLast(({ atMs }) => atMs < playhead()),
      );
    },
    goTo: (id) => compared.goTo('left', id),
    select: (id) => compared.select('left', id),
    firstFailure: () => {
      const first = store.getState().pair?.first;
      if (first !== undefined) compared.open(first);
    },
    baseline: () => {
      const { pair, selected } = store.getState();
      if (pair === null || selected.left === null || selected.right === null) return;
      // Back and forth between an event and its like.
      const left = pair.left.result.trace.events[selected.left];
      if (left?.atMs === playhead()) compared.goTo('right', selected.right);
      else compared.goTo('left', selected.left);
    },
    difference: (direction) => {
      const { pair, selected } = store.getState();
      if (pair === null) return;
      const { differences } = pair.comparison;
      const at = differences.findIndex((each) => {
        const events = eventsOf(each);
        return events.left === selected.left && events.right === selected.right && each.atMs === playhead();
      });
      const next =
        at >= 0
          ? differences[at + direction]
          : direction === 1
            ? differences.find(({ atMs }) => atMs > playhead())
            : differences.findLast(({ atMs }) => atMs < playhead());
      if (next !== undefined) compared.open(next);
    },
  };
}
