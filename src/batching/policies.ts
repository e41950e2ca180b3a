/** Named sets of values for the switches. A policy is never a copy of code: all run the same logic. */
export interface Policy {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly settings: Readonly<Record<string, string | number | boolean>>;
}

export const POLICIES: readonly Policy[] = [
  {
    id: 'documented',
    title: 'Documented',
    sentence: 'The pipeline as the reference document shows it, its flaws included.',
    settings: {},
  },
];
