/** What a situation is: something that lines of a log show, what it means, what to do, and which scenario reproduces it. */
import type { ReadLine } from './read-log.ts';

export interface Finding {
  readonly id: string;
  readonly title: string;
  /** `good`: as it should be. `broken`: messages are lost, late or answered twice. `unclear`: the lines allow more than one reading. */
  readonly kind: 'good' | 'broken' | 'unclear';
  /** Where the reference document speaks of it: `log 1`; empty where it does not. */
  readonly reference: string;
  /** Numbers of the lines that show it. */
  readonly lines: readonly number[];
  readonly means: string;
  readonly todo: string;
  /** What the lines do not tell; empty where they tell enough. */
  readonly cannotTell: string;
  /** The scenario that reproduces it; its first variant where none is named. */
  readonly scenario: string;
  readonly variant?: string;
}

/** A log, read, with the questions that situations ask of it. */
export interface LogFacts {
  readonly lines: readonly ReadLine[];
  /** Lines of the logic with that id, in their order. */
  readonly of: (id: string) => readonly ReadLine[];
  /** The first of these after that line, or undefined. */
  readonly after: (line: ReadLine, ...ids: readonly string[]) => ReadLine | undefined;
}

export type Situation = (log: LogFacts) => Finding | undefined;

export function factsOf(lines: readonly ReadLine[]): LogFacts {
  return {
    lines,
    of: (id) => lines.filter(({ known }) => known?.id === id),
    after: (line, ...ids) => lines.find(({ number, known }) => number > line.number && ids.includes(known?.id ?? '')),
  };
}

export function numbers(...lists: readonly (readonly ReadLine[])[]): readonly number[] {
  return [...new Set(lists.flat().map(({ number }) => number))].toSorted((a, b) => a - b);
}
