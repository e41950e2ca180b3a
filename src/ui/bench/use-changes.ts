/**
 * Changes of faults and messages that are made on the drawing. While a hand is on a mark the run follows it, one run at
 * a time and always the newest, as long as runs are quick; when the hand lets go, what it did is one step.
 */
import { useEffect, useMemo, useRef } from 'react';
import type { FaultInput, TypedMessage } from '../../sim/model/scenario.ts';
import type { Trace } from '../../sim/model/trace.ts';
import { usePageState, useTools } from '../context.ts';
import { aboutMessage, aimedAt, aimOf, endingAt } from '../store/aims.ts';
import { revealing } from '../store/span.ts';
import type { PageState } from '../store/state.ts';
import type { Move } from '../timeline/index.ts';
import type { FaultDescription, Overrides } from '../worker/protocol.ts';
import { indexOf, nearestMessage } from './grips.ts';

/** A run that takes longer, in real milliseconds, waits until the hand lets go. */
const QUICK_MS = 150;

const NO_FAULTS: readonly FaultInput[] = [];
const NO_MESSAGES: readonly TypedMessage[] = [];

/** What a person changed counts at once, also where the run that it asks for is not there yet. */
export function armedIn({ overrides, result }: Pick<PageState, 'overrides' | 'result'>): readonly FaultInput[] {
  return overrides.faults ?? result?.trace.inputs.faults ?? NO_FAULTS;
}

export function typedIn({ overrides, result }: Pick<PageState, 'overrides' | 'result'>): readonly TypedMessage[] {
  return overrides.messages ?? result?.trace.inputs.messages ?? NO_MESSAGES;
}

export interface Changes {
  readonly move: (move: Move) => void;
  readonly setFaults: (change: (faults: readonly FaultInput[]) => readonly FaultInput[]) => void;
  readonly setMessages: (change: (messages: readonly TypedMessage[]) => readonly TypedMessage[]) => void;
}

export function useChanges(): Changes {
  const { page } = useTools();
  const running = usePageState((state) => state.run.kind === 'running');
  const waiting = useRef<Overrides | null>(null);
  useEffect(() => {
    const next = waiting.current;
    if (running || next === null) return;
    waiting.current = null;
    void page.attempt(next);
  }, [running, page]);

  return useMemo(() => {
    const change = (part: Overrides, gesture: string | null = null): void => {
      waiting.current = null;
      void page.change({ ...page.store.getState().overrides, ...part }, { gesture, inView: true });
    };
    const attempt = (part: Overrides): void => {
      const { overrides, run, result } = page.store.getState();
      if (result === null || result.tookMs > QUICK_MS) return;
      const next = { ...overrides, ...part };
      if (run.kind === 'running') waiting.current = next;
      else void page.attempt(next);
    };
    return {
      move: (move) => {
        const state = page.store.getState();
        if (move.phase === 'back') {
          waiting.current = null;
          void page.stepTo(state.steps.at);
          return;
        }
        const part = movedPart(state, move);
        if (part === null) return;
        if (move.phase === 'moving') attempt(part);
        else {
          // What is moved by keys stays in sight, and keeps the focus.
          page.store.setState({ view: revealing(state.view, move.atMs) });
          change(part, move.gesture);
        }
      },
      setFaults: (next) => change({ faults: next(armedIn(page.store.getState())) }),
      setMessages: (next) => change({ messages: next(typedIn(page.store.getState())) }),
    };
  }, [page]);
}

function movedPart(state: PageState, { id, part, atMs }: Move): Overrides | null {
  const { kind, index } = indexOf(id);
  if (kind === 'message') {
    return {
      messages: typedIn(state).map((message, at) =>
        at === index ? { ...message, atMs: Math.max(0, Math.round(atMs)) } : message,
      ),
    };
  }
  const { result, description } = state;
  const faults = armedIn(state);
  const described = description?.faults.find(({ id: each }) => each === faults[index]?.fault);
  if (result === null || described === undefined) return null;
  return {
    faults: faults.map((fault, at) =>
      at === index ? movedFault(fault, described, { part, atMs }, result.trace) : fault,
    ),
  };
}

function movedFault(
  fault: FaultInput,
  description: FaultDescription,
  { part, atMs }: Pick<Move, 'part' | 'atMs'>,
  trace: Trace,
): FaultInput {
  if (part === 'end') return endingAt(fault, description, atMs);
  return aimOf(fault, description).kind === 'message'
    ? aboutMessage(fault, nearestMessage(trace, atMs))
    : aimedAt(fault, description, atMs);
}
