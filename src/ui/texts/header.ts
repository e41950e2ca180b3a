/** The top row. */
export const header = {
  variant: 'Variant',
  fails: (count: number) => `Production fails ${count}`,
  passes: 'Production passes',
  baselineFails: (count: number) => `Baseline fails ${count}`,
  baselinePasses: 'Baseline passes',
  notJudged: 'Production not judged',
  baselineNotJudged: 'Baseline not judged',
} as const;
