/** The document's claims in its sections, and what is shown of them. Pure. */
import type { AuditedClaim, DocumentClaim } from '../../sim/model/claim.ts';
import type { Claim } from '../../sim/model/scenario.ts';

export const SECTIONS = [
  'flow',
  'issue-1',
  'issue-2',
  'issue-3',
  'issue-4',
  'issue-5',
  'issue-6',
  'issue-7',
  'table',
  'verify',
  'logs',
  'summary',
  'recommendations',
  'closing',
  'other',
] as const;
export type Section = (typeof SECTIONS)[number];

export const VERDICTS = ['holds', 'holds only if', 'does not hold', 'rests on no data'] as const;
export type ClaimVerdict = Claim['verdict'];

const BEGINNINGS: readonly (readonly [string, Section])[] = [
  ['the fundamental difference', 'flow'],
  ['the flow', 'flow'],
  ['issue 1', 'issue-1'],
  ['issue 2', 'issue-2'],
  ['issue 3', 'issue-3'],
  ['issue 4', 'issue-4'],
  ['issue 5', 'issue-5'],
  ['issue 6', 'issue-6'],
  ['issue 7', 'issue-7'],
  ['the table', 'table'],
  ['verify', 'verify'],
  ['log', 'logs'],
  ['summary', 'summary'],
  ['recommendations', 'recommendations'],
  ['the closing words', 'closing'],
];

export function sectionOf(where: string): Section {
  return BEGINNINGS.find(([beginning]) => where.startsWith(beginning))?.[1] ?? 'other';
}

/** A claim, and what was made of it; null until it is judged. */
export interface JudgedClaim {
  readonly claim: DocumentClaim;
  readonly audited: AuditedClaim | null;
}

export function judgedClaims(
  claims: readonly DocumentClaim[],
  audited: readonly AuditedClaim[],
): readonly JudgedClaim[] {
  const byId = new Map(audited.map((one) => [one.id, one]));
  return claims.map((claim) => ({ claim, audited: byId.get(claim.id) ?? null }));
}

export interface ShownSection {
  readonly section: Section;
  readonly claims: readonly JudgedClaim[];
}

/** The sections that have something to show, in the document's order. */
export function shownSections(
  claims: readonly JudgedClaim[],
  verdict: ClaimVerdict | 'all',
  section: Section | 'all',
): readonly ShownSection[] {
  const shown = claims.filter(
    ({ claim, audited }) =>
      (verdict === 'all' || audited?.verdict === verdict) && (section === 'all' || sectionOf(claim.where) === section),
  );
  return SECTIONS.map((each) => ({
    section: each,
    claims: shown.filter(({ claim }) => sectionOf(claim.where) === each),
  })).filter(({ claims: own }) => own.length > 0);
}

/** How many have each verdict. */
export function countsOf(audited: readonly AuditedClaim[]): Readonly<Record<ClaimVerdict, number>> {
  const counted = (verdict: ClaimVerdict): number => audited.filter((claim) => claim.verdict === verdict).length;
  return {
    holds: counted('holds'),
    'holds only if': counted('holds only if'),
    'does not hold': counted('does not hold'),
    'rests on no data': counted('rests on no data'),
  };
}
