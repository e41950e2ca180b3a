/**
 * What a campaign that finds nothing must have done for that to prove something: a list, from which the verdict, the
 * words for people and the test cases for a build all come, so that none of them passes over what another one counts.
 */
import type { ExhaustiveBound } from './modes/schedules.ts';
import type { Situation } from './sometimes.ts';

export interface Demand {
  readonly id: string;
  readonly met: boolean;
  /** What is asked. */
  readonly sentence: string;
  /** What came of it, in figures. */
  readonly found: string;
}

/** What a report says of it. */
export interface Facts {
  readonly runs: number;
  readonly canary: { readonly runs: number; readonly found: number };
  readonly met?: readonly Situation[];
  readonly unmet: readonly Situation[];
  readonly cutShort: Readonly<Record<string, number>>;
  readonly exhaustive: ExhaustiveBound | null;
}

export function demandsOn({ runs, canary, met = [], unmet, cutShort, exhaustive }: Facts): readonly Demand[] {
  const bounds = Object.entries(cutShort).map(([bound, times]) => `${times} of ${runs} runs hit ${bound}`);
  return [
    {
      id: 'canary',
      met: canary.found > 0,
      sentence: 'the planted bug is found',
      found: `it was in ${canary.found} of ${canary.runs} runs`,
    },
    {
      id: 'judged to the end',
      met: bounds.length === 0,
      sentence: 'no bound ends a run before it can be judged',
      found: bounds.join(', '),
    },
    ...(exhaustive === null
      ? []
      : [
          {
            id: 'every schedule',
            met: runs >= exhaustive.schedules,
            sentence: 'every schedule within the bound is covered',
            found: `${Math.min(runs, exhaustive.schedules)} of ${exhaustive.schedules} are`,
          },
        ]),
    ...met.map(({ id, sentence }) => ({ id: `sometimes ${id}`, met: true, sentence, found: 'it was met' })),
    ...unmet.map(({ id, sentence }) => ({
      id: `sometimes ${id}`,
      met: false,
      sentence,
      found: `never met in ${runs} runs`,
    })),
  ];
}
