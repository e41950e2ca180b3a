/** The selected event. */
export const inspector = {
  none: 'Select an event on the timelines, in the logs or in a verdict.',
  chain: 'What led to it',
  chainAfter: 'and what came of it',
  record: (index: number, all: number) => `Record ${index} of ${all}`,
  previous: 'Previous event',
  next: 'Next event',
  noCause: 'Nothing in the run led to it: it came from outside.',
  changes: 'What it changed',
  nothing: 'nothing',
} as const;
