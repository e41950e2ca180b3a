/** The top row. */
export const header = {
  variant: 'Variant',
  variants: 'Variants',
  variantOf: (at: number, all: number) => `variant ${at} of ${all}`,
  variantBefore: 'The variant before',
  variantNext: 'The next variant',
  views: 'View',
  view: {
    replay: 'Runs',
    live: 'Live',
    compare: 'Compare',
    diagnose: 'Diagnose',
    explore: 'Explore',
    document: 'Document',
    present: 'Presentation',
  },
  /** What the views are for. */
  group: { replay: 'Replay', prove: 'Prove' },
  groupOf: (group: string, views: readonly string[]) => `${group}: ${views.join(', ')}`,
  fails: (count: number) => `Production fails ${count}`,
  passes: 'Production passes',
  baselineFails: (count: number) => `Baseline fails ${count}`,
  baselinePasses: 'Baseline passes',
  notJudged: 'Production not judged',
  baselineNotJudged: 'Baseline not judged',
} as const;
