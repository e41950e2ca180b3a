/** Two runs beside each other. */
import { duration } from '../format.ts';

export const compare = {
  heading: 'Two runs beside each other',
  left: 'Left',
  right: 'Right',
  run: { left: 'Run on the left', right: 'Run on the right' },
  swap: 'Swap the two runs',
  fit: 'Show both whole',
  open: 'Open a file…',
  this: 'This run',
  baseline: 'Its baseline',
  before: 'The run before the last change',
  file: (name: string) => `File: ${name}`,
  noFile: 'A file (none is open)',
  noBefore: 'The run before (none yet)',
  here: 'Here',
  variants: 'Another variant',
  policies: 'Another policy',
  seeds: 'Another seed',
  seed: (seed: number) => `Seed ${seed}`,
  missing: 'There is no such run. Choose another one above.',
  running: 'Running…',
  failed: (message: string) => `It could not be run: ${message}`,
  fails: (count: number) => (count === 1 ? 'fails 1 check' : `fails ${count} checks`),
  passes: 'passes',
  notJudged: 'not judged',
  timelines: 'Timelines of both runs',
  same: 'The two runs do not differ.',
  first: 'first',
  differences: (count: number) => `Differences (${count})`,
  kinds: 'Show',
  kind: { all: 'All', only: 'On one side only', outcome: 'Other outcome', delay: 'Delays' },
  noneOfKind: 'No difference of this kind.',
  only: (side: string) => `${side} only`,
  consequences: (count: number) =>
    count === 0
      ? 'nothing follows from it'
      : count === 1
        ? '1 event follows from it'
        : `${count} events follow from it`,
  outcome: (left: string, right: string) => `left: ${left || 'taken'}, right: ${right || 'taken'}`,
  outcomeIs: 'Other outcome',
  later: (ms: number) => (ms > 0 ? `right ${duration(ms)} later` : `right ${duration(-ms)} earlier`),
  openIn: (side: string) => `${side}: show in Runs`,
  more: (count: number) => `${count} more`,
  replies: 'Waiting for the reply',
  message: 'Message',
  wait: 'Difference',
  never: 'no reply',
  costs: (ms: number) => (ms > 0 ? `+${duration(ms)}` : ms < 0 ? `−${duration(-ms)}` : 'the same'),
} as const;
