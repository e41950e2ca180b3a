/** One line that the logic prints. */
export interface Line {
  readonly id: string;
  readonly template: string;
  readonly level: 'log' | 'warn' | 'error';
  readonly documented: boolean;
  readonly sentence: string;
}
