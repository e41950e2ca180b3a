/** The public history of the pipeline, version by version. */
import { count } from '../../sim/model/words.ts';

export const historyTexts = {
  heading: 'History: what would have been found, version by version',
  about:
    'Each version of the pipeline’s public history is a policy. Explored with no hint, it shows what its authors reported next, and what nobody ever reported. Dates are of 2025; where the history gives none, none is shown.',
  form: 'How long to look',
  runs: 'Runs for each version',
  start: 'Explore every version',
  one: 'Explore this version',
  oneOf: (policy: string) => `Explore this version: ${policy}`,
  idle: 'Nothing is explored yet. What needs no fault is found within a few dozen runs; a fault may take hundreds or thousands.',
  cameWithPage: (seeds: number) =>
    `What campaigns found before you came, each version from ${count(seeds, 'seed')}; it is kept with the code. A finding counts the runs of the seed that took most. Explore one version, or every one, for yourself: that takes its place.`,
  changed: 'What the authors changed:',
  finds: 'What exploration finds, with no hint',
  next: 'What they reported next:',
  apart: (settings: string) => `The same version, told again under another reading: with ${settings}.`,
  found: (runs: number, atMost: boolean) => `found after ${count(runs, 'run')}${atMost ? ' at most' : ''}`,
  notFound: (runs: number) => `not found in ${count(runs, 'run')}`,
  notYet: 'not explored yet',
  reported: 'reported later',
  never: 'never reported',
  noFault: 'no fault needed',
  needs: (faults: readonly string[]) => `needs ${faults.join(', ')}`,
  seenWith: (faults: readonly string[]) => `seen with ${faults.join(', ')}`,
  open: 'Open the example',
  openOf: (finding: string) => `Open the example: ${finding}`,
  beside: (causes: number, faultless: number) =>
    `Found beside it, and in no commit message: ${count(causes, 'cause')}, ${faultless} of them without any fault`,
  exploredIn: (runs: number) => `· explored in ${count(runs, 'run')}, by you`,
  keptWith: (seeds: number) => `· kept with the code, from ${count(seeds, 'seed')}`,
  summary: (
    found: number,
    named: number,
    never: number,
    versions: number,
    { all, twice }: { readonly all: number; readonly twice: readonly string[] },
  ) => {
    const again = twice.length === 0 ? '' : ` (${twice.join(', ')} is told under two readings)`;
    return `${found} of ${named} findings made, in ${versions} of ${count(all, 'version')}${again}; ${never} of those made were never reported by anybody.`;
  },
  loading: 'Reading the history…',
} as const;
