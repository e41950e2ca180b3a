/** An account as plain text, for the command line and for reports: parts with a heading, a sentence a line. */
import type { Account, AccountPart, Sentence, Standing } from './types.ts';

export interface AccountSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

const HEADINGS: Readonly<Record<AccountPart, string>> = {
  did: 'What was done',
  first: 'What went wrong first',
  why: 'Why',
  next: 'What followed',
  ledTo: 'What it led to',
};

/** Where nothing went wrong, nothing followed: what is told there was met on the way. */
const UNHARMED: Readonly<Partial<Record<AccountPart, string>>> = {
  first: 'What went wrong',
  next: 'What was met on the way',
  ledTo: 'What came of it',
};

export function headingOf(part: AccountPart, standing: Standing): string {
  return (standing === 'wrong' ? undefined : UNHARMED[part]) ?? HEADINGS[part];
}

/** The parts that have something to say. */
export function accountSections({ standing, did, first, why, next, ledTo }: Account): readonly AccountSection[] {
  const parts: readonly (readonly [AccountPart, readonly Sentence[]])[] = [
    ['did', did],
    ['first', [first]],
    ['why', why],
    ['next', next],
    ['ledTo', ledTo],
  ];
  return parts.flatMap(([part, sentences]) =>
    sentences.length === 0 ? [] : [{ heading: headingOf(part, standing), lines: sentences.map(({ text }) => text) }],
  );
}
